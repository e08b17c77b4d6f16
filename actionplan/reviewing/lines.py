"""The rows of a file as the review shows them: source, what was understood, what is to decide."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from actionplan.action_fields import Whole, in_words, label_of, value_of
from actionplan.importing.notes import Note, Reading, SourceRow
from actionplan.merging.decisions import CellDecision, Decisions, RowDecision, RowWord
from actionplan.merging.values import CellChange, Merge, RecommendationChange, RowChange
from actionplan.reviewing.words import understood


class State(StrEnum):
    """What a row of the file is to the plan."""

    NEW = "new"
    CHANGED = "changed"
    CONFLICT = "conflict"
    UNCHANGED = "unchanged"
    KNOWN = "known"
    MISSING = "missing"
    ASIDE = "aside"


STATE_WORDS = {
    State.NEW: "New",
    State.CHANGED: "Changed",
    State.CONFLICT: "Conflict",
    State.UNCHANGED: "Unchanged",
    State.KNOWN: "In the plan",
    State.MISSING: "Not in the file",
    State.ASIDE: "Set aside",
}

# What a row is by comparison with the plan as it stands now.
COMPARED = {State.CHANGED, State.CONFLICT, State.UNCHANGED}

# What goes without saying, until it is asked about.
USUAL = {"counts_in_totals": "Yes: it is an action"}

# With these a person has said all there is to say of a row.
SETTLED = {RowWord.TAKE, RowWord.LEAVE, RowWord.ASIDE, RowWord.SPLIT}


@dataclass(frozen=True, slots=True)
class Cell:
    """One field of a row: what the file has, what the plan has, and what is said and decided of it.

    ``ours`` is the plan's words where it differs or nothing was read, and ``base`` what both sides
    began with, None where that is not known; both are empty for a new row. ``taken`` says whether
    the file's words stand as decisions are; ``is_open`` that they wait for one. ``notes`` are
    those of the reader on this field.
    """

    field: str
    label: str
    theirs: str
    ours: str = ""
    base: str | None = None
    differs: bool = False
    conflict: bool = False
    taken: bool = True
    is_open: bool = False
    notes: tuple[Note, ...] = ()
    decision: CellDecision | None = None

    @property
    def needs(self) -> bool:
        """Whether a person has to choose and has not."""
        return self.asks and self.decision is None

    @property
    def asks(self) -> bool:
        """Whether a person has to choose, or has chosen."""
        open_or_was = self.is_open or (self.differs and self.decision is not None)
        return open_or_was or self.conflict or any(note.needs_decision for note in self.notes)

    @property
    def is_unread(self) -> bool:
        """Whether nothing was understood of the file's words, and what the plan has stands."""
        unread = (note.unread or (note.said and not self.theirs) for note in self.notes)
        return not self.differs and any(unread)

    @property
    def is_shown(self) -> bool:
        """Whether it stands on the row's card: asked about, or otherwise than in the plan."""
        return self.asks or self.differs


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the review. ``place`` is None for an action that the file does not have.

    ``notes`` are those on the row as a whole; ``doubt`` says why it may not be the plan's
    ``reference``; ``reason`` why a missing one is dropped.
    """

    place: int | None
    title: str
    state: State
    recommendation: str = ""
    reference: str = ""
    doubt: str = ""
    reason: str = ""
    source: SourceRow | None = None
    cells: tuple[Cell, ...] = ()
    notes: tuple[Note, ...] = ()
    decision: RowDecision | None = None

    @property
    def settled(self) -> bool:
        """Whether a person has decided on the row as a whole."""
        return self.decision is not None and self.decision.word in SETTLED

    @property
    def needs(self) -> bool:
        """Whether anything of the row waits for a person."""
        return not self.settled and (self.asks or any(cell.needs for cell in self.cells))

    @property
    def asks(self) -> bool:
        """Whether the row as a whole is in doubt."""
        return self.asks_same or any(note.needs_decision for note in self.notes)

    @property
    def differences(self) -> list[Cell]:
        """What the plan has in other words."""
        return [cell for cell in self.cells if cell.differs]

    @property
    def asks_same(self) -> bool:
        """Whether it is unsure which action of the plan it is."""
        return bool(self.doubt) and self.decision is None

    @property
    def is_conflict(self) -> bool:
        """Whether both sides have changed it and nobody has decided on the row."""
        return self.state is State.CONFLICT and self.decision is None

    @property
    def state_words(self) -> str:
        """The state as the screen says it."""
        return STATE_WORDS[self.state]

    @property
    def split_words(self) -> str:
        """The row's wording as lines, to begin a split with."""
        cells = self.source.cells if self.source else ()
        return next((cell.text for cell in cells if cell.field == "action"), self.title)

    @property
    def number(self) -> int:
        """The row's number for a person, from 1."""
        return (self.place or 0) + 1


class Book:
    """Notes and decisions by row and field, so that no row has to look through all of them.

    ``past`` is for the file of an earlier quarter: it is locked as it stands, so nothing in it is
    a change of the plan, and every doubt of the reader counts.
    """

    def __init__(
        self,
        reading: Reading,
        decisions: Decisions,
        merge: Merge,
        earlier: Mapping[int, tuple[RowChange, Line]],
        *,
        past: bool,
    ) -> None:
        self.earlier = earlier
        self.reading, self.plan, self.past = reading, merge.plan, past
        self.headings = {one.name: heading_of(one) for one in merge.recommendations}
        self.actions = list(reading.document.actions())
        self.notes: dict[int | None, dict[str, list[Note]]] = defaultdict(lambda: defaultdict(list))
        for note in reading.notes:
            self.notes[note.action][note.field].append(note)
        self.rows = {one.place: one for one in decisions.rows}
        self.cells = {(one.place, one.field): one for one in decisions.cells}

    def line(self, row: RowChange) -> Line:
        """One row of the comparison with what stands in the file, is said and is decided."""
        place = row.place
        if place is None:
            return self._missing(row)
        change, known = self.earlier.get(place, (None, None))
        if known and change is row and known.recommendation == self._heading(row):
            return known
        sources = self.reading.rows
        return Line(
            place=place,
            title=row.title,
            state=self._state(row),
            recommendation=self._heading(row),
            reference=row.reference or "",
            doubt=row.doubt,
            source=sources[place] if place < len(sources) else None,
            cells=tuple(self._cells(place, row)),
            notes=self._notes(place, "", row),
            decision=self.rows.get(place),
        )

    def _state(self, row: RowChange) -> State:
        state = State(row.state.value)
        return State.KNOWN if self.past and state in COMPARED else state

    def _heading(self, row: RowChange) -> str:
        return self.headings.get(row.recommendation, row.recommendation)

    def _missing(self, row: RowChange) -> Line:
        """An action of the plan that the file does not have."""
        return Line(
            place=None,
            title=row.title,
            state=State.MISSING,
            recommendation=self._heading(row),
            reference=row.reference or "",
            reason=row.reason,
        )

    def _cells(self, place: int, row: RowChange) -> Iterator[Cell]:
        """What was understood of the row, then what else of the plan it would change or asks."""
        said = dict(understood(self.actions[place], self.reading.document))
        compared = row.cells if row.reference and not self.past else ()
        differ = {cell.field: cell for cell in compared}
        for name in dict.fromkeys((*said, *differ, *filter(None, self.notes[place]))):
            cell = Cell(
                field=name,
                label=label_of(name),
                theirs=said.get(name) or USUAL.get(name, ""),
                ours="" if name in said or self.past else self._plan_has(row, name),
                notes=self._notes(place, name, row),
                decision=self.cells.get((place, name)),
            )
            yield with_difference(cell, differ[name]) if name in differ else cell

    def _plan_has(self, row: RowChange, name: str) -> str:
        """What the plan has in a field, in words; "" where the row is new."""
        return in_words(name, value_of(Whole(row.ours), name), self.plan) if row.ours else ""

    def _notes(self, place: int, field: str, row: RowChange) -> tuple[Note, ...]:
        """The reader's notes; where the plan says the same already, nothing is asked."""
        notes = self.notes[place].get(field, ())
        if self.past:
            return tuple(notes)
        return tuple(
            note if row.asks(note) else replace(note, needs_decision=False) for note in notes
        )


def heading_of(change: RecommendationChange) -> str:
    """ "Recommendation 3: Agree the vision": its number and its wording on one line."""
    found = change.ours or change.theirs
    wording = " ".join(found.text.split()) if found else ""
    if not (found and found.number):
        return wording or change.name
    return f"{change.name}: {wording}" if wording and wording != change.name else change.name


def with_difference(cell: Cell, change: CellChange) -> Cell:
    """The cell of a row that the plan has in other words."""
    return replace(
        cell,
        theirs=change.theirs,
        ours=change.ours,
        base=change.base,
        differs=True,
        conflict=change.conflict,
        taken=change.taken,
        is_open=change.is_open,
    )


def lines_of(
    merge: Merge,
    reading: Reading,
    decisions: Decisions,
    earlier: Mapping[int, tuple[RowChange, Line]] | None = None,
    *,
    past: bool = False,
) -> list[Line]:
    """Every row of the file once, in its order; then the actions that it does not have.

    ``earlier`` are rows of the same reading and plan, by place, about which nothing was decided.
    """
    book = Book(reading, decisions, merge, earlier or {}, past=past)
    once: dict[int | str, RowChange] = {}
    for row in merge.rows:
        once.setdefault(row.reference or "" if row.place is None else row.place, row)
    return [book.line(row) for row in once.values()]
