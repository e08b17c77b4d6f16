"""A column for each colour and a tick in one of them: read as one column of ratings."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from actionplan.importing.colours import colour_of
from actionplan.importing.columns import is_heading_row
from actionplan.importing.grid import Cell, Paragraph, Row
from actionplan.importing.ratings import WORDS, plain

# Two ratings in a row may be last quarter's and this one's; three head columns.
LEAST = 3
HEADING = "RAG"


def unticked(rows: Sequence[Row]) -> Iterator[Row]:
    """The rows with one column of ratings in place of one for each colour."""
    table, letters = 0, dict[int, str]()
    for row in rows:
        if row.table != table:
            table, letters = row.table, {}
        found = colours_in(row)
        if found:
            letters = found
            yield with_one(row, letters, HEADING)
        else:
            yield with_one(row, letters, ticked(row, letters)) if letters else row


def colours_in(row: Row) -> dict[int, str]:
    """The columns that a heading row heads with colours, each with its letter."""
    letters = {cell.column: WORDS.get(plain(cell.flat)) for cell in row.filled}
    named = {column: letter for column, letter in letters.items() if letter}
    if not row.table or len(named) < LEAST or len(set(named.values())) < len(named):
        return {}
    others = tuple(cell for cell in row.cells if cell.column not in named)
    return named if is_heading_row(replace(row, cells=others)) else {}


def ticked(row: Row, letters: dict[int, str]) -> str:
    """The letter of the column that is marked; several joined, for a person to decide."""
    cells = [cell for cell in row.cells if cell.column in letters]
    marked = [cell for cell in cells if cell.text] or [c for c in cells if colour_of(c.shade)]
    return "/".join(letters[cell.column] for cell in marked)


def with_one(row: Row, letters: dict[int, str], words: str) -> Row:
    """The row with ``words`` under the first of the colours and nothing under the others."""
    first = min(letters)
    if row.spans:
        return row
    others = [cell for cell in row.cells if cell.column not in letters]
    one = Cell(first, (Paragraph(words),) if words else ())
    return replace(row, cells=tuple(sorted([*others, one], key=lambda cell: cell.column)))
