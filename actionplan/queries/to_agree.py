"""Updates that wait for the agreement of whoever acts as head of service."""

from collections.abc import Iterator, Mapping

from django.db.models import Q

from actionplan.access.updating import is_closed
from actionplan.agreement import to_be_agreed, verdict_of
from actionplan.leading.leads import LeadBook
from actionplan.models import Action
from actionplan.queries.conditions import led_by
from actionplan.queries.getters import leads_for
from actionplan.queries.owed import PlanOwed
from actionplan.queries.periods import speaks_in
from actionplan.queries.rows import leads_condition, with_position
from council.queries.asked import Asked, Capacity
from council.scope import Scope


def to_agree(
    scope: Scope, running: Mapping[int, PlanOwed], posts: Mapping[int, Asked]
) -> list[Action]:
    """Actions whose update in the period that runs is not answered, for the head of its service.

    ``posts`` are those for which the member is asked; who is asked for a vacant one in its place
    agrees nothing. Nobody agrees what they recorded. Two queries, none where no plan asks.
    """
    asking = {pk: of for pk, of in running.items() if of.period and of.plan.asks_agreement}
    heads = {pk for pk, one in posts.items() if one.capacity != Capacity.HEAD}
    if not asking or not heads:
        return []
    waiting = list(_waiting(scope, asking, heads))
    if not waiting:
        return []
    book = leads_for(scope, leads_condition(waiting))
    return [action for action in waiting if _heads_of(action, book) & heads]


def _waiting(scope: Scope, asking: Mapping[int, PlanOwed], heads: set[int]) -> Iterator[Action]:
    theirs = led_by(Q(post__service_area__head__in=heads), scope.today)
    led = with_position(Action.objects.filter(theirs, plan__in=asking, left=""))
    in_order = led.select_related("recommendation", "latest__post")
    for action in in_order.order_by("plan", "recommendation__order", "order", "number"):
        of = asking[action.plan_id]
        action.plan = of.plan
        update = to_be_agreed(action)
        if update is None or update.by_id == scope.person.pk or verdict_of(action):
            continue
        if of.period and speaks_in(action, of.period) and not is_closed(action):
            yield action


def _heads_of(action: Action, book: LeadBook) -> set[int]:
    areas = (post.service_area for post in book.of_action(action).accountable)
    return {area.head_id for area in areas if area and area.head_id}
