"""One row under review, and what of it waits for a person."""

from dataclasses import dataclass
from enum import StrEnum

from actionplan.importing.notes import Note, SourceRow
from actionplan.merging.decisions import RowDecision, RowWord
from actionplan.reviewing.cells import Cell


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

# With these a person has said all there is to say of a row.
SETTLED = {RowWord.TAKE, RowWord.LEAVE, RowWord.ASIDE, RowWord.SPLIT}


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
