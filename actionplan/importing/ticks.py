"""A column for each colour or status and a tick in one of them: read as one column."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from actionplan.importing.colours import colour_of
from actionplan.importing.grid import Cell, Paragraph, Row
from actionplan.importing.heading_rows import is_heading_row
from actionplan.importing.ratings import WORDS, plain
from actionplan.status_words import status_of

# Two ratings in a row may be last quarter's and this one's; three head columns.
COLOURS, STATUSES = 3, 2
RATING = "RAG"

# Who ticks one column with a tick crosses out the others with a cross; alone, a cross is a tick.
TICKS = {"✓", "✔", "☑", "√", "yes", "y", "1", "●", "•", "■", "*"}
CROSSES = {"x", "✗", "✘", "☒", "×"}
SIGNS = "✓✔☑√☒✗✘"
EMPTY = {"", "-", "–", "—", "☐", "□", "no", "n", "0", "n/a", "."}


@dataclass(frozen=True, slots=True)
class Ticked:
    """Columns that are ticked: the heading of the one they become, and what each of them says.

    ``second`` marks a row that only names them, below a heading row.
    """

    heading: str
    says: Mapping[int, str]
    second: bool = False

    @property
    def first(self) -> int:
        return min(self.says)

    def has(self, cell: Cell) -> bool:
        """Whether a cell stands over one of the columns."""
        return not self.says.keys().isdisjoint(range(cell.column, cell.column + cell.across))


def unticked(rows: Sequence[Row]) -> Iterator[Row]:
    """The rows with one column in place of one for each colour or status."""
    for table, run in groupby(rows, key=lambda row: row.table):
        these = list(run)
        yield from of_table(these) if table else these


def of_table(rows: Sequence[Row]) -> Iterator[Row]:
    """The rows of one table; its heading may have two rows, of which the second names answers."""
    heads = {place: found for place in range(len(rows)) if (found := answers_in(rows, place))}
    ticked: Ticked | None = None
    for place, row in enumerate(rows):
        below = heads.get(place + 1)
        ticked = heads.get(place, ticked)
        if ticked and place in heads:
            yield without(row, ticked) if ticked.second else with_one(row, ticked, ticked.heading)
        elif below and below.second:
            yield with_one(row, below, below.heading)
        else:
            yield with_one(row, ticked, marked(row, ticked)) if ticked else row


def answers_in(rows: Sequence[Row], place: int) -> Ticked | None:
    """The columns that a row heads with colours or statuses, if it is a heading row."""
    row = rows[place]
    found = colours_in(row) or statuses_in(row)
    if found is None:
        return None
    others = tuple(cell for cell in row.cells if not found.has(cell))
    if not is_heading_row(replace(row, cells=others)):
        if not place or not is_below(rows[place - 1], others, found):
            return None
        found = replace(found, second=True)
    return found if found.heading == RATING or holds_marks(found, rows[place + 1 :]) else None


def is_below(above: Row, others: Sequence[Cell], found: Ticked) -> bool:
    """Whether a row only names answers, below a heading row."""
    left = tuple(cell for cell in above.cells if not found.has(cell))
    says_more = any(
        cell.text and not cell.merged and not is_spanned(above.at(cell.column)) for cell in others
    )
    return not says_more and is_heading_row(replace(above, cells=left))


def is_spanned(over: Cell | None) -> bool:
    """Whether a cell heads several columns, as a year does its months."""
    return over is not None and over.across > 1


def colours_in(row: Row) -> Ticked | None:
    """The columns that a row heads with colours."""
    letters = {cell.column: WORDS.get(plain(cell.flat)) for cell in row.filled}
    named = {column: letter for column, letter in letters.items() if letter}
    if len(named) < COLOURS or len(set(named.values())) < len(named):
        return None
    return Ticked(RATING, named)


def statuses_in(row: Row) -> Ticked | None:
    """The columns that a row heads with statuses, each with another."""
    cells = [cell for cell in row.filled if not cell.merged and status_of(cell.flat)]
    if len(cells) < STATUSES or len({status_of(cell.flat) for cell in cells}) < len(cells):
        return None
    named = {cell.column: cell.flat for cell in cells}
    return Ticked(f"Status ({', '.join(named.values())})", named)


def holds_marks(found: Ticked, below: Sequence[Row]) -> bool:
    """Whether nothing but marks stand in the columns: "Complete" may also head dates."""
    body = [cell for one in below if not one.spans for cell in one.cells if found.has(cell)]
    said = [cell for cell in body if cell.text and cell.flat not in found.says.values()]
    if said:
        return all(is_mark(cell) or cell.flat.casefold() in EMPTY for cell in said)
    return any(cell.shade for cell in body)


def is_mark(cell: Cell) -> bool:
    """Whether a cell is a tick or a cross, perhaps with words after it."""
    alone = cell.flat.casefold() in TICKS | CROSSES
    return alone or cell.flat[:1] in SIGNS or all(one.bullet for one in cell.filled)


def marked(row: Row, ticked: Ticked) -> str:
    """What the marked column says; several joined, for a person to decide.

    Words that stand beside a mark come after what it says.
    """
    cells = [cell for cell in row.cells if ticked.has(cell)]
    said = [cell for cell in cells if cell.flat.casefold() not in EMPTY]
    crossed = [cell for cell in said if cell.flat.casefold() in CROSSES]
    if len(crossed) < len(said):
        said = [cell for cell in said if cell not in crossed]
    joint = "/" if ticked.heading == RATING else " / "
    words = joint.join(ticked.says[cell.column] for cell in said or shaded(cells))
    beside = "; ".join(filter(None, map(beside_mark, said)))
    return f"{words} - {beside}" if beside else words


def shaded(cells: Sequence[Cell]) -> list[Cell]:
    """The cells that stand out by their shade; where all have one, it means nothing."""
    found = [cell for cell in cells if cell.shade]
    coloured = [cell for cell in found if colour_of(cell.shade)]
    return [] if len(found) == len(cells) and not coloured else coloured or found


def beside_mark(cell: Cell) -> str:
    """What a cell says beside its mark."""
    words = cell.flat
    if words.casefold() in TICKS | CROSSES:
        return ""
    return words[1:].strip(" -–—:") if words[:1] in SIGNS else words


def with_one(row: Row, ticked: Ticked, words: str) -> Row:
    """The row with ``words`` under the first of the columns and nothing under the others."""
    if row.spans:
        return row
    one = Cell(ticked.first, (Paragraph(words),) if words else ())
    return replace(row, cells=in_order([*without(row, ticked).cells, one]))


def without(row: Row, ticked: Ticked) -> Row:
    """The row without the cells of the columns."""
    return replace(row, cells=tuple(cell for cell in row.cells if not ticked.has(cell)))


def in_order(cells: Sequence[Cell]) -> tuple[Cell, ...]:
    return tuple(sorted(cells, key=lambda cell: cell.column))
