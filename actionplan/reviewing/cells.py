"""One field of a row under review: what the file has, what the plan has, what is to decide."""

from dataclasses import dataclass, replace

from actionplan.importing.notes import Note
from actionplan.merging.decisions import CellDecision
from actionplan.merging.values import CellChange


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
