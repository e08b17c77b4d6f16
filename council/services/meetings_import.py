"""A calendar file against the calendar that stands: what each line would do, and doing it."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from hashlib import sha256
from typing import Any

from django.db import transaction

from council import meeting_users
from council.calendar_files import Listed
from council.committee_names import by_name, plain_name
from council.in_words import in_words
from council.meeting_users import Hanging, Shift
from council.models import Committee, Council, Cycle, Meeting, Person
from council.services.meetings import fingerprint, hold_calendar, timetable
from council.timetable import Held, shifts
from council.versions import ChangedMeanwhile, sign


class Outcome(StrEnum):
    """What becomes of one line of a calendar file."""

    ADD = "will be added"
    MOVE = "moves"
    CHANGE = "changes"
    CANCEL = "will be cancelled"
    THERE = "is there already"
    REFUSED = "refused"


# How many lines have each outcome, in the summary.
SAID = {
    Outcome.ADD: "to be added",
    Outcome.MOVE: "moved",
    Outcome.CHANGE: "changed",
    Outcome.CANCEL: "cancelled",
    Outcome.THERE: "there already or left out",
    Outcome.REFUSED: "refused",
}


@dataclass(slots=True)
class Line:
    """One line of a calendar file: what it would do, in words, to which meeting.

    ``committee`` is None where there is none of that name: one would be made.
    """

    listed: Listed
    outcome: Outcome = Outcome.ADD
    words: str = ""
    committee: Committee | None = None
    meeting: Meeting | None = None
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """Its committee, by which lines of the same one are known."""
        return f"={self.committee.pk}" if self.committee else plain_name(self.listed.committee)

    @property
    def does_something(self) -> bool:
        return self.outcome not in {Outcome.THERE, Outcome.REFUSED}

    def refuse(self, sentence: str) -> None:
        self.outcome, self.words, self.values = Outcome.REFUSED, sentence, {}


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What a file would do: line by line, committees and cycles to be made, dates that move."""

    lines: list[Line]
    new_committees: list[str]
    new_cycles: list[str]
    moving: list[Hanging]

    @property
    def mark(self) -> str:
        """The same for the same: what a person was shown is what is applied."""
        words = [f"{one.listed.where} {one.outcome} {one.words}" for one in self.lines]
        text = "\n".join([*words, *self.new_committees, fingerprint(self.moving)])
        return sha256(text.encode()).hexdigest()[:32]

    @property
    def summary(self) -> str:
        """ "Of 12 lines, 8 will be added, 3 is there already, 1 refused."."""
        counts = Counter(line.outcome for line in self.lines)
        parts = [f"{counts[one]:,} {SAID[one]}" for one in Outcome if counts[one]]
        return f"{len(self.lines):,} lines: {', '.join(parts)}."

    @property
    def does_something(self) -> bool:
        return any(line.does_something for line in self.lines)


def plan_import(council: Council, listed: Iterable[Listed]) -> ImportPlan:
    """What the lines of a file would do to the council's calendar; nothing is written."""
    lines = [Line(one) for one in listed]
    _Matching(council, lines).run()
    new: dict[str, str] = {}
    for line in filter(_makes, lines):
        new.setdefault(line.key, line.listed.committee)
    return ImportPlan(
        lines,
        sorted(new.values()),
        sorted(_new_cycles(council, lines)),
        meeting_users.moving(_shifts(council, lines)),
    )


def _makes(line: Line) -> bool:
    return line.does_something and line.committee is None


def _new_cycles(council: Council, lines: list[Line]) -> list[str]:
    """The names of cycles that there are not yet."""
    there = {one.name.casefold() for one in Cycle.objects.filter(council=council)}
    named = {one.listed.cycle.casefold(): one.listed.cycle for one in lines if one.does_something}
    return [name for key, name in named.items() if name and key not in there]


class _Matching:
    """Finds the meeting that each line speaks of: by the calendar's own mark, by the day, or by
    being the committee's only meeting in a cycle.
    """

    def __init__(self, council: Council, lines: list[Line]) -> None:
        self.lines = lines
        committees = list(Committee.objects.filter(council=council))
        self.committees = by_name(committees)
        found = Meeting.objects.filter(committee__council=council)
        self.meetings = list(found.select_related("committee", "cycle"))
        self.by_uid = {one.uid: one for one in self.meetings if one.uid}
        self.by_day = {(one.committee_id, one.day): one for one in self.meetings}
        self.taken: set[int] = set()

    def run(self) -> None:
        for line in self.lines:
            self._name(line)
        self._refuse_repeated()
        for line in self._open():
            self._match(line, self._same(line))
        for line in [one for one in self._open() if one.meeting is None]:
            self._match(line, self._in_cycle(line))
        for line in self._open():
            self._decide(line)

    def _open(self) -> list[Line]:
        return [line for line in self.lines if line.outcome is not Outcome.REFUSED]

    def _name(self, line: Line) -> None:
        if line.listed.fault:
            line.refuse(line.listed.fault)
            return
        line.committee = self.committees.get(plain_name(line.listed.committee))
        ended = line.committee.ended_on if line.committee else None
        if ended and line.listed.day and line.listed.day >= ended:
            line.refuse(f"{line.committee} has ended on {in_words(ended)}.")

    def _refuse_repeated(self) -> None:
        """The first line of a committee and day counts; the calendar has one meeting a day."""
        seen: set[tuple[str, date | None]] = set()
        for line in self._open():
            if (line.key, line.listed.day) in seen:
                line.refuse("The file lists this committee on this day twice. The first counts.")
            seen.add((line.key, line.listed.day))

    def _same(self, line: Line) -> Meeting | None:
        known = self.by_uid.get(line.listed.uid)
        if known or not line.committee or not line.listed.day:
            return known
        return self.by_day.get((line.committee.pk, line.listed.day))

    def _in_cycle(self, line: Line) -> Meeting | None:
        """The committee's only meeting in the cycle that no other line speaks of."""
        wanted = line.listed.cycle.casefold()
        theirs = [
            one
            for one in self.meetings
            if wanted and one.cycle and one.cycle.name.casefold() == wanted
            if line.committee and one.committee_id == line.committee.pk and not one.is_cancelled
        ]
        rivals = [
            other
            for other in self._open()
            if other.key == line.key and other.listed.cycle.casefold() == wanted
        ]
        alone = len(theirs) == 1 and len(rivals) == 1 and theirs[0].pk not in self.taken
        return theirs[0] if alone else None

    def _match(self, line: Line, meeting: Meeting | None) -> None:
        if meeting is None:
            return
        if meeting.pk in self.taken:
            line.refuse("Another line of the file speaks of the same meeting.")
        elif line.committee is None or meeting.committee_id != line.committee.pk:
            line.refuse(f"The calendar’s mark belongs to a meeting of {meeting.committee}.")
        else:
            line.meeting = meeting
            self.taken.add(meeting.pk)

    def _decide(self, line: Line) -> None:
        if line.meeting:
            self._decide_known(line, line.meeting)
        elif line.listed.is_cancelled:
            line.outcome, line.words = (
                Outcome.THERE,
                "Cancelled, and not in the calendar: left out.",
            )
        else:
            line.words = "A new meeting."

    def _decide_known(self, line: Line, meeting: Meeting) -> None:
        listed = line.listed
        if listed.is_cancelled:
            done = meeting.is_cancelled
            line.outcome = Outcome.THERE if done else Outcome.CANCEL
            line.words = "Cancelled already." if done else "Its due dates stay and are listed."
        elif meeting.is_cancelled:
            line.outcome, line.words = Outcome.THERE, "Cancelled here: left as it is."
        elif listed.day != meeting.day:
            self._decide_move(line, meeting)
        else:
            line.values = _differences(listed, meeting)
            line.outcome = Outcome.CHANGE if line.values else Outcome.THERE
            line.words = _changes(line.values)

    def _decide_move(self, line: Line, meeting: Meeting) -> None:
        assert line.listed.day  # noqa: S101 - a line without a day has a fault
        if (meeting.committee_id, line.listed.day) in self.by_day:
            line.refuse(f"{meeting.committee} has another meeting on that day.")
            return
        line.outcome = Outcome.MOVE
        line.values = {"day": line.listed.day} | _differences(line.listed, meeting)
        line.words = f"From {in_words(meeting.day)} to {in_words(line.listed.day)}."


def _differences(listed: Listed, meeting: Meeting) -> dict[str, Any]:
    """What the file says otherwise; what it does not say stays. The cycle is given by its name."""
    cycle = meeting.cycle.name if meeting.cycle else ""
    said = {"starts_at": listed.starts_at, "place": listed.place, "uid": listed.uid}
    values = {
        name: value for name, value in said.items() if value and value != getattr(meeting, name)
    }
    if listed.cycle and listed.cycle.casefold() != cycle.casefold():
        values["cycle"] = listed.cycle
    return values


def _changes(values: dict[str, Any]) -> str:
    """ "Time 18:30; place Council Chamber."."""
    named = {"starts_at": "time", "place": "place", "cycle": "cycle"}
    parts = [f"{word} {_short(values[name])}" for name, word in named.items() if name in values]
    if not parts:
        return "Its mark in the other calendar is kept." if values else ""
    sentence = "; ".join(parts)
    return f"{sentence[0].upper()}{sentence[1:]}."


def _short(value: Any) -> str:
    return f"{value:%H:%M}" if hasattr(value, "hour") else str(value)


# ---- what moves


def _shifts(council: Council, lines: list[Line]) -> list[Shift]:
    """What would lie on another day once the lines are applied."""
    before = timetable(council)
    ids = {one.name.casefold(): one.pk for one in Cycle.objects.filter(council=council)}
    changed = {line.meeting.pk: line for line in lines if line.meeting and line.does_something}
    after = [_held(one, changed.get(one.meeting), ids) for one in before]
    added = [
        Held(-number, line.listed.committee, line.listed.day, ids.get(line.listed.cycle.casefold()))
        for number, line in enumerate(lines, start=1)
        if line.outcome is Outcome.ADD and line.listed.day
    ]
    names = {one.cycle: one.cycle_name for one in before}
    named = [replace(one, cycle_name=names.get(one.cycle, "")) for one in added]
    return shifts(before, [one for one in after if one] + named)


def _held(held: Held, line: Line | None, ids: dict[str, int]) -> Held | None:
    """A meeting as it is held once its line is applied; None for one that is cancelled."""
    if line is None:
        return held
    if line.outcome is Outcome.CANCEL:
        return None
    name = line.values.get("cycle", held.cycle_name)
    cycle = ids.get(name.casefold()) if name else None
    return replace(held, day=line.values.get("day", held.day), cycle=cycle, cycle_name=name)


# ---- applying


@transaction.atomic
def apply_import(
    *, council: Council, listed: Iterable[Listed], make: Collection[str], by: Person, shown: str
) -> ImportPlan:
    """Do what was shown, all of it or nothing; due dates that hang on what moves, move.

    ``make`` names the unknown committees that shall be made; lines of any other are left out.
    Raises ChangedMeanwhile where the file would by now do something else than was ``shown``.
    """
    hold_calendar(council)
    plan = plan_import(council, listed)
    if plan.mark != shown:
        raise ChangedMeanwhile
    before = timetable(council)
    _Applying(council, by, make).apply(plan.lines)
    meeting_users.move(shifts(before, timetable(council)), by, REASON)
    return plan


REASON = "The calendar of meetings was imported."


class _Applying:
    """Writes the lines of a plan, signed, within the caller's transaction."""

    def __init__(self, council: Council, by: Person, make: Collection[str]) -> None:
        self.council, self.by = council, by
        self.make = {plain_name(name) for name in make}
        self.made: dict[str, Committee] = {}
        self.cycles = {one.name.casefold(): one for one in council.cycles.all()}

    def apply(self, lines: list[Line]) -> None:
        for line in lines:
            if line.outcome is Outcome.ADD:
                self._add(line)
            elif line.does_something:
                self._change(line)

    def _save(self, row: Any) -> None:
        sign(row, self.by, REASON)
        row.save()

    def _add(self, line: Line) -> None:
        committee = line.committee or self._committee(line.listed.committee)
        if committee is None:
            return
        said = line.listed
        self._save(
            Meeting(
                committee=committee,
                day=said.day,
                starts_at=said.starts_at,
                place=said.place,
                cycle=self._cycle(said.cycle),
                uid=said.uid,
            )
        )

    def _committee(self, name: str) -> Committee | None:
        """The committee made for this name, if it shall be made."""
        key = plain_name(name)
        if key not in self.made and key in self.make:
            self.made[key] = Committee(council=self.council, name=name)
            self._save(self.made[key])
        return self.made.get(key)

    def _cycle(self, name: str) -> Cycle | None:
        key = name.casefold()
        if name and key not in self.cycles:
            self.cycles[key] = Cycle(council=self.council, name=name)
            self._save(self.cycles[key])
        return self.cycles.get(key)

    def _change(self, line: Line) -> None:
        assert line.meeting  # noqa: S101 - only a known meeting changes
        meeting = line.meeting
        values = {"is_cancelled": True} if line.outcome is Outcome.CANCEL else dict(line.values)
        if "cycle" in values:
            values["cycle"] = self._cycle(values["cycle"])
        for name, value in values.items():
            setattr(meeting, name, value)
        self._save(meeting)
