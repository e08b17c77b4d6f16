"""The duties of plans that answer a peer challenge."""

from collections import defaultdict
from collections.abc import Iterable

from actionplan.duties import Done, Duty, duties
from actionplan.models import DutyMark, Plan


def duties_of(plans: Iterable[Plan]) -> dict[int, tuple[Duty, ...]]:
    """The four duties of each plan that has any, by the plan's id: one query, or none."""
    visited = {plan.pk: plan.visited_on for plan in plans if plan.has_duties and plan.visited_on}
    done: dict[int, dict[str, Done]] = defaultdict(dict)
    marked = DutyMark.objects.filter(plan__in=visited, done_on__isnull=False) if visited else ()
    for one in marked:
        if one.done_on:
            done[one.plan_id][one.kind] = Done(one.done_on, one.where)
    return {pk: duties(day, done[pk]) for pk, day in visited.items()}
