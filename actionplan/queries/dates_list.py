"""The dates of a plan that wait for an answer, and the answers whose minute is awaited."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from actionplan.access.updating import is_closed
from actionplan.comparing.dates import is_slip
from actionplan.declared import Due, Revision
from actionplan.models import Action, Entry, Plan
from actionplan.position import position_of
from actionplan.queries.dates import PROPOSED, minute_awaited, open_proposals
from actionplan.queries.revisions import revisions, revisions_in


@dataclass(frozen=True, slots=True)
class Dates:
    """How the due date of an action came about: first agreed, in force, moved, proposed.

    ``moves`` are all changes since the first agreed date, oldest first.
    """

    action: Action
    in_force: Due
    first: Due
    moves: tuple[Revision, ...]
    proposal: Entry | None

    @property
    def times(self) -> int:
        """How often it has slipped: not where its meeting was moved."""
        return sum(is_slip(one) for one in self.moves)


def dates_of(action: Action, proposal: Entry | None) -> Dates:
    """Those of one action, which has its plan and latest entry at hand.

    One query, or none where ``keep_from_log`` has read its log.
    """
    log: Sequence[Entry] | None = getattr(action, "_log", None)
    moves = revisions(Q(action=action)).get(action.pk, ()) if log is None else revisions_in(log)
    return _dates(action, moves, proposal)


def _dates(action: Action, moves: tuple[Revision, ...], proposal: Entry | None) -> Dates:
    first = action.first_due
    if not first.date and moves:  # it was given a date later on, and that one moved
        first = moves[0].before
    return Dates(action, position_of(action).due, first, moves, proposal)


def waiting(plan: Plan) -> list[Dates]:
    """The dates of a plan that wait for an answer, in the plan's order: three queries.

    None of a plan that asks for none, and none of an action that takes no updates now.
    """
    if not plan.asks_date_agreement:
        return []
    proposals = open_proposals(Q(action__plan=plan))
    actions = Action.objects.filter(pk__in=proposals).in_plan().in_plan_order()
    found = list(actions.select_related("latest", "recommendation"))
    moves = revisions(Q(action__in=proposals))
    for action in found:
        action.plan = plan
    return [
        _dates(action, moves.get(action.pk, ()), proposals[action.pk])
        for action in found
        if not is_closed(action)
    ]


def unminuted(plan: Plan) -> list[Entry]:
    """Answers of committees whose minute is awaited, each with its action and what it answers."""
    related = ("action", "about", "change__meeting__committee", "by")
    answers = list(minute_awaited(plan).select_related(*related))
    for answer in answers:
        answer.action.plan = plan
    return answers


def keep_at_hand(plans: Sequence[Plan]) -> None:
    """Let ``waiting_at_hand`` of these plans ask no more: one query for all, where one asks."""
    asking = [plan for plan in plans if plan.asks_date_agreement]
    found = open_proposals(Q(action__plan__in=asking)) if asking else {}
    for plan in plans:
        own = {pk: entry for pk, entry in found.items() if entry.action.plan_id == plan.pk}
        plan._waiting = own  # type: ignore[attr-defined]


def keep_from_log(action: Action, whole: Sequence[Entry]) -> None:
    """Let ``waiting_at_hand`` and ``dates_of`` know of this action alone: no query.

    ``whole`` is its log as ``history.entries_of`` gives it.
    """
    action._log = whole  # type: ignore[attr-defined]
    answered = {entry.about_id for entry in whole}
    last = next((entry for entry in reversed(whole) if entry.kind == PROPOSED), None)
    asks = action.plan.asks_date_agreement
    keep_waiting(action, last if last and asks and last.pk not in answered else None)


def keep_waiting(action: Action, proposal: Entry | None) -> None:
    """Let ``waiting_at_hand`` know what is proposed of this action, and of no other."""
    action.plan._waiting = {action.pk: proposal} if proposal else {}  # type: ignore[attr-defined]


def waiting_at_hand(plan: Plan) -> dict[int, Entry]:
    """By action, what waits for an answer; asked for once for each plan at hand.

    One query of a plan that asks for agreement, else none.
    """
    known: dict[int, Entry] | None = getattr(plan, "_waiting", None)
    if known is None:
        asks = plan.asks_date_agreement
        known = open_proposals(Q(action__plan=plan)) if asks else {}
        plan._waiting = known  # type: ignore[attr-defined]
    return known
