"""Doubts on single cells of a sheet, put to the actions that were read from their rows."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from actionplan.importing.fields import action_field, field_called
from actionplan.importing.notes import Note, SourceRow
from actionplan.importing.synonyms import Field

AN_ERROR = "The workbook has an error here in place of what should stand in the cell."
STRUCK = "The words are struck through; they are read all the same."
OF_A_CELL = re.compile(r"(?P<sheet>sheet “.*”), [A-Z]{1,3}(?P<row>\d{1,7})")


@dataclass(frozen=True, slots=True)
class Sorted:
    """Notes on the file, and those on cells of rows that became actions."""

    general: tuple[Note, ...]
    of_rows: tuple[Note, ...]


def sorted_notes(notes: Iterable[Note], rows: Sequence[SourceRow]) -> Sorted:
    """The notes of a sheet's reader; a doubt on a cell goes to its action, in the cell's field.

    One on a cell of a heading, a line or a row that became no action stays with the file.
    """
    places = {row.where: place for place, row in enumerate(rows)}
    general: list[Note] = []
    of_rows: list[Note] = []
    for note in notes:
        found = put_to_row(note, rows, places)
        (of_rows if found else general).append(found or note)
    return Sorted(tuple(general), tuple(of_rows))


def put_to_row(note: Note, rows: Sequence[SourceRow], places: Mapping[str, int]) -> Note | None:
    """The note with its action and field; None where it is about no cell of an action's row."""
    named = OF_A_CELL.fullmatch(note.where)
    place = places.get(f"{named['sheet']}, row {named['row']}") if named else None
    if place is None or note.understood not in {AN_ERROR, STRUCK}:
        return None
    field = field_in(rows[place], note.said)
    is_unread = note.understood == AN_ERROR
    return replace(note, action=place, field=field, unread=is_unread)


def field_in(row: SourceRow, said: str) -> str:
    """The field of the one cell that says this; of the row as a whole where several do."""
    found = [cell for cell in row.cells if cell.text.strip() == said.strip()]
    if len(found) != 1:
        return ""
    return action_field(field_called(found[0].field) or Field.OTHER, found[0].heading)
