"""The cells of one row by their field, and the notes made while they are read."""

from collections.abc import Iterable
from dataclasses import replace

from actionplan.dates.understood import Doubt
from actionplan.importing.columns import Columns
from actionplan.importing.fields import action_field
from actionplan.importing.grid import Cell, Row
from actionplan.importing.key import Key
from actionplan.importing.notes import Note
from actionplan.importing.shared_cells import after_standing, parts
from actionplan.importing.synonyms import Field


class RowCells:
    """One row of a table: its cells by field, what was noted, and words that have no field."""

    def __init__(self, row: Row, columns: Columns, key: Key) -> None:
        self.row, self.columns, self.key = row, columns, key
        self.words_of_key = key.words()
        self.notes: list[Note] = []
        self.extras: list[tuple[str, str]] = []

    def cell(self, wanted: Field) -> Cell:
        """The cell of a field; an empty one where the table or row has none, or only an error."""
        column = self.columns.of(wanted)
        found = self.row.at(column.index) if column else None
        if column is None or found is None:
            return Cell(column.index if column else 0)
        if found.error:
            return replace(found, paragraphs=())
        return own_part(wanted, found) if self.columns.is_shared(column) else found

    def note(
        self, wanted: Field, understood: str, *, decide: bool = True, about: str | None = None
    ) -> None:
        """Say something of the cell of a field.

        ``about`` names the field of the action that is meant where that is another one, and is
        empty where it is the row as a whole.
        """
        column = self.columns.of(wanted)
        heading = flat(column.heading) if column else ""
        where = f"{self.row.where}, {heading}" if column else self.row.where
        field = action_field(wanted, heading) if about is None else about
        said = self.cell(wanted).text
        self.notes.append(Note(where, said, understood, decide, field=field))

    def doubt(self, wanted: Field, doubts: Iterable[Doubt], about: str | None = None) -> None:
        for one in doubts:
            field = one.field or about
            self.note(wanted, one.understood, decide=one.needs_decision, about=field)

    def keep(self, wanted: Field) -> None:
        """Keep the words of a field as an extra."""
        column = self.columns.of(wanted)
        if column and not self.columns.is_shared(column):
            self.extras.append((flat(column.heading), self.cell(wanted).text))

    def heading(self, cell: Cell) -> str:
        """The heading over a cell."""
        found = (one.heading for one in self.columns.columns if one.index == cell.column)
        return flat(next(found, f"column {cell.column + 1}"))


def own_part(wanted: Field, cell: Cell) -> Cell:
    """What a cell that holds two things says of one of them."""
    if wanted is Field.RATING:
        return cell
    if wanted is Field.COMMENTARY:
        return after_standing(cell)
    others, dates = parts(cell)
    return dates if wanted is Field.DUE else others


def flat(heading: str) -> str:
    """A heading on one line."""
    return " ".join(heading.split())
