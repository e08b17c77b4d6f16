"""What kind of thing a row is before it is an action: a line, part of a key, a prepared row."""

import re
from collections.abc import Container, Iterator, Sequence
from datetime import date

from actionplan.importing.columns import Columns
from actionplan.importing.grid import Cell, Row, Source
from actionplan.importing.headings import KEYS, SHORT, Heading, position_day, recommendation_of
from actionplan.importing.key import is_key_line
from actionplan.importing.synonyms import Field


def day_of(cell: Cell) -> date | None:
    """The day of the plan that a cell says."""
    return position_day(cell.text)


def lines_above(rows: Sequence[Row], heads: Container[int]) -> Iterator[int]:
    """The places of lines between which and the next heading row only lines stand."""
    near = False
    for place in reversed(range(len(rows))):
        near = place in heads or (near and len(rows[place].filled) < 2)
        if near and place not in heads:
            yield place


def states(row: Row) -> bool:
    """Whether a row is a line that names a recommendation outright."""
    only = row.only
    return bool(statement(row) or (only is not None and recommendation_of(only)))


# What a prepared sheet holds before anybody writes in it.
PRESET = {
    Field.NUMBER, Field.RECOMMENDATION_NUMBER, Field.STATUS, Field.RATING, Field.PERCENT,
    Field.PRIORITY,
}  # fmt: skip


def why_left_out(row: Row, columns: Columns) -> str:
    """Why a row of a table is no action, in a sentence, or nothing."""
    if is_unused(row, columns):
        return "The row has a number and no words for its action; it is left out."
    return "The row counts others and is no action; it is left out." if is_total(row) else ""


def is_unused(row: Row, columns: Columns) -> bool:
    """Whether a row was numbered beforehand and never filled in, though a list set its status."""
    fields = [columns.field_at(cell.column) for cell in row.filled]
    numbered = not {Field.NUMBER, Field.RECOMMENDATION_NUMBER}.isdisjoint(fields)
    return numbered and PRESET.issuperset(fields) and not any(cell.merged for cell in row.cells)


TOTAL = re.compile(r"(?:grand |sub-?)?totals?\b.{0,60}|sum|count|number of actions\b.{0,40}", re.I)
FIGURE = re.compile(r"[£(]?\d[\d,. ]*(?:%|k|m)?\)?")


def is_total(row: Row) -> bool:
    """Whether a row counts the others: "Total" and nothing beside it but figures."""
    first, *others = row.filled
    figures = all(FIGURE.fullmatch(cell.flat) or TOTAL.fullmatch(cell.flat) for cell in others)
    return bool(others) and figures and TOTAL.fullmatch(first.flat) is not None


def statement(row: Row) -> Heading | None:
    """The recommendation that a row of two cells states: "Recommendation 1" and its words."""
    if len(row.filled) != 2 or not row.table:
        return None
    first, second = row.filled
    found = recommendation_of(first)
    outright = found and not found.text and not SHORT.match(first.flat)
    return Heading(found.number, second.text) if found and outright else None


def key_lines(source: Source) -> list[str]:
    """The cells that could belong to a key; "Green - complete" in a row of a plan is a rating."""
    return [
        cell.text
        for row in source.rows
        for cell in row.filled
        if is_key_line(cell.text) and (len(row.filled) <= 2 or all(map(of_key, row.filled)))
    ]


def of_key(cell: Cell) -> bool:
    return says_key(cell) or KEYS.fullmatch(cell.flat) is not None


def says_key(cell: Cell) -> bool:
    """Whether a cell belongs to the key, or says the day of the plan and little else."""
    return is_key_line(cell.text) or (position_day(cell.text) is not None and len(cell.text) < 40)
