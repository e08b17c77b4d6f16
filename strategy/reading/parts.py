"""The pieces of a strategy as its page and its PDF show them."""

from dataclasses import dataclass, field

from django.utils.safestring import SafeString

from strategy.document import RelatedDocument
from strategy.reading.family import Family
from strategy.reading.relations import Relative
from strategy.reading.scribe import PrintedFootnote

NOTHING = SafeString("")


@dataclass(frozen=True, slots=True)
class Entry:
    """A principle, an outcome or a statement. Its code is its anchor too."""

    code: str
    title: SafeString = NOTHING
    body: SafeString = NOTHING
    strands: tuple[tuple[str, SafeString], ...] = ()
    outcomes: "tuple[Entry, ...]" = ()
    relatives: tuple[Relative, ...] = ()
    footing: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Entries under a heading they share; ``listed`` where they are short enough for a list."""

    title: str
    code: str = ""
    introduction: SafeString = NOTHING
    entries: tuple[Entry, ...] = ()
    relatives: tuple[Relative, ...] = ()

    @property
    def listed(self) -> bool:
        """Whether no entry has a heading of its own."""
        return not any(entry.title for entry in self.entries)


@dataclass(frozen=True, slots=True)
class Piece:
    """A section of the strategy's own text. Without a heading it stands right under the chapter."""

    code: str
    heading: str
    caption: str
    text: SafeString
    relatives: tuple[Relative, ...] = ()


@dataclass(frozen=True, slots=True)
class Chapter:
    """One part of the page; ``kind`` says which block follows the text."""

    anchor: str
    title: str
    kind: str
    caption: str = ""
    pieces: tuple[Piece, ...] = ()
    entries: tuple[Entry, ...] = ()
    groups: tuple[Group, ...] = ()


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """A line of the register in words."""

    document: RelatedDocument
    kind: str
    owner: str
    status: str
    review: str
    is_overdue: bool
    incorporates: str


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """An indicator in words: what it measures in, where it should go, who owns it."""

    code: str
    name: str
    unit: str
    target: str
    owner: str


@dataclass(frozen=True, slots=True)
class Book:
    """A whole strategy for reading."""

    title: str
    chapters: tuple[Chapter, ...]
    statements: tuple[tuple[str, SafeString], ...]
    facts: tuple[tuple[str, str], ...]
    family: Family
    register: tuple[RegisterRow, ...]
    indicators: tuple[IndicatorRow, ...]
    footnotes: tuple[PrintedFootnote, ...]
    notes: tuple[str, ...] = field(default=())
    principles: str = "principles"
    outcome: str = "outcome"
    outcomes: str = "outcomes"
