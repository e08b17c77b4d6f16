"""A calendar file against the calendar that stands: what it would do, and doing it."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Any

from django.db import transaction

from council import meeting_users
from council.calendar_files import Listed
from council.committee_names import plain_name
from council.meeting_users import Shift
from council.models import Committee, Council, Cycle, Meeting, Person
from council.services.meetings import hold_calendar, timetable
from council.services.meetings_lines import ImportPlan, Line, Outcome
from council.services.meetings_matching import Matching
from council.timetable import Held, shifts
from council.versions import ChangedMeanwhile, sign


def plan_import(council: Council, listed: Iterable[Listed]) -> ImportPlan:
    """What the lines of a file would do to the council's calendar; nothing is written."""
    lines = [Line(one) for one in listed]
    Matching(council, lines).run()
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
        assert said.day  # noqa: S101 - a line without a day has a fault
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
        values: dict[str, Any]
        values = {"is_cancelled": True} if line.outcome is Outcome.CANCEL else dict(line.values)
        if "cycle" in values:
            values["cycle"] = self._cycle(values["cycle"])
        for name, value in values.items():
            setattr(meeting, name, value)
        self._save(meeting)
