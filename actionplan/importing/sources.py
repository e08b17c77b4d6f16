"""Where actions were read from: their rows as the file has them, its tables as understood."""

from collections import Counter
from collections.abc import Iterable, Iterator

from actionplan.importing.columns import Column, Columns
from actionplan.importing.fields import name_of
from actionplan.importing.grid import Cell, Row
from actionplan.importing.notes import FoundColumn, FoundTable, SourceCell, SourceRow
from actionplan.importing.synonyms import Field

# A review shows cells side by side; commentary that is longer is read in full all the same.
LONGEST = 5_000

# The points of a heading that says outright what its column holds: nothing is surer than that.
PLAIN = 10.0


def source_row(row: Row, columns: Columns, further: Iterable[Row] = ()) -> SourceRow:
    """The row of an action with every cell under a heading and every other that says something.

    ``further`` are rows that only go on with the action: what they say anew comes last.
    """
    cells = [cell_of(cell, columns) for cell in row.cells if cell.text or headed(cell, columns)]
    for other in further:
        fresh = (cell for cell in other.filled if not cell.merged)
        cells += [cell_of(cell, columns, other=True) for cell in fresh]
    return SourceRow(row.where, columns.key, tuple(cells))


def headed(cell: Cell, columns: Columns) -> Column | None:
    """The first column that the cell stands in."""
    over = range(cell.column, cell.column + cell.across)
    return next((column for column in columns.columns if column.index in over), None)


def cell_of(cell: Cell, columns: Columns, *, other: bool = False) -> SourceCell:
    """A cell as it was; ``other`` says that its words went to no field but were kept."""
    column = headed(cell, columns)
    field = column.field if column and not other else Field.OTHER
    heading = " ".join(column.heading.split()) if column else f"column {cell.column + 1}"
    return SourceCell(heading, as_it_was(cell), name_of(field), cell.shade)


def as_it_was(cell: Cell) -> str:
    """The words of a cell with its empty lines, and a mark before each item of a list."""
    lines = (f"• {one.text}" if one.bullet and one.text else one.text for one in cell.paragraphs)
    words = "\n".join(lines).strip("\n")
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"


def found_tables(heads: Iterable[Columns], rows: Iterable[SourceRow]) -> tuple[FoundTable, ...]:
    """The file's tables in order, each with the number of its rows that became actions.

    A heading that is repeated on each page belongs to one table.
    """
    counts = Counter(row.table for row in rows)
    tables: dict[str, Columns] = {}
    for columns in heads:
        tables.setdefault(columns.key, columns)
    return tuple(
        FoundTable(key, columns.where, tuple(found_columns(columns)), counts[key])
        for key, columns in tables.items()
    )


def found_columns(columns: Columns) -> Iterator[FoundColumn]:
    """The columns of a table as a person is shown them."""
    for one in columns.columns:
        yield FoundColumn(
            index=one.index,
            heading=" ".join(one.heading.split()),
            field=name_of(one.field),
            score=round(min(one.score / PLAIN, 1.0), 2),
            reason=one.reason,
            rival=name_of(one.rival) if one.rival else "",
            samples=one.samples,
        )
