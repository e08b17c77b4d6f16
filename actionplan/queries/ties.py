"""Due dates and the meetings they hang on: what words name, what is tied, what must be settled."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Max

from actionplan.dates.meetings import (
    Calendar,
    End,
    KnownCommittee,
    Named,
    exact,
    meeting_named,
    said,
)
from actionplan.declared import Due, Moment
from actionplan.models import Action, Plan
from actionplan.models.action import ActionQuerySet
from actionplan.position import position_of
from actionplan.words import day, moment
from council.models import Committee, Council, Cycle, Meeting

WITH = ("plan__council", "recommendation", "latest", "due_meeting__committee", "due_cycle")


def calendar_of(council: Council) -> Calendar:
    """What due words of the council may name: three queries."""
    committees = Committee.objects.filter(council=council)
    held = Meeting.objects.held().filter(committee__council=council).select_related("committee")
    cycles = Cycle.objects.filter(council=council, meetings__is_cancelled=False)
    return Calendar(
        tuple(KnownCommittee(one.pk, tuple(one.names)) for one in committees),
        tuple(_meeting_end(one) for one in held.order_by("day", "pk")),
        tuple(
            End("cycle", one.pk, one.name, one.last_day)
            for one in cycles.annotate(last_day=Max("meetings__day"))
        ),
    )


def _meeting_end(meeting: Meeting) -> End:
    name, committee = meeting.committee.name, meeting.committee_id
    return End("meeting", meeting.pk, name, meeting.day, committee, meeting.cycle_id)


def actions_of(council: Council) -> ActionQuerySet:
    """The actions that due dates may be tied for: rows of plans that are not archived."""
    rows = Action.objects.in_plan().filter(plan__council=council)
    current = rows.exclude(plan__state=Plan.State.ARCHIVED)
    return current.select_related(*WITH).order_by("plan", "number")


def is_open(action: Action) -> bool:
    """Whether something is still to be done; an action of unstated status is open."""
    status = position_of(action).status
    return status is None or status.is_open


# ---- what may be tied


@dataclass(frozen=True, slots=True)
class Offer:
    """One meeting or cycle that an action's words name, and what tying it would do, in words.

    ``ticket`` is how the form names it, with all that the person was shown (see ``ticket_of``).
    """

    end: End
    words: str
    effect: str
    ticket: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """An open action whose due words name a meeting or a cycle that it is not tied to."""

    action: Action
    due: Due
    offers: tuple[Offer, ...]
    doubt: str

    @property
    def is_sure(self) -> bool:
        return len(self.offers) == 1 and not self.doubt


def candidates(council: Council) -> list[Candidate]:
    """Every action of the council that might be tied, plan by plan."""
    calendar = calendar_of(council)
    loose = actions_of(council).filter(due_meeting=None, due_cycle=None)
    found = ((one, meeting_named(position_of(one).due.words, calendar)) for one in loose)
    return [_candidate(one, named) for one, named in found if named.ends and is_open(one)]


def _candidate(action: Action, named: Named) -> Candidate:
    due = position_of(action).due
    offers = tuple(
        Offer(end, said(end), _effect(due, end), ticket_of(action, end)) for end in named.ends
    )
    return Candidate(action, due, offers, named.doubt)


def ticket_of(action: Action, end: End) -> str:
    """What a tick says: the end, the day it was shown with, and the entry that then stood."""
    return f"{end.value}/{end.day}/{action.latest_id or 0}"


def due_moment(due: Due) -> Moment | None:
    """The date of a due date with its precision."""
    return Moment(due.date, due.precision) if due.date and due.precision else None


def due_day(due: Due) -> str:
    """The date in force in words, no more exact than it is."""
    return moment(due.date, due.precision) if due.date else "no date"


def _effect(due: Due, end: End) -> str:
    """What tying does to the date in force."""
    if due.date == end.day and not exact(end.day, due_moment(due)):
        return "Its date is the meeting’s already."
    if exact(end.day, due_moment(due)):
        return f"Its date becomes {day(end.day)} (now {due_day(due)})."
    return f"The dates differ: it is due {due_day(due)} and keeps that date."


# ---- what is tied


@dataclass(frozen=True, slots=True)
class Tied:
    """An action whose due date hangs on a meeting or cycle; ``problem`` is what must be settled.

    ``day`` is the day that the action may take over, where its own differs.
    """

    action: Action
    due: Due
    words: str
    problem: str = ""
    day: date | None = None


def tied_rows(council: Council) -> list[Tied]:
    """Every tied action of the council, those with something to settle first."""
    ends = {(one.kind, one.pk): one for one in _ends(calendar_of(council))}
    hanging = actions_of(council).exclude(due_meeting=None, due_cycle=None)
    rows = [_tied(action, ends.get(tie_of(action))) for action in hanging]
    return sorted(rows, key=lambda row: not row.problem)


def tied_row(action: Action) -> Tied | None:
    """One action's tie, or None where its due date hangs on nothing."""
    ends = {(one.kind, one.pk): one for one in _ends(calendar_of(action.plan.council))}
    return _tied(action, ends.get(tie_of(action))) if tie_of(action)[1] else None


def _ends(calendar: Calendar) -> Iterable[End]:
    return (*calendar.meetings, *calendar.cycles)


def tie_of(action: Action) -> tuple[str, int]:
    """The kind and the id of what its due date hangs on; the id is 0 where that is nothing."""
    if action.due_meeting_id:
        return "meeting", action.due_meeting_id
    return "cycle", action.due_cycle_id or 0


def _tied(action: Action, end: End | None) -> Tied:
    due, words = position_of(action).due, tie_words(action)
    if not is_open(action):
        return Tied(action, due, words)
    if end is None:
        what = "The meeting is cancelled." if action.due_meeting_id else "No meeting is held in it."
        return Tied(action, due, words, what)
    if due.date != end.day:
        problem = f"It is due {due_day(due)}, but the meeting is on {day(end.day)}."
        return Tied(action, due, words, problem, end.day)
    return Tied(action, due, words)


def tie_words(action: Action) -> str:
    """What its due date hangs on, as it is called."""
    return str(action.due_meeting or action.due_cycle or "")
