"""Which meeting, or which cycle of meetings, due words name: "Full Council Feb 2023".

Words name a meeting by its committee (any of its names) and a day or a month, and a cycle by its
name. Nothing is guessed: where two meetings fit, both are offered, and whatever is doubtful is
said, so that a person can decide. Knows nothing of the database.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from actionplan.dates.meeting_words import is_word, moments_of, month_of, on, place_of, tokens_of
from actionplan.dates.written import PLAIN, find_dates
from actionplan.declared import Moment, Precision
from council.in_words import in_words


@dataclass(frozen=True, slots=True)
class KnownCommittee:
    """A committee by its id, with every name it goes by."""

    pk: int
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class End:
    """What a due date may hang on: a meeting (of a committee) or a cycle, and the day it falls on.

    A cycle falls on the day of its last meeting that is held.
    """

    kind: str
    pk: int
    name: str
    day: date
    committee: int | None = None
    cycle: int | None = None

    @property
    def value(self) -> str:
        """How a form names it: "meeting-7", "cycle-2"."""
        return f"{self.kind}-{self.pk}"


@dataclass(frozen=True, slots=True)
class Calendar:
    """What words may name: committees, their meetings that are held, and cycles."""

    committees: tuple[KnownCommittee, ...] = ()
    meetings: tuple[End, ...] = ()
    cycles: tuple[End, ...] = ()

    def end(self, value: str) -> End | None:
        """The meeting or cycle that a form names so."""
        return next((one for one in (*self.meetings, *self.cycles) if one.value == value), None)


@dataclass(frozen=True, slots=True)
class Named:
    """What words name: nothing, one end, or several of which a person must choose one."""

    ends: tuple[End, ...] = ()
    doubt: str = ""

    @property
    def end(self) -> End | None:
        """The one meeting or cycle that is named; None where there is none, or a choice."""
        return self.ends[0] if len(self.ends) == 1 else None

    @property
    def is_sure(self) -> bool:
        """Whether one is named, and nothing about it is doubtful."""
        return self.end is not None and not self.doubt


SEVERAL = "More than one meeting fits these words: choose the one that is meant."
CYCLE = re.compile(r"\b(?:cycles?|rounds?|committees|meetings?)\b")
QUARTER_ALONE = "These words may only mean the quarter itself."


def meeting_named(words: str, calendar: Calendar) -> Named:
    """The meeting or cycle that ``words`` name; raises nothing, and guesses nothing."""
    plain = words.translate(PLAIN)
    tokens = list(tokens_of(plain))
    cycles = cycles_named(plain, tokens, calendar)
    committees, left = committees_named(tokens, calendar)
    if committees:
        return of_committees(plain, committees, cycles, calendar, left)
    if len(cycles) > 1:
        return Named(tuple(cycles), "More than one cycle fits these words: choose one.")
    doubt = "" if CYCLE.search(plain.casefold()) else QUARTER_ALONE
    return Named(tuple(cycles), doubt if cycles else "")


def of_committees(
    plain: str, committees: set[int], cycles: list[End], calendar: Calendar, left: list[str]
) -> Named:
    """The meetings of the committees on the days, or in the cycle, that the words name."""
    theirs = [one for one in calendar.meetings if one.committee in committees]
    moments = moments_of(plain)
    fitting = [one for one in theirs if one.cycle in {cycle.pk for cycle in cycles}]
    fitting = fitting or [one for one in theirs if any(on(one.day, each) for each in moments)]
    if fitting:
        return Named(tuple(fitting), doubt_of(fitting, left))
    near = [one for one in theirs if any(on(one.day, month_of(each)) for each in moments)]
    if near:
        return Named(tuple(near), "The calendar has another day for this meeting in that month.")
    return Named(tuple(cycles), "The committee has no meeting of its own in this cycle.")


def doubt_of(fitting: list[End], left: list[str]) -> str:
    """What is doubtful about the meetings that fit the words."""
    if len(fitting) > 1:
        return SEVERAL
    return "The meeting is named within a sentence." if left else ""


def committees_named(tokens: list[str], calendar: Calendar) -> tuple[set[int], list[str]]:
    """The committees whose names stand in the words, longest names first, and the words left."""
    found: set[int] = set()
    left = list(tokens)
    for name, committee in names_by_length(calendar.committees):
        while (place := place_of(name, left)) is not None:
            found.add(committee)
            left[place : place + len(name)] = ["|"]
    return found, [one for one in left if is_word(one)]


def names_by_length(committees: Iterable[KnownCommittee]) -> list[tuple[list[str], int]]:
    """Every name as words, also without "Committee" at its end; the longest first.

    Full Council may be called the Council, unless another committee is called that.
    """
    names: dict[tuple[str, ...], int] = {}
    for committee in committees:
        for called in committee.names:
            names.setdefault(tuple(tokens_of(called)), committee.pk)
    for name, pk in list(names.items()):
        shorter = name[:-1] if name[-1:] == ("committee",) else name[1:]
        if name[-1:] == ("committee",) or name == ("full", "council"):
            names.setdefault(shorter, pk)
    longest_first = sorted(names.items(), key=lambda item: -len(item[0]))
    return [(list(name), pk) for name, pk in longest_first if name]


def cycles_named(plain: str, tokens: list[str], calendar: Calendar) -> list[End]:
    """The cycles whose whole name stands in the words; else those of the month they speak of."""
    whole = [
        one for one in calendar.cycles if place_of(list(tokens_of(one.name)), tokens) is not None
    ]
    whole = [one for one in whole if moments_of(plain) or not find_dates(plain)]
    if whole:
        return longest(whole)
    if not re.search(r"\b(?:cycle|round)\b", plain.casefold()):
        return []
    moments = set(moments_of(plain))
    return [one for one in calendar.cycles if moments & set(moments_of(one.name))]


def longest(cycles: list[End]) -> list[End]:
    """Those whose name has the most words: "Q2 2023/24 extra" rather than "Q2 2023/24"."""
    most = max(len(list(tokens_of(one.name))) for one in cycles)
    return [one for one in cycles if len(list(tokens_of(one.name))) == most]


def exact(day: date, due: Moment | None) -> bool:
    """Whether a meeting's day says more exactly what ``due`` says: there is no date, or it names
    a month, quarter or year in which the meeting lies.
    """
    if due is None:
        return True
    return due.precision is not Precision.DAY and due.date != day and on(day, due)


def said(end: End) -> str:
    """A meeting or cycle with its day, for a person to recognise."""
    day = in_words(end.day)
    return f"{end.name}, {day}" if end.kind == "meeting" else f"{end.name} (last meeting {day})"
