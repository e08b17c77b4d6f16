"""What a merge finds: rows, recommendations, cells, and what else is otherwise. Pure values."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from actionplan.document import Action, PlanDocument, Recommendation
from actionplan.importing.notes import Note
from actionplan.merging.pairs import Matching


class RowState(StrEnum):
    """What a row of the file is to the plan."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    CONFLICT = "conflict"  # changed here and there
    MISSING = "missing"  # in the plan and not in the file
    ASIDE = "aside"  # no action, as somebody has said


class CellKind(StrEnum):
    """What taking a cell does: an update of the lead, or a change of structure."""

    UPDATE = "update"
    STRUCTURE = "structure"


@dataclass(frozen=True, slots=True)
class CellChange:
    """One difference between plan and file, in words for a person.

    ``base`` is what the file's sender started from, None where nobody knows. ``conflict`` says
    that both sides have changed it since. ``taken`` says what happens as decisions stand, and
    ``decided`` whether a person has said so. ``value`` is the file's value itself.
    """

    field: str
    label: str
    base: str | None
    ours: str
    theirs: str
    conflict: bool
    kind: CellKind
    taken: bool
    decided: bool = False
    value: Any = None

    @property
    def is_open(self) -> bool:
        """Whether a person has to say which of two values holds."""
        return not self.decided and not self.taken


@dataclass(frozen=True, slots=True)
class RowChange:
    """What the file says of one action, or does not say.

    ``place`` is that of the row in the file's own document (several parts of a split row have the
    same), None for an action that the file does not have; ``reference`` the plan's, None for a new
    one. ``doubt`` says why it is not certain that the two are the same, or what is odd: then
    nothing is taken until somebody decides. ``taken`` says, of a new action, that it is made, and
    of a missing one that it is dropped (for ``reason``). ``ours`` and ``theirs`` are both sides.
    ``under`` is its place in the merge's recommendations by the file, ``index`` and ``parent`` are
    places in the merge's document. In the ``silent`` fields nothing was read and what the plan has
    stays: nobody knows what the file's sender started from, or could read the cell.
    """

    place: int | None
    reference: str | None
    title: str
    recommendation: str
    state: RowState
    doubt: str = ""
    cells: tuple[CellChange, ...] = ()
    taken: bool = False
    reason: str = ""
    ours: Action | None = None
    theirs: Action | None = None
    under: int | None = None
    index: int | None = None
    parent: int | None = None
    silent: tuple[str, ...] = ()

    @property
    def needs_decision(self) -> bool:
        """Whether something of it is left as it is unless a person decides."""
        return bool(self.doubt) or any(cell.is_open for cell in self.cells)

    def asks(self, note: Note) -> bool:
        """Whether a doubt of the reader is for a person to settle.

        Where the plan says the same already nothing depends on it, unless the file's words were
        not understood at all.
        """
        if note.unread or note.field in self.silent:
            return True
        if not (self.reference and note.field):
            return self.state is not RowState.UNCHANGED
        return any(cell.field == note.field for cell in self.cells)

    @property
    def taken_cells(self) -> tuple[CellChange, ...]:
        return tuple(cell for cell in self.cells if cell.taken)


@dataclass(frozen=True, slots=True)
class RecommendationChange:
    """A recommendation of the plan, then those that only the file has; ``name`` is for a person.

    ``theme`` is the file's. Its wording is the reviewer's: another one is never taken.
    """

    name: str
    state: RowState
    doubt: str = ""
    cells: tuple[CellChange, ...] = ()
    ours: Recommendation | None = None
    theirs: Recommendation | None = None
    theme: str | None = None


@dataclass(frozen=True, slots=True)
class Otherwise:
    """Something of the whole plan that the file has otherwise, and that no import changes."""

    where: str
    said: str
    has: str = ""


@dataclass(frozen=True, slots=True)
class Pairing:
    """Which rows are which actions, and what people have said of that (``decided.hints``)."""

    same: Mapping[int, str]
    new: Collection[int]
    matching: Matching


@dataclass(frozen=True, slots=True)
class Merge:
    """Everything that a file says of a ``plan``. ``document`` is the file's, as decided.

    ``pairing`` is how its rows were matched.
    """

    rows: tuple[RowChange, ...]
    recommendations: tuple[RecommendationChange, ...]
    others: tuple[Otherwise, ...]
    document: PlanDocument
    plan: PlanDocument
    places: tuple[int, ...] = ()
    pairing: Pairing | None = None

    def of_state(self, state: RowState) -> Iterator[RowChange]:
        """The rows of one state, in order."""
        return (row for row in self.rows if row.state is state)

    @property
    def counts(self) -> Mapping[RowState, int]:
        """How many rows there are of each state."""
        return {state: sum(1 for _ in self.of_state(state)) for state in RowState}


@dataclass(frozen=True, slots=True)
class Base:
    """What the file's sender started from, action by action, by reference.

    Of a stamped file it is the ``whole`` document of that day: structure is known too, and what
    is not in it was not in the file either. Of another file it is what the last import of each
    action said, where there was one.
    """

    actions: Mapping[str, Action] = field(default_factory=dict)
    places: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    recommendations: tuple[Recommendation, ...] = ()
    whole: bool = False
