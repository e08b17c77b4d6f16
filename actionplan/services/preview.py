"""What bringing a file in would do, as decided so far: its rows, counted and filtered."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property, lru_cache

from actionplan.document import PlanDocument
from actionplan.importing.notes import Note, Reading
from actionplan.importing.stored import from_text
from actionplan.merging import decisions, taking
from actionplan.merging.decisions import Decisions
from actionplan.merging.taking import Covers, Taking
from actionplan.merging.values import Merge
from actionplan.models import PlanFile
from actionplan.queries.document import plan_document
from actionplan.reviewing.alike import Group, asks_of, groups_of
from actionplan.reviewing.line import Line, State
from actionplan.services.apply_base import base_of_file, last_imports
from actionplan.services.apply_structure import known_titles
from actionplan.services.holding import Room, as_held, room_of
from actionplan.services.recomparing import Compared, Sides, compared
from council import clock


class Show(StrEnum):
    """Which rows of a file are shown; the value stands in the address."""

    DECIDE = "decide"
    CONFLICT = "conflict"
    CHANGED = "changed"
    NEW = "new"
    UNCHANGED = "unchanged"
    KNOWN = "known"
    MISSING = "missing"
    ASIDE = "aside"
    ALL = "all"


WORDS = {
    Show.DECIDE: "Needs a decision",
    Show.CONFLICT: "Conflict",
    Show.CHANGED: "Changed",
    Show.NEW: "New",
    Show.UNCHANGED: "Unchanged",
    Show.KNOWN: "In the plan",
    Show.MISSING: "Not in the file",
    Show.ASIDE: "Set aside",
    Show.ALL: "Every row",
}
WITH_DIFFERENCES = (Show.DECIDE, Show.CHANGED, Show.NEW)


@lru_cache(maxsize=4)
def reading_of(text: str) -> Reading:
    """The kept reading. A person decides on row after row of one file, so the last few stay."""
    return from_text(text)


@lru_cache(maxsize=4)
def held_of(text: str, room: Room | None) -> Reading:
    """The kept reading as a plan with that ``room`` can hold it."""
    reading, notes = as_held(reading_of(text), room)
    return replace(reading, notes=(*reading.notes, *notes))


@dataclass
class Review:
    """What was read from a file, and what is decided of it so far."""

    file: PlanFile

    @cached_property
    def reading(self) -> Reading:
        return reading_of(self.file.reading)

    @property
    def rows(self) -> int:
        """How many rows of the file became actions."""
        return sum(1 for _ in self.reading.document.actions())

    @cached_property
    def decisions(self) -> Decisions:
        return decisions.from_data(self.file.decisions)

    @cached_property
    def taking(self) -> Taking:
        return taking.from_data(self.file.choices)

    @property
    def lines(self) -> list[Line]:
        return self.compared.lines

    @property
    def merge(self) -> Merge:
        """What the file would change of the plan, as ``services.review`` will bring it in."""
        return self.compared.merge

    @cached_property
    def key(self) -> PlanDocument:
        """An empty plan with the ratings that count: the plan's, or the file's for a new one."""
        document = self.reading.document
        key = tuple(self.file.plan.ratings) if self.file.plan else document.key
        return PlanDocument(document.title, key=key, bands=document.bands)

    @property
    def references(self) -> set[str]:
        """The actions of the plan."""
        if self.file.plan is None:
            return set()
        actions = self.file.plan.actions.in_plan().select_related("plan")
        return {action.reference for action in actions}

    @property
    def fitting(self) -> Reading:
        """The reading as the plan can hold it, with notes on what gives way."""
        plan = self.file.plan
        return held_of(self.file.reading, room_of(plan) if plan else None)

    @cached_property
    def compared(self) -> Compared:
        """The file and its plan as decided."""
        return compared(self.file.pk, self.sides, self.decisions)

    @property
    def sides(self) -> Sides:
        """The file, and the plan as it stands now."""
        reading, plan = self.fitting, self.file.plan
        if plan is None:
            return Sides(self.key, reading)
        carried = base_of_file(reading, plan)
        return Sides(
            plan_document(plan, clock.today()),
            reading,
            carried.base or last_imports(plan),
            known_titles(plan.council),
            whole_plan=self.is_whole and not carried.is_return,
            past=self.is_past,
        )

    @property
    def is_past(self) -> bool:
        """Whether the file is the plan as it stood in an earlier quarter."""
        return self.taking.covers is Covers.PAST

    @property
    def is_whole(self) -> bool:
        """Whether the file is declared to be all of the plan."""
        return self.taking.covers is Covers.WHOLE

    @cached_property
    def groups(self) -> list[Group]:
        return groups_of(self.lines)

    @cached_property
    def counts(self) -> dict[Show, int]:
        """How many rows each filter shows."""
        return {show: sum(map(shown_by(show), self.lines)) for show in Show}

    @property
    def usual(self) -> Show:
        """The first filter that shows something worth looking at.

        What is not in the file is worth it only where the file is all of the plan.
        """
        missing = (Show.MISSING,) if self.is_whole else ()
        shows = (*WITH_DIFFERENCES, *missing)
        return next((show for show in shows if self.counts[show]), Show.ALL)

    @property
    def of_file(self) -> list[Note]:
        """The notes on the file and not on a row."""
        return [note for note in self.fitting.notes if note.action is None]

    def shown(self, show: Show, alike: str = "") -> list[Line]:
        """The rows of a filter; only those that ask one question, where its key is given."""
        lines = filter(shown_by(show), self.lines)
        if not alike:
            return list(lines)
        return [line for line in lines if any(ask.key == alike for ask in asks_of(line))]

    @property
    def missing(self) -> set[str]:
        """References of the plan that the file does not have."""
        return {line.reference for line in self.lines if line.state is State.MISSING}

    def line(self, place: int) -> Line | None:
        """The row at ``place``, or None."""
        return next((line for line in self.lines if line.place == place), None)


def shown_by(show: Show) -> Callable[[Line], bool]:
    """Whether a filter shows a row."""
    if show is Show.ALL:
        return lambda line: line.state is not State.MISSING
    if show is Show.DECIDE:
        return lambda line: line.needs
    return lambda line: line.state.value == show.value
