"""What is said of the columns of a table that are not plain, or have no field."""

from collections.abc import Iterator

from actionplan.importing.columns import Column, Columns
from actionplan.importing.fields import action_field
from actionplan.importing.notes import Note
from actionplan.importing.row_cells import flat
from actionplan.importing.synonyms import Field

KEPT = "The column has no field of its own; its words are kept with each action."
GUESSED = "No heading names this column; its words are kept with each action."
GUESSED_AS = "No heading names this column; by what stands in it, it is read as {}."
RIVAL = "The column is read as {}; it may be {}."


def column_notes(where: str, columns: Columns) -> Iterator[Note]:
    """A note on each column that is not plain; what is guessed or has a rival needs a decision."""
    for column in columns.columns:
        words = understood(column)
        if words:
            heading, homeless = flat(column.heading), column.field is Field.OTHER
            asks = column.rival is not None or (column.guessed and not homeless)
            field = action_field(column.field, heading)
            yield Note(where, heading, words, asks, field=field)


def understood(column: Column) -> str:
    """What a column is taken for, or nothing where its heading is plain."""
    homeless = column.field is Field.OTHER and not column.told
    if column.guessed:
        return GUESSED if homeless else GUESSED_AS.format(column.field)
    if column.rival:
        return RIVAL.format(column.field, column.rival)
    return KEPT if homeless else ""
