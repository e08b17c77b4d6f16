"""When meetings are held, as plain values, and what moves when that changes.

A cycle ends on the day of its last meeting that is held. Knows nothing of the database.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from council.in_words import in_words
from council.meeting_users import Shift


@dataclass(frozen=True, slots=True)
class Held:
    """One meeting that is held: of which committee, on which day, perhaps in a cycle."""

    meeting: int
    committee: str
    day: date
    cycle: int | None = None
    cycle_name: str = ""


def shifts(before: Iterable[Held], after: Iterable[Held]) -> list[Shift]:
    """What lies on another day in ``after``: meetings first, then the ends of cycles."""
    was, now = list(before), list(after)
    days = {held.meeting: held.day for held in was}
    moved = [held for held in now if days.get(held.meeting, held.day) != held.day]
    ends, names = ends_of(was), {held.cycle: held.cycle_name for held in now}
    shifted = [
        (cycle, ends[cycle], end)
        for cycle, end in ends_of(now).items()
        if ends.get(cycle, end) != end
    ]
    return [_of_meeting(held, days[held.meeting]) for held in moved] + [
        _of_cycle(cycle, names[cycle], start, end) for cycle, start, end in shifted
    ]


def ends_of(held: Iterable[Held]) -> dict[int, date]:
    """The day on which each cycle ends."""
    ends: dict[int, date] = {}
    for one in held:
        if one.cycle is not None:
            ends[one.cycle] = max(one.day, ends.get(one.cycle, one.day))
    return ends


def _of_meeting(held: Held, before: date) -> Shift:
    words = moved(held.committee, before, held.day)
    return Shift(before, held.day, held.committee, words, meeting=held.meeting)


def _of_cycle(cycle: int, name: str, before: date, after: date) -> Shift:
    return Shift(before, after, name, moved(name, before, after), cycle=cycle)


def moved(name: str, before: date, after: date) -> str:
    """What a due date's history says of a meeting that has moved."""
    return f"Meeting moved: {name}, {in_words(before)} to {in_words(after)}"
