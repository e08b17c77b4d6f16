"""The queries that stand about actions, for rows, filters and the dashboard."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q

from actionplan import sealed
from actionplan.answers import STATES, Asked, State, in_order
from actionplan.challenge_words import sentence
from actionplan.challenges import TO_LEADS
from actionplan.models import Action, Plan, Query
from actionplan.models.query import QueryQuerySet

LEADS_CODES = [code.value for code in TO_LEADS]


def queries_about(action: Action, day: date) -> list[Asked]:
    """The queries that stand about an action on a day, the gravest first, with their answers.

    None is asked for just after an update, which has derived them; else its plan is asked once.
    """
    live = getattr(action, "live_queries", None)
    if live is not None:
        return in_order((stored.asked for stored in live), day)
    return in_order(_of_plan(action.plan).get(action.pk, ()), day)


def _of_plan(plan: Plan) -> dict[int, list[Asked]]:
    """By action, what is live; one query for each plan at hand."""
    known: dict[int, list[Asked]] | None = getattr(plan, "_queries", None)
    if known is None:
        known = {}
        found = Query.objects.live().filter(action__plan=plan).select_related("answer__about")
        for query in found.order_by("pk"):
            known.setdefault(query.action_id, []).append(query.asked)
        plan._queries = known  # type: ignore[attr-defined]
    return known


def sealed_queries(plan: Plan, day: date) -> tuple[sealed.Query, ...]:
    """The queries that stand in a plan on a day, with sentences and answers, as a seal has them."""
    found = Query.objects.standing(day).filter(action__plan=plan)
    found = found.select_related("action", "answer__about").order_by("action__number", "pk")
    made = []
    for query in found:
        query.action.plan = plan
        made.append(_sealed(query.action.reference, query.asked, day, plan))
    return tuple(made)


def _sealed(reference: str, asked: Asked, day: date, plan: Plan) -> sealed.Query:
    query, said = asked.challenge, asked.said
    return sealed.Query(
        query.code,
        sentence(query, day, plan.ratings),
        reference,
        query.facts,
        state=asked.state.value if query.is_to_lead else "",
        reason=said.reason if said else "",
        note=said.note if said else "",
    )


def asks_its_lead(day: date, *, unanswered: bool = False) -> Q:
    """A condition on actions: a query to the lead stands about them on a day.

    With ``unanswered``, one that waits for the lead: not answered, or asked again.
    """
    return Q(Exists(_to_lead(day).unanswered() if unanswered else _to_lead(day)))


def answered_to(day: date, state: State) -> Q:
    """A condition on actions: a query stands about them whose answer is in this state."""
    kinds = [kind for kind, one in STATES.items() if one is state]
    return Q(Exists(_to_lead(day).filter(answer__kind__in=kinds)))


def _to_lead(day: date) -> QueryQuerySet:
    return Query.objects.standing(day).filter(action=OuterRef("pk"), code__in=LEADS_CODES)


def asked_by_plan(plans: Iterable[Plan], day: date, *, unanswered: bool = False) -> dict[int, int]:
    """How many actions of each plan have a query to their lead: one query for all.

    With ``unanswered``, those with a query that waits for the lead.
    """
    asks = asks_its_lead(day, unanswered=unanswered)
    asked = Action.objects.in_plan().filter(asks, plan__in=[one.pk for one in plans])
    counts = asked.order_by().values("plan").annotate(number=Count("pk"))
    return {row["plan"]: row["number"] for row in counts}
