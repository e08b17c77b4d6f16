"""Committees, cycles and meetings of a council: found by address, and listed with what counts."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Count, F, Max, OuterRef, Q, QuerySet, Subquery, When
from django.http import Http404

from council import meeting_users
from council.deadlines import Deadline, deadlines_before
from council.meeting_users import Numbers
from council.models import Committee, Cycle, Meeting
from council.scope import Scope

BIGGEST = 2**63 - 1  # the largest id that a database knows


def committee_or_404(scope: Scope, pk: int) -> Committee:
    """The committee of the council with this id."""
    return _found(Committee.objects.filter(council=scope.council), pk)


def cycle_or_404(scope: Scope, pk: int) -> Cycle:
    """The cycle of the council with this id."""
    return _found(Cycle.objects.filter(council=scope.council), pk)


def meeting_or_404(scope: Scope, pk: int) -> Meeting:
    """The meeting with this id of one of the council's committees, with committee and cycle."""
    return _found(meetings(scope), pk)


def _found(rows: QuerySet[Any], pk: int) -> Any:
    row = rows.filter(pk=pk).first() if pk <= BIGGEST else None
    if row is None:
        raise Http404("Nothing of this council has that number.")
    return row


def meetings(scope: Scope) -> QuerySet[Meeting]:
    """The meetings of the council's committees, by day, with committee and cycle."""
    found = Meeting.objects.filter(committee__council=scope.council)
    return found.select_related("committee", "cycle").order_by("day", "starts_at", "pk")


def committees(scope: Scope) -> QuerySet[Committee]:
    """The council's committees by name, those that have ended last, each counting its meetings."""
    found = Committee.objects.filter(council=scope.council)
    ended = Case(When(ended_on__lte=scope.today, then=True), default=False)
    lines = Committee.history.filter(id=OuterRef("pk")).order_by("-history_id")
    seen = Subquery(lines.values("history_id")[:1])
    counts = found.annotate(meeting_count=Count("meetings"), has_ended=ended, seen=seen)
    return counts.order_by("has_ended", "name")


def cycles(scope: Scope) -> QuerySet[Cycle]:
    """The council's cycles, the latest first, those without meetings before all others."""
    found = Cycle.objects.filter(council=scope.council)
    held = Q(meetings__is_cancelled=False)
    return found.annotate(last=Max("meetings__day", filter=held)).order_by(
        F("last").desc(nulls_first=True), "-pk"
    )


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """One meeting as a list shows it: its deadlines, and what hangs on it in words."""

    meeting: Meeting
    deadlines: list[Deadline]
    due_dates: str
    is_past: bool


def meeting_row(meeting: Meeting, numbers: Numbers, today: date) -> MeetingRow:
    """A meeting with everything that is counted back from it and hangs on it."""
    deadlines = deadlines_before(meeting.day, meeting.committee.deadlines)
    return MeetingRow(meeting, deadlines, _due_dates(meeting, numbers), meeting.day < today)


def meeting_rows(scope: Scope, wanted: QuerySet[Meeting]) -> list[MeetingRow]:
    """Rows of a list: as many queries for many meetings as for few."""
    numbers = meeting_users.numbers(scope)
    return [meeting_row(meeting, numbers, scope.today) for meeting in wanted]


def _due_dates(meeting: Meeting, numbers: Numbers) -> str:
    """ "2 due dates; 1 on its cycle": what hangs on the meeting, and on the cycle it is part of."""
    own = numbers.meetings[meeting.pk]
    cycle = numbers.cycles[meeting.cycle_id] if meeting.cycle_id else 0
    parts = [due_dates(own)] if own else []
    parts += [f"{due_dates(cycle)} on its cycle"] if cycle else []
    return "; ".join(parts) or "None"


def due_dates(number: int) -> str:
    """ "1 due date", "3 due dates", "None"."""
    return "None" if not number else f"{number:,} due date{'' if number == 1 else 's'}"


def years(scope: Scope) -> list[int]:
    """The years in which the council has meetings, the latest first."""
    days = Meeting.objects.filter(committee__council=scope.council).dates("day", "year", "DESC")
    return [day.year for day in days]


@dataclass(frozen=True, slots=True)
class CycleRow:
    """One cycle with its meetings by day, and how many due dates hang on it, in words."""

    cycle: Cycle
    meetings: list[Meeting]
    due_dates: str


def cycle_rows(scope: Scope, numbers: Numbers) -> list[CycleRow]:
    """Every cycle of the council: as many queries for many as for few."""
    inside: dict[int | None, list[Meeting]] = defaultdict(list)
    for meeting in meetings(scope).exclude(cycle=None):
        inside[meeting.cycle_id].append(meeting)
    return [
        CycleRow(one, inside[one.pk], due_dates(numbers.cycles[one.pk])) for one in cycles(scope)
    ]
