"""Where tables are headed: heading rows of one or two lines, repeated ones, carried ones."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from actionplan.importing.columns import (
    KNOWN,
    Column,
    Columns,
    is_heading_row,
    named,
    understand,
)
from actionplan.importing.grid import Cell, Row
from actionplan.importing.synonyms import Field

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
    columns = {
        place: understood(texts, rows, place, ends[place], depths[place]) for place in sorted(heads)
    }
    return {
        place: found
        for place, found in columns.items()
        if is_plan(found, samples(rows[place + depths[place] : ends[place]], texts[place]))
    }


def understood(
    texts: Mapping[int, dict[int, str]], rows: Sequence[Row], place: int, end: int, depth: int
) -> Columns:
    """The columns under one heading row."""
    mine = texts[place]
    cells = samples(rows[place + depth : end], mine)
    return Columns(with_action(understand(mine, cells).columns, cells), depth)


def with_action(
    columns: tuple[Column, ...], cells: Mapping[int, Sequence[Cell]]
) -> tuple[Column, ...]:
    """The columns with one for the action: in many plans the recommendation is the action."""
    if any(column.field is Field.ACTION for column in columns):
        return columns
    options = [column for column in columns if column.field is Field.RECOMMENDATION] or [
        column for column in columns if column.field is Field.OTHER and cells[column.index]
    ]
    if not options:
        return columns
    chosen = max(options, key=lambda column: words_in(cells[column.index]))
    made = replace(chosen, field=Field.ACTION, rival=chosen.field)
    return tuple(made if column is chosen else column for column in columns)


def words_in(cells: Sequence[Cell]) -> float:
    """How many words stand in a cell on average."""
    return sum(len(cell.text.split()) for cell in cells) / len(cells) if cells else 0.0


def is_plan(columns: Columns, cells: Mapping[int, Sequence[Cell]]) -> bool:
    """Whether there is a column of actions, in words: a table of counts is no plan."""
    action = columns.of(Field.ACTION)
    found = cells.get(action.index, ()) if action else ()
    wordless = sum(1 for cell in found if re.fullmatch(r"[\d\s.,%£()/-]*", cell.text))
    return action is not None and wordless * 2 <= len(found)


def goes_down(rows: Sequence[Row], place: int) -> bool:
    """Whether the heading has a second row.

    Its cells are short and either stand below spanned headings, beside headings that are merged
    down, or name columns that the first row left empty.
    """
    if place + 1 >= len(rows) or rows[place + 1].table != rows[place].table:
        return False
    fresh = [cell for cell in rows[place + 1].filled if not cell.merged]
    if not fresh or rows[place + 1].spans or any(len(cell.flat) > 40 for cell in fresh):
        return False
    if len(fresh) < len(rows[place + 1].filled):
        return True
    return all(is_below(cell, rows[place]) for cell in fresh)


def is_below(cell: Cell, above: Row) -> bool:
    """Whether a cell of a second heading row adds to the first."""
    over = above.at(cell.column)
    spanned = over is not None and 1 < over.across < above.width
    return spanned or max(named(cell.flat).values(), default=0) >= KNOWN


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
