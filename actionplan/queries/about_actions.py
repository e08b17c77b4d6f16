"""The queries that stand about actions, for rows, filters and the dashboard."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q

from actionplan import sealed
from actionplan.challenge_words import sentence
from actionplan.challenges import TO_LEADS, Challenge, standing
from actionplan.models import Action, Plan, Query

LEADS_CODES = [code.value for code in TO_LEADS]


def queries_about(action: Action, day: date) -> list[Challenge]:
    """The queries that stand about an action on a day, the gravest first.

    None is asked for just after an update, which has derived them; else its plan is asked once.
    """
    live = getattr(action, "live_queries", None)
    if live is not None:
        return standing((stored.challenge for stored in live), day)
    return standing(_of_plan(action.plan).get(action.pk, ()), day)


def _of_plan(plan: Plan) -> dict[int, list[Challenge]]:
    """By action, what is live; one query for each plan at hand."""
    known: dict[int, list[Challenge]] | None = getattr(plan, "_queries", None)
    if known is None:
        known = {}
        for query in Query.objects.live().filter(action__plan=plan).order_by("pk"):
            known.setdefault(query.action_id, []).append(query.challenge)
        plan._queries = known  # type: ignore[attr-defined]
    return known


def sealed_queries(plan: Plan, day: date) -> tuple[sealed.Query, ...]:
    """The queries that stand in a plan on a day, with their sentences, as a seal keeps them."""
    found = Query.objects.standing(day).filter(action__plan=plan).select_related("action")
    made = []
    for query in found.order_by("action__number", "pk"):
        query.action.plan = plan
        said = sentence(query.challenge, day, plan.ratings)
        reference, facts = query.action.reference, query.challenge.facts
        made.append(sealed.Query(query.code, said, reference, facts))
    return tuple(made)


def asks_its_lead(day: date) -> Q:
    """A condition on actions: a query to the lead stands about them on a day."""
    asked = Query.objects.standing(day).filter(action=OuterRef("pk"), code__in=LEADS_CODES)
    return Q(Exists(asked))


def asked_by_plan(plans: Iterable[Plan], day: date) -> dict[int, int]:
    """How many actions of each plan have a query to their lead: one query for all."""
    asked = Action.objects.in_plan().filter(asks_its_lead(day), plan__in=[one.pk for one in plans])
    counts = asked.order_by().values("plan").annotate(number=Count("pk"))
    return {row["plan"]: row["number"] for row in counts}
