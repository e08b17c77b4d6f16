"""A row side by side: each cell of the file as it was, and what was read from it."""

from collections.abc import Mapping
from dataclasses import dataclass

from actionplan.action_fields import EXTRA
from actionplan.importing.notes import SourceCell
from actionplan.reviewing.cells import Cell
from actionplan.reviewing.line import Line

# What is read from a column, where the action's field is called otherwise than the column.
READ_INTO: Mapping[str, tuple[str, ...]] = {
    "action": ("title", "steps"),
    "number": ("source_number",),
    "lead": ("accountable", "delivery"),
    "revised_due": ("due",),
    "theme": (),
    "recommendation_number": ("recommendation",),
}


@dataclass(frozen=True, slots=True)
class Pair:
    """A cell of the file (None where the words stand elsewhere) and the fields read from it."""

    source: SourceCell | None
    read: tuple[Cell, ...] = ()


def pairs_of(line: Line) -> list[Pair]:
    """The whole row: every cell of the file in its order, then what was read from elsewhere."""
    left = {cell.field: cell for cell in line.cells}
    pairs = []
    for source in line.source.cells if line.source else ():
        names = (*READ_INTO.get(source.field, (source.field,)), f"{EXTRA}{source.heading}")
        called = (name for name, cell in left.items() if same(cell.label, source.heading))
        wanted = [name for name in dict.fromkeys((*names, *called)) if name in left]
        found = tuple(left.pop(name) for name in wanted)
        pairs.append(Pair(source, found))
    return pairs + [Pair(None, (cell,)) for cell in left.values()]


def same(label: str, heading: str) -> bool:
    """Whether a column is headed as the screen names a field."""
    return label.casefold() == heading.casefold()


def source_of(line: Line, field: str) -> tuple[SourceCell, ...]:
    """The cells of the file that a field is read from."""
    cells = line.source.cells if line.source else ()
    wanted = field.removeprefix(EXTRA)
    return tuple(
        cell
        for cell in cells
        if field in READ_INTO.get(cell.field, (cell.field,)) or cell.heading == wanted
    )
