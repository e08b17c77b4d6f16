"""A CSV as rows: any council's list as a sheet would be, and our own export cell for cell.

Our export is known by headings that nobody else uses. It holds what stands in its columns: the
key's letters and words but not its definitions, and what it only tells (revisions, the last
update) is the product's own record and is not read back.
"""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from datetime import datetime

from actionplan.document import PlanDocument
from actionplan.formula_text import restored
from actionplan.importing import limits
from actionplan.importing.cell_words import serial_date
from actionplan.importing.grid import Cell, Row, Source
from actionplan.importing.heading_rows import field_named
from actionplan.importing.notes import Note
from actionplan.importing.own_cells import OwnRow, named
from actionplan.importing.own_files import TELLING, spelt
from actionplan.importing.own_key import key_of
from actionplan.importing.own_reading import reading_of
from actionplan.importing.own_sent import Sent
from actionplan.importing.plain_text import PlainText
from actionplan.importing.text import paragraphs
from council.bounded_child import Refused

DELIMITERS = ",;\t|"
SAID = re.compile(r'"?sep=([,;\t|])"?\n')  # a first line that Excel writes and reads
SAMPLE = 20_000  # characters in which the headings stand
QUOTES = "has a quotation mark that is not closed or stands in the middle of a cell, near row"
LETTERS = (
    "The file does not say how its letters are written; they are read as {}. Look whether pound "
    "signs, quotation marks and accents are right."
)

FIRST_DAY = datetime(1899, 12, 30)  # noqa: DTZ001 - Excel counts days without a time zone

Record = tuple[int, list[str]]


def read_csv(plain: PlainText) -> Source:
    """The rows of a CSV, or of our own the reading. Raises Refused."""
    source = Source(sheets=1)
    found = list(records(plain.text))
    headings = [spelt(words) for words in found[0][1]] if found else []
    letters = [letters_note(plain.guessed)] if plain.guessed else []
    if set(headings) >= TELLING:
        rows = [OwnRow(f"row {number}", named(headings, cells)) for number, cells in found[1:]]
        key = PlanDocument("", key=tuple(key_of(rows)))
        source.own = reading_of(Sent(key), (headings, rows), letters, "")
        return source
    source.notes += letters
    source.rows += (row_of(number, cells) for number, cells in found)
    return source


def letters_note(encoding: str) -> Note:
    """That the encoding was guessed."""
    return Note("the file", "", LETTERS.format(encoding), needs_decision=True)


def records(text: str) -> Iterator[Record]:
    """Every row that is not empty with its number, counted as a spreadsheet counts them."""
    delimiter, text = delimited(text)
    csv.field_size_limit(limits.CELL_CHARACTERS)
    number = cells = 0
    try:
        for number, record in enumerate(
            csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True), 1
        ):
            filled = trimmed(record)
            cells += len(record)
            check_reach(number, len(filled), cells)
            if filled:
                yield number, [restored(words) for words in record[: len(filled)]]
    except csv.Error as error:
        too_long = "field larger" in str(error)
        raise Refused(
            f"holds a cell of more than {limits.CELL_CHARACTERS:,} characters"
            if too_long
            else f"{QUOTES} {number + 1}"
        ) from error


def trimmed(record: Sequence[str]) -> Sequence[str]:
    """A row up to its last cell with words."""
    end = next((at for at in range(len(record), 0, -1) if record[at - 1].strip()), 0)
    return record[:end]


def check_reach(rows: int, columns: int, cells: int) -> None:
    """Refuse what is larger than any plan."""
    if rows > limits.ROWS * 2:  # empty ones between the others count here
        raise Refused(f"holds more than {limits.ROWS:,} rows, so it is not read as a plan")
    if columns > limits.COLUMNS:
        raise Refused(f"holds more than {limits.COLUMNS} columns, so it is not read as a plan")
    if cells > limits.CELLS:
        raise Refused(f"holds more than {limits.CELLS:,} cells, so it is not read")


def delimited(text: str) -> tuple[str, str]:
    """The sign between cells, said by the file or the one that shows most headings; the rest."""
    if said := SAID.match(text):
        return said[1], text[said.end() :]
    return max(DELIMITERS, key=lambda sign: known_headings(text[:SAMPLE], sign)), text


def known_headings(sample: str, delimiter: str) -> tuple[int, int]:
    """How many headings the best row of a sample shows, and how many cells the widest has."""
    rows = list(lenient(sample, delimiter))
    known = (sum(1 for cell in row if field_named(restored(cell))) for row in rows)
    return max(known, default=0), max(map(len, rows), default=0)


def lenient(sample: str, delimiter: str) -> Iterator[list[str]]:
    """The rows of a sample, which may end in the middle of one."""
    try:
        yield from csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
    except csv.Error:
        return


def row_of(number: int, cells: Sequence[str]) -> Row:
    """One row of any CSV as the understanding of sheets takes it."""
    return Row(f"row {number}", 1, tuple(cell_of(at, words) for at, words in enumerate(cells)))


def cell_of(column: int, words: str) -> Cell:
    """One cell; a bare number may be a date that a workbook has counted."""
    bare = int(words) if words.isascii() and words.isdecimal() and len(words) < 9 else None
    lines = tuple(paragraphs(words)) if words else ()
    return Cell(column, lines, serial=serial_date(bare, FIRST_DAY))
