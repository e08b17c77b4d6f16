"""The queries that stand about actions, for rows, filters and the dashboard."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, Exists, OuterRef, Q

from actionplan.models import Action, Plan, Query
from actionplan.models.query import QueryQuerySet
from actionplan.proofs import sealed
from actionplan.queries.cases import known
from actionplan.rules.answers import STATES, Asked, State, in_order
from actionplan.rules.challenges import TO_LEADS
from actionplan.rules.implied import Implied, implied
from actionplan.rules.words import sentence

LEADS_CODES = [code.value for code in TO_LEADS]


def keep_known(actions: Iterable[Action], day: date) -> None:
    """Read what is asked about some actions, and what their facts suggest: one query for all.

    Each has it then as ``live_queries`` and ``suggested``, as it has after an update.
    """
    by_id = {action.pk: action for action in actions}
    for one in known(Action.objects.filter(pk__in=by_id), reported=False):
        action: Any = by_id[one.action.pk]
        action.live_queries = [stored for stored in one.stored if not stored.lapsed]
        action.suggested = implied(one.case, day) if one.case else None


def queries_about(action: Action, day: date) -> list[Asked]:
    """The queries that stand about an action on a day, the gravest first, with their answers.

    None is asked for where they are at hand (``keep_known``, an update); else its plan is, once.
    """
    live = getattr(action, "live_queries", None)
    if live is not None:
        return in_order((stored.asked for stored in live), day)
    return in_order(_of_plan(action.plan).get(action.pk, ()), day)


def suggested(action: Action) -> Implied | None:
    """The rating that dates suggest instead of the declared one; None where they suggest none.

    Only of an action that has it at hand.
    """
    found: Implied | None = getattr(action, "suggested", None)
    declared = action.latest.rating if action.latest else ""
    return found if found and found.rating.letter != declared else None


def _of_plan(plan: Plan) -> dict[int, list[Asked]]:
    """By action, what is live; one query for each plan at hand."""
    by_action: dict[int, list[Asked]] | None = getattr(plan, "_queries", None)
    if by_action is None:
        by_action = {}
        found = Query.objects.live().filter(action__plan=plan).select_related("answer__about")
        for query in found.order_by("pk"):
            by_action.setdefault(query.action_id, []).append(query.asked)
        plan._queries = by_action  # type: ignore[attr-defined]
    return by_action


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


class Queried(NamedTuple):
    """How many actions have a query to their lead, and how many one that waits for the lead."""

    asked: int = 0
    unanswered: int = 0


def queried_by_plan(plans: Iterable[Plan], day: date) -> dict[int, Queried]:
    """What is asked about each plan that has a query to a lead: one query for all."""
    asked = Action.objects.in_plan().filter(asks_its_lead(day), plan__in=[one.pk for one in plans])
    waits = Count("pk", filter=asks_its_lead(day, unanswered=True))
    counts = asked.order_by().values("plan").annotate(Count("pk"), waits=waits)
    return {row["plan"]: Queried(row["pk__count"], row["waits"]) for row in counts}
