"""A key that stands beside a sheet's plan, parted from it by an empty column: lifted out of rows.

Left in its rows, "Amber | Behind" would be a column of the plan, and a line over the whole width
of the plan would seem to share its row with something.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from actionplan.importing.colours import colour_of
from actionplan.importing.grid import Cell, Row
from actionplan.importing.headings import KEYS
from actionplan.importing.key_tables import is_meaning, pair

# Colours that make a key; one alone may be a remark.
LEAST = 2


def beside(rows: Sequence[Row]) -> tuple[list[Row], list[str]]:
    """The rows without the keys that stand beside them, and the lines of those keys."""
    found: list[Row] = []
    lines: list[str] = []
    for table, run in groupby(rows, key=lambda row: row.table):
        these = list(run)
        first = right_of_gap(these) if table and these[0].section else None
        key = list(key_lines(these, first)) if first else []
        lines += key
        found += [left_of(row, first) for row in these] if first and key else these
    return found, lines


def right_of_gap(rows: Sequence[Row]) -> int | None:
    """The first column after the last one that is empty in every row, if words stand beyond."""
    used = {at for row in rows for cell in row.cells if says(cell) for at in covered(cell)}
    empty = [at for at in range(min(used, default=0), max(used, default=0)) if at not in used]
    return empty[-1] + 1 if empty else None


def says(cell: Cell) -> bool:
    return bool(cell.text or colour_of(cell.shade))


def covered(cell: Cell) -> range:
    return range(cell.column, cell.column + cell.across)


def key_lines(rows: Sequence[Row], first: int) -> Iterator[str]:
    """Each line of the key from column ``first`` on; none if anything else stands there too."""
    parts = [[cell for cell in row.cells if cell.column >= first] for row in rows]
    said = [part for part in parts if any(cell.text for cell in part)]
    lines = [(part, colour_line(part)) for part in said]
    colours = {line[0] for _, line in lines if line}
    others = [part for part, line in lines if not line and not heads_key(part)]
    if len(colours) >= LEAST and not others:
        yield from (f"{line[0].capitalize()} - {line[1]}" for _, line in lines if line)


def colour_line(cells: Sequence[Cell]) -> tuple[str, str] | None:
    """The colour that some cells define and its meaning: by a word, or by their one shade."""
    filled = [cell for cell in cells if cell.text]
    if len(filled) == 2:
        return pair(*filled)
    colours = {colour for cell in cells if (colour := colour_of(cell.shade))}
    told = len(filled) == 1 and len(colours) == 1 and is_meaning(filled[0].flat)
    return (colours.pop(), filled[0].flat) if told else None


def heads_key(cells: Sequence[Cell]) -> bool:
    return all(KEYS.fullmatch(cell.flat) for cell in cells if cell.text)


def left_of(row: Row, column: int) -> Row:
    """The row up to a column."""
    return replace(row, cells=tuple(cell for cell in row.cells if cell.column < column))
