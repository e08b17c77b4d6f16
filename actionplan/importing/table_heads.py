"""Where tables are headed: heading rows of one or two lines, repeated ones, carried ones."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from actionplan.importing.grid import Cell, Row
from actionplan.importing.heading_names import best_name, plain
from actionplan.importing.heading_rows import is_heading_row, is_whole
from actionplan.importing.lexicon import Lexicon


@dataclass(frozen=True)
class Head:
    """A heading row: its place in the file, how many rows it has, the words over each column.

    ``body`` are the rows below it, up to the next one. ``first`` says that its table has none
    above it.
    """

    row: Row
    place: int
    depth: int
    words: Mapping[int, str]
    body: Sequence[Row]
    first: bool

    @property
    def looks(self) -> tuple[tuple[int, str], ...]:
        """What tables that are headed alike have in common."""
        return tuple((column, plain(words)) for column, words in sorted(self.words.items()))

    @property
    def where(self) -> str:
        """The table, or the part of it below the heading, as a person finds it."""
        table, _, line = self.row.where.rpartition(", ")
        return table if self.first else f"{table}, from {line}"

    @property
    def key(self) -> str:
        """The table's name by the place of its heading: "t3.1" in a document, "s2.4" on a sheet."""
        number = self.row.where.rpartition(" ")[2]
        return f"{'s' if self.row.section else 't'}{self.row.table}.{number}"


def headings_in(rows: Sequence[Row], lexicon: Lexicon) -> Iterator[Head]:
    """Every heading row of a file."""
    tables = ((place, row) for place, row in enumerate(rows) if row.table)
    places = [place for place, row in tables if is_heading_row(row, lexicon.knows)]
    starts = [place for place in places if place - 1 not in places]
    firsts = list(again(starts, rows, lexicon))
    seen: set[int] = set()
    for place, end in pairwise([*firsts, len(rows)]):
        depth = 2 if goes_down(rows, place, lexicon) else 1
        words = headings(rows, place, depth)
        first = rows[place].table not in seen
        seen.add(rows[place].table)
        yield Head(rows[place], place, depth, words, rows[place + depth : end], first)


def again(places: Sequence[int], rows: Sequence[Row], lexicon: Lexicon) -> Iterator[int]:
    """The heading rows without those that only look like one in the middle of a table.

    There the headings above are repeated, or others stand that are names of fields as a whole.
    """
    known: dict[int, set[str]] = {}
    for place in places:
        row = rows[place]
        words = {plain(cell.flat) for cell in row.filled}
        above = known.get(row.table)
        whole = sum(1 for cell in row.filled if is_whole(cell.flat) or lexicon.knows(cell.flat))
        if above is None or len(words & above) * 2 >= len(words) or whole * 2 > len(row.filled):
            known[row.table] = words
            yield place


def goes_down(rows: Sequence[Row], place: int, lexicon: Lexicon) -> bool:
    """Whether the heading has a second row.

    Its cells are short and either stand below spanned headings, beside headings that are merged
    down, or name columns that the first row left empty.
    """
    if place + 1 >= len(rows) or rows[place + 1].table != rows[place].table:
        return False
    fresh = [cell for cell in rows[place + 1].filled if not cell.merged]
    if len(fresh) < 2 or rows[place + 1].spans or any(len(cell.flat) > 40 for cell in fresh):
        return False
    if len(fresh) < len(rows[place + 1].filled):
        return True
    return all(is_below(cell, rows[place], lexicon) for cell in fresh)


def is_below(cell: Cell, above: Row, lexicon: Lexicon) -> bool:
    """Whether a cell of a second heading row adds to the first."""
    over = above.at(cell.column)
    spanned = over is not None and 1 < over.across < above.width
    return spanned or (lexicon.knows(cell.flat) or best_name(cell.flat)) is not None


def headings(rows: Sequence[Row], place: int, depth: int) -> dict[int, str]:
    """The words over each column, from all rows of the heading."""
    words: dict[int, list[str]] = {}
    for row in rows[place : place + depth]:
        for cell in row.filled:
            for column in range(cell.column, cell.column + cell.across):
                if not cell.merged:
                    words.setdefault(column, []).append(cell.flat)
    return {column: "\n".join(found) for column, found in words.items()}
