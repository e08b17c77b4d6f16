"""What a list in CSV holds, as values: columns, rows, the table, and why it cannot be read."""

from dataclasses import dataclass

MOST_BYTES = 300 * 1024  # carried as a form's field, of which a request may bring 1 MB
TOO_LARGE = f"The file is larger than {MOST_BYTES // 1024} KB. Send it in parts."


class UnreadableCsv(Exception):
    """The file as a whole cannot be used; the message is a sentence for a person."""


@dataclass(frozen=True, slots=True)
class Column:
    """One thing that a list says of each row.

    ``name`` is its key in ``Row.values``, ``title`` its heading in the template; any of
    ``headings`` is taken for it too, in any case and with any signs between the words.
    """

    name: str
    title: str
    headings: tuple[str, ...] = ()
    required: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One row: where it begins in the file, a text for every column, and what is wrong with it.

    A text is "" where the cell is empty or the file has no such column. ``fault`` is a sentence;
    a row that has one is not to be applied.
    """

    line: int
    values: dict[str, str]
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """What was read: the text itself, the columns it has, headings that nobody knows, rows."""

    text: str
    columns: tuple[Column, ...]
    unknown: tuple[str, ...]
    rows: tuple[Row, ...]

    def has(self, name: str) -> bool:
        """Whether the file has a column for ``name``, be its cells empty or not."""
        return any(column.name == name for column in self.columns)
