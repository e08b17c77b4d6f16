"""The actions with one need, over all plans of a council: what a figure of the dashboard opens."""

from dataclasses import dataclass
from itertools import groupby

from django.db.models import F
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from actionplan.models import Action, Plan
from actionplan.needs import IN_WORDS, Need
from actionplan.queries.cells import Ground
from actionplan.queries.conditions import due_in_force
from actionplan.queries.dates_list import keep_at_hand
from actionplan.queries.first_screen import rows_of
from actionplan.queries.getters import leads_for, plans
from actionplan.queries.rows import Row, leads_condition, row_of, with_position
from council.htmx import render_page
from council.scope import CouncilRequest, Scope


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of one plan, and where they stand on the plan's own page."""

    plan: Plan
    url: str
    rows: list[Row]


@require_safe
def need_list(request: CouncilRequest, need: str) -> HttpResponse:
    """Every action with the need, plan by plan."""
    if need not in list(Need):
        raise Http404("No such figure.")
    groups = _groups(request.scope, Need(need))
    context = {
        "words": IN_WORDS[Need(need)],
        "groups": groups,
        "total": sum(len(group.rows) for group in groups),
    }
    return render_page(request, "actionplan/need_list.html", context)


def plans_in_force(scope: Scope) -> list[Plan]:
    """The plans whose leads are asked for updates, each with its council."""
    found = [plan for plan in plans(scope) if plan.takes_updates]
    for plan in found:
        plan.council = scope.council
    return found


def _groups(scope: Scope, need: Need) -> list[Group]:
    in_force = plans_in_force(scope)
    by_id = {plan.pk: plan for plan in in_force}
    wanted = Ground(in_force, scope.today).rows(need)
    actions = Action.objects.in_plan().filter(plan__in=by_id).alias(due_in_force=due_in_force())
    order = (F("plan"), F("due_in_force").asc(nulls_last=True), "number")
    found = list(with_position(actions.filter(wanted)).order_by(*order))
    keep_at_hand(in_force)
    book = leads_for(scope, leads_condition(found))
    for action in found:
        action.plan = by_id[action.plan_id]
    return [
        Group(plan, rows_of(plan, need=need.value), [row_of(one, book, scope) for one in rows])
        for plan, rows in groupby(found, key=lambda action: action.plan)
    ]
