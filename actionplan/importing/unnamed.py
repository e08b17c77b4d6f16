"""Ratings in a column whose heading does not say so: it has none, or names a period only."""

from collections.abc import Sequence
from dataclasses import replace

from actionplan.importing.columns import Column
from actionplan.importing.grid import Cell, Row
from actionplan.importing.heading_names import named
from actionplan.importing.periods import period
from actionplan.importing.ratings import looks_rated, plain
from actionplan.importing.synonyms import Field

REASON = "Its heading names no field, and every cell holds a rating."
# "A" and "B" alone may be classes of anything.
UNMISTAKABLE = {"r", "g", "red", "amber", "green"}


def with_ratings(columns: tuple[Column, ...], rows: Sequence[Row]) -> tuple[Column, ...]:
    """The columns with the latest of those that hold ratings unnamed, where none else does."""
    if any(one.field is Field.RATING for one in columns):
        return columns
    rated = [one for one in unnamed(columns, rows) if holds_ratings(one, rows)]
    if not rated:
        return columns
    if any(period(one.heading) for one in rated):
        others = [one for one in unnamed(columns, rows) if one not in rated]
        rated += [one for one in others if goes_on(one, rows)]
    filled = [one for one in rated if cells_of(one, rows)]
    chosen = max(filled, key=lambda one: (period(one.heading) or ("", 0), one.index))
    made = {
        one.index: replace(one, field=field_of(one, chosen), reason=REASON, rival=Field.OTHER)
        for one in rated
    }
    known = [made.pop(one.index, one) for one in columns]
    return (*known, *made.values())


def field_of(column: Column, chosen: Column) -> Field:
    return Field.RATING if column is chosen else Field.OTHER_RATING


def unnamed(columns: Sequence[Column], rows: Sequence[Row]) -> list[Column]:
    """The columns that have no heading, or one that names no field."""
    headed = {one.index for one in columns}
    cells = (cell for row in rows if row.table and not row.spans for cell in row.filled)
    places = sorted({cell.column for cell in cells} - headed)
    without = [Column(at, f"column {at + 1}", Field.OTHER) for at in places]
    other = [one for one in columns if one.field is Field.OTHER and not one.told]
    return without + [one for one in other if not named(one.heading)]


def holds_ratings(column: Column, rows: Sequence[Row]) -> bool:
    """Whether every cell of a column that says anything is a rating."""
    found = cells_of(column, rows)
    sure = any(plain(cell.flat) in UNMISTAKABLE for cell in found)
    return sure and all(looks_rated(cell) for cell in found)


def goes_on(column: Column, rows: Sequence[Row]) -> bool:
    """Whether a column of another period says only what may be ratings, or nothing yet."""
    return period(column.heading) is not None and all(map(looks_rated, cells_of(column, rows)))


def cells_of(column: Column, rows: Sequence[Row]) -> list[Cell]:
    """The cells of a column that say something."""
    body = (row for row in rows if row.table and not row.spans)
    return [cell for row in body for cell in row.filled if cell.column == column.index]
