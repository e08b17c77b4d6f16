"""What stands under a heading of a report, as plain values that every writer takes. Pure."""

from dataclasses import dataclass

from actionplan.key_lines import Rating
from actionplan.reporting.narrative import Said
from actionplan.reporting.parts import Block, BlockKind

NO_NUMBER = "No ref"


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its caption, its headings, its rows of as many words.

    The first cell of a row is what the row is about. ``shares`` part the page's width, equally
    where there are none. In a table of ``figures`` the last row is the whole.
    """

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shares: tuple[int, ...] = ()
    figures: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """The one bar of ratings, with the count of each; ``sentence`` says the whole of it."""

    sentence: str
    counts: tuple[tuple[Rating | None, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Key:
    """What the ratings and the timescales mean."""


type Piece = Block | Grid | Bar | Key | Said


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with what stands under it. ``level`` 1 is a chapter of its own; 2 stands below."""

    heading: str
    pieces: tuple[Piece, ...]
    level: int = 1
    starts_page: bool = False


def text(words: str) -> Block:
    """A paragraph."""
    return Block(BlockKind.PARAGRAPH, (words,))
