"""Where tables are headed: heading rows of one or two lines, repeated ones, carried ones."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from actionplan.importing.columns import Columns, is_heading_row, understand
from actionplan.importing.grid import Cell, Row

# Contents that are looked at to tell columns apart; more would not change the answer.
SAMPLE = 200


def head_tables(rows: Sequence[Row]) -> dict[int, Columns]:
    """The columns of each table by the place of its heading row.

    A table of the same width that has no heading row of its own goes on with the one before it,
    as Word tables do that were split over pages: it is simply not in the result.
    """
    places = [place for place, row in enumerate(rows) if row.table and is_heading_row(row)]
    heads = {place for place in places if place - 1 not in places}
    depths = {place: 2 if goes_down(rows, place) else 1 for place in heads}
    ends = dict(pairwise([*sorted(heads), len(rows)]))
    texts = {place: headings(rows, place, depths[place]) for place in heads}
    return {
        place: understood(texts, rows, place, ends[place], depths[place]) for place in sorted(heads)
    }


def understood(
    texts: Mapping[int, dict[int, str]], rows: Sequence[Row], place: int, end: int, depth: int
) -> Columns:
    """The columns under one heading row. Tables with the same headings are looked at together."""
    mine = texts[place]
    columns = understand(mine, samples(rows[place + depth : end], mine))
    return Columns(columns.columns, depth)


def goes_down(rows: Sequence[Row], place: int) -> bool:
    """Whether the heading has a second row: below spanned headings, or beside merged ones."""
    if place + 1 >= len(rows) or rows[place + 1].table != rows[place].table:
        return False
    below = rows[place + 1]
    merged = any(cell.merged for cell in below.filled)
    spanned = any(1 < cell.across < rows[place].width for cell in rows[place].filled)
    short = all(len(cell.flat) <= 40 for cell in below.filled)
    return short and bool(below.filled) and (merged or (spanned and is_heading_row(below)))


def headings(rows: Sequence[Row], place: int, depth: int) -> dict[int, str]:
    """The words over each column, from all rows of the heading."""
    words: dict[int, list[str]] = {}
    for row in rows[place : place + depth]:
        for cell in row.filled:
            for column in range(cell.column, cell.column + cell.across):
                if not cell.merged:
                    words.setdefault(column, []).append(cell.flat)
    return {column: " ".join(found) for column, found in words.items()}


def samples(rows: Sequence[Row], columns: Mapping[int, str]) -> dict[int, list[Cell]]:
    """What stands in each column below the heading."""
    found: dict[int, list[Cell]] = {column: [] for column in columns}
    for row in rows[:SAMPLE]:
        if not row.table or row.spans:
            continue
        for cell in row.filled:
            if cell.column in found:
                found[cell.column].append(cell)
    return found
