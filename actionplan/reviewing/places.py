"""Decisions follow their rows when a file is read again with other columns."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from actionplan.importing.notes import SourceRow
from actionplan.merging.decisions import CellDecision, Decisions

# What an action's field is read from, where a column is called otherwise than the field.
READ_FROM: Mapping[str, tuple[str, ...]] = {
    "title": ("action",),
    "steps": ("action", "steps"),
    "source_number": ("number",),
    "accountable": ("lead",),
    "delivery": ("lead", "delivery"),
    "due": ("due", "revised_due"),
    "status": ("status", "due", "commentary", "rating"),
}


def moved(
    decisions: Decisions, before: Sequence[SourceRow], after: Sequence[SourceRow]
) -> Decisions:
    """The decisions on rows that are still there, with the places that they have now.

    A row is known by where it stands in the file; several actions of one row by their order. What
    was decided of a field is let go where it is read from other words than before.
    """
    place_of = {name: place for place, name in enumerate(_names(after))}
    new = {place: place_of[name] for place, name in enumerate(_names(before)) if name in place_of}

    def stays(one: CellDecision) -> bool:
        if one.place not in new:
            return False
        rows = before[one.place], after[new[one.place]]
        return read_from(rows[0], one.field) == read_from(rows[1], one.field)

    rows = (one for one in decisions.rows if one.place in new)
    return Decisions(
        rows=tuple(replace(one, place=new[one.place]) for one in rows),
        cells=tuple(replace(one, place=new[one.place]) for one in decisions.cells if stays(one)),
        missing=decisions.missing,
    )


def read_from(row: SourceRow, field: str) -> list[str]:
    """The words of a row that an action's field is read from."""
    columns = READ_FROM.get(field, (field,))
    return [cell.text for cell in row.cells if cell.field in columns]


def _names(rows: Sequence[SourceRow]) -> list[tuple[str, str, int]]:
    seen: Counter[tuple[str, str]] = Counter()
    names = []
    for row in rows:
        seen[row.table, row.where] += 1
        names.append((row.table, row.where, seen[row.table, row.where]))
    return names
