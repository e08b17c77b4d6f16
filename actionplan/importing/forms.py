"""Forms turned into tables: "Action | ...", "Lead | ...", "Timescale | ..." below each other.

Some councils give each action a form of its own in place of a row. A form is made into a heading
row and a row, so that everything after this knows tables only.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from actionplan.importing.grid import Cell, Row
from actionplan.importing.heading_names import plain
from actionplan.importing.heading_rows import field_named, is_heading_row
from actionplan.importing.synonyms import SYNONYMS, Field

# A form says at least this much of an action; less is a table with two columns.
LEAST = 3
LONGEST_LABEL = 60

Pair = tuple[Cell, Cell]


@dataclass
class Form:
    """The labels and answers of one action, and the row that they begin in."""

    where: Row
    pairs: dict[str, Pair] = field(default_factory=dict)


def unfolded(rows: Sequence[Row]) -> list[Row]:
    """The rows with each form as a heading row and a row below it."""
    found: list[Row] = []
    for table, run in groupby(rows, key=lambda row: row.table):
        these = list(run)
        is_form = table and not any(is_heading_row(row) for row in these)
        found += list(of_table(these)) if is_form and holds_forms(these) else these
    return found


def holds_forms(rows: Sequence[Row]) -> bool:
    """Whether the rows name fields at their left, an action among them, and answer beside it."""
    labels = [label for row in rows for label, _ in pairs(row)]
    fields = {field_named(label.flat) for label in labels}
    told = [row for row in rows if row.filled]
    half = len([row for row in told if pairs(row)]) * 2 >= len(told)
    return half and Field.ACTION in fields and len(fields) >= LEAST


def pairs(row: Row) -> list[Pair]:
    """The labels of a row, each with the cell that answers it."""
    cells = [cell for cell in row.cells if not cell.merged]
    two = list(zip(cells[::2], cells[1::2], strict=False))
    return two if two and len(cells) % 2 == 0 and all(is_label(one) for one, _ in two) else []


def further_pair(row: Row) -> list[Pair]:
    """A label that nobody knows and its answer, in the middle of a form; a number heads a form."""
    cells = [cell for cell in row.cells if not cell.merged]
    if len(cells) != 2 or len(row.filled) != 2:
        return []
    label = cells[0].flat
    short = len(label) <= LONGEST_LABEL and not label.endswith(".") and not re.search(r"\d", label)
    return [(cells[0], cells[1])] if short else []


def is_label(cell: Cell) -> bool:
    """Whether a cell is the name of a field and nothing else."""
    named = field_named(cell.flat) if len(cell.flat) <= LONGEST_LABEL else None
    return named is not None and plain(cell.flat) in SYNONYMS[named]


def of_table(rows: Sequence[Row]) -> Iterator[Row]:
    """The rows of a table of forms: what is no label stands before the form it belongs to."""
    form: Form | None = None
    for row in rows:
        found = pairs(row) or (further_pair(row) if form else [])
        if not found or (form and any(plain(label.flat) in form.pairs for label, _ in found)):
            yield from as_rows(form)
            form = None
        if not found:
            yield row
            continue
        form = form or Form(row)
        form.pairs.update({plain(label.flat): (label, answer) for label, answer in found})
    yield from as_rows(form)


def as_rows(form: Form | None) -> Iterator[Row]:
    """A form as a heading row and a row."""
    if form is None:
        return
    labels, answers = zip(*form.pairs.values(), strict=True)
    yield replace(form.where, cells=placed(labels))
    yield replace(form.where, cells=placed(answers))


def placed(cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """Cells side by side."""
    return tuple(replace(cell, column=at, across=1) for at, cell in enumerate(cells))
