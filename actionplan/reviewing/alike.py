"""Questions that several rows ask in the same way, so that they can be answered once for all."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from actionplan.action_fields import label_of
from actionplan.reviewing.cells import Cell
from actionplan.reviewing.line import Line

FEWEST = 2
SAMPLES = 3
# What differs from row to row in sentences that mean the same: words quoted from the cell, dates.
VARIES = re.compile(
    r"“[^”]*”|\b(?:\d{1,2} )?(?:January|February|March|April|May|June|July|August|September|"
    r"October|November|December)(?: \d{4})?\b|\b[A-Z]{1,4}-\d+\b|\d+"
)


class Kind(StrEnum):
    """What is asked."""

    NOTE = "note"  # whether a cell, or a row, was understood rightly
    DIFFERENCE = "difference"  # whether the file's words or the plan's stand
    CONFLICT = "conflict"  # the same, where both were changed
    SAME = "same"  # whether a row is an action of the plan


SENTENCES = {
    Kind.DIFFERENCE: "The file has other words than the plan.",
    Kind.CONFLICT: "Changed in the file and in the plan since.",
}


@dataclass(frozen=True, slots=True)
class Ask:
    """One question of one row; ``field`` is empty where it is about the row."""

    kind: Kind
    field: str
    sentence: str
    said: str
    place: int
    reference: str = ""
    is_unread: bool = False

    @property
    def key(self) -> str:
        """What questions of one kind have in common, short enough for an address."""
        what = f"{self.kind}{'?' if self.is_unread else ''}"
        kind = f"{what}\n{self.field}\n{VARIES.sub('…', self.sentence)}"
        return hashlib.sha256(kind.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Group:
    """One question and the rows that ask it."""

    key: str
    asks: tuple[Ask, ...]

    @property
    def kind(self) -> Kind:
        return self.asks[0].kind

    @property
    def field(self) -> str:
        return self.asks[0].field

    @property
    def label(self) -> str:
        """What the screen calls the field."""
        return label_of(self.field) or "The row"

    @property
    def sentence(self) -> str:
        """The question, without what differs from row to row."""
        sentences = {ask.sentence for ask in self.asks}
        first = self.asks[0].sentence
        return first if len(sentences) == 1 else VARIES.sub("…", first)

    @property
    def samples(self) -> list[str]:
        """Words of a few of the rows."""
        return list(dict.fromkeys(ask.said for ask in self.asks))[:SAMPLES]

    @property
    def is_unread(self) -> bool:
        """Whether nothing was read from the words, so that nobody can say it is right."""
        return self.asks[0].is_unread

    @property
    def in_plan(self) -> bool:
        """Whether all rows are actions of the plan."""
        return all(ask.reference for ask in self.asks)

    @property
    def places(self) -> list[int]:
        return list(dict.fromkeys(ask.place for ask in self.asks))


def groups_of(lines: Iterable[Line]) -> list[Group]:
    """The questions that at least two rows ask and nobody has answered, most asked first."""
    asked: dict[str, list[Ask]] = {}
    for line in lines:
        for ask in asks_of(line):
            asked.setdefault(ask.key, []).append(ask)
    groups = [Group(key, tuple(found)) for key, found in asked.items()]
    often = [group for group in groups if len(group.places) >= FEWEST]
    return sorted(often, key=lambda group: -len(group.places))


def asks_of(line: Line) -> Iterator[Ask]:
    """The questions of a row that are open."""
    if line.settled or line.place is None:
        return
    place, reference = line.place, line.reference
    if line.asks_same:
        yield Ask(Kind.SAME, "", line.doubt, line.title, place, reference)
    for note in line.notes:
        if note.needs_decision and line.decision is None:
            yield Ask(Kind.NOTE, "", note.understood, note.said, place, reference)
    for cell in line.cells:
        yield from _of_cell(cell, place, reference)


def _of_cell(cell: Cell, place: int, reference: str) -> Iterator[Ask]:
    if not cell.needs:
        return
    asked = [note.understood for note in cell.notes if note.needs_decision]
    if cell.conflict or cell.is_open:
        kind = Kind.CONFLICT if cell.conflict else Kind.DIFFERENCE
        sentence = next(iter(asked), SENTENCES[kind]) if cell.is_open else SENTENCES[kind]
        yield Ask(kind, cell.field, sentence, cell.theirs, place, reference)
        return
    unread = cell.is_unread
    for note in cell.notes:
        if note.needs_decision:
            yield Ask(Kind.NOTE, cell.field, note.understood, note.said, place, reference, unread)
