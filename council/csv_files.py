"""Lists that come as CSV: read whatever a spreadsheet saved, and carried from preview to apply.

How a page uses it (see ``council.views.posts_csv``):

    COLUMNS = (Column("title", "Title", ("post", "job title"), required=True), Column("since", …))

    form = CsvForm(request.POST, request.FILES, columns=COLUMNS)   # council.forms.csv_files
    tell_of_request(form, request)
    table = form.cleaned_data["file"]                # a Table: rows with their lines
    context["carried"] = carry(table.text, purpose)  # into a hidden field beside “Apply”
    …
    table = read_text(carried(request.POST.get("carried", ""), purpose), COLUMNS)  # on apply

Nothing is stored between preview and apply: the text itself travels, signed for one purpose (name
the list, the council and the person in it), and is read and checked again. Everything that is
wrong with a whole file raises UnreadableCsv with one sentence; what is wrong with one row stands
in its ``fault``. Knows no models.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.core import signing

from council.texts import unwanted

MOST_BYTES = 300 * 1024  # carried as a form's field, of which a request may bring 1 MB
MOST_ROWS = 2000
MOST_COLUMNS = 100
HEADING_WITHIN = 10  # lines: a list may have its title above the headings
A_DAY = 24 * 60 * 60
DELIMITERS = ",;\t"
SAID = re.compile(r'"?sep=([,;\t|])"?')  # a first line that Excel writes and reads
TOO_LARGE = f"The file is larger than {MOST_BYTES // 1024} KB. Send it in parts."
BEYOND = "It has more cells than there are headings: put words with commas in quotation marks."


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


def read_csv(content: bytes, columns: Sequence[Column]) -> Table:
    """The rows of a file as it was sent. Raises UnreadableCsv."""
    if len(content) > MOST_BYTES:
        raise UnreadableCsv(TOO_LARGE)
    return read_text(decoded(content), columns)


def decoded(content: bytes) -> str:
    """The text of a file in UTF-8, Windows-1252 or (with its mark) UTF-16."""
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise UnreadableCsv("This is an Excel workbook. In Excel, save the sheet as CSV first.")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableCsv("This is not a text file. Save the list as CSV (UTF-8) and send that.")


def read_text(text: str, columns: Sequence[Column]) -> Table:
    """The same from the text itself. Raises UnreadableCsv."""
    plain = _clean(text.removeprefix("\ufeff"))
    lines = _records(plain, _delimiter(plain, columns))
    place = _heading(lines, columns)
    headings = lines[place][1]
    places = _places(headings, columns)
    rows = tuple(_rows(lines[place + 1 :], places, columns, len(headings)))
    if len(rows) > MOST_ROWS:
        raise UnreadableCsv(f"The file has {len(rows):,} rows; at most {MOST_ROWS:,} are taken.")
    if not rows:
        raise UnreadableCsv("The file has headings but no rows.")
    unknown = [cell for at, cell in enumerate(headings) if cell and at not in places]
    return Table(plain, tuple(places.values()), tuple(unknown), rows)


def template(columns: Iterable[Column], examples: Iterable[Sequence[str]] = ()) -> bytes:
    """A file to fill in: headings and examples, as Excel opens them with every letter right."""
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(column.title for column in columns)
    writer.writerows(examples)
    return written.getvalue().encode("utf-8-sig")


# ---- from preview to apply


def carry(text: str, purpose: str) -> str:
    """``text`` signed for ``purpose``, for a hidden field; a day later it is no longer taken."""
    return signing.dumps(text, salt=f"council.csv_files:{purpose}", compress=True)


def carried(value: str, purpose: str) -> str:
    """The text that ``carry`` signed for the same purpose. Raises UnreadableCsv."""
    try:
        text = signing.loads(value, salt=f"council.csv_files:{purpose}", max_age=A_DAY)
    except signing.BadSignature as error:
        raise UnreadableCsv(
            "The list did not come from this page, or was shown more than a day ago. "
            "Nothing was changed. Send the file again."
        ) from error
    return str(text)


# ---- reading


def _clean(text: str) -> str:
    """``text`` with one kind of line end and nothing unseen; its lines stay where they are."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(one for one in plain if not unwanted(one, lines=True))


def _delimiter(text: str, columns: Sequence[Column]) -> str:
    """The sign between cells: said by the file, else the one that shows the most headings."""
    lines = [line[: MOST_BYTES // 100] for line in text.split("\n")[:HEADING_WITHIN]]
    if said := SAID.fullmatch(lines[0]):
        return said[1]

    def known(sign: str) -> int:
        records = (next(csv.reader([line], delimiter=sign), []) for line in lines)
        return max(len(_columns(cells, columns)) for cells in records)

    return max(DELIMITERS, key=known)


def _records(text: str, delimiter: str) -> list[tuple[int, list[str]]]:
    """Every record that is not empty, with the line on which it begins."""
    reader = csv.reader(io.StringIO(text), delimiter=delimiter, skipinitialspace=True, strict=True)
    records, begins = [], 1
    try:
        for cells in reader:
            tidied = [" ".join(cell.split()) for cell in cells]
            if any(tidied):
                records.append((begins, tidied))
            begins = reader.line_num + 1
    except csv.Error as error:
        raise UnreadableCsv(
            f"The row on line {begins} cannot be read: a quotation mark is not closed, "
            "or stands in the middle of a cell."
        ) from error
    if not records:
        raise UnreadableCsv("The file is empty.")
    return records


def _plain(words: str) -> str:
    """A heading less case and signs: “E-mail (holder)” and “email holder” are one."""
    return re.sub(r"[\W_]+", "", words.casefold())


def _column(heading: str, columns: Sequence[Column]) -> Column | None:
    """The column that a heading stands for, if any."""
    plain = _plain(heading)
    for column in columns:
        if plain and plain in map(_plain, (column.name, column.title, *column.headings)):
            return column
    return None


def _columns(cells: list[str], columns: Sequence[Column]) -> set[Column]:
    """Every column that a line of headings names."""
    found = (_column(cell, columns) for cell in cells[:MOST_COLUMNS])
    return {column for column in found if column}


def _heading(lines: list[tuple[int, list[str]]], columns: Sequence[Column]) -> int:
    """Where the headings stand: the first line that names every column that must be there."""
    wanted = {column for column in columns if column.required}
    for place, (_, cells) in enumerate(lines[:HEADING_WITHIN]):
        found = _columns(cells, columns)
        if found and wanted <= found:
            return place
    names = " and ".join(f"“{column.title}”" for column in columns if column.required)
    raise UnreadableCsv(
        f"No line at the top of the file has the heading {names}. Use the template’s headings."
    )


def _places(headings: list[str], columns: Sequence[Column]) -> dict[int, Column]:
    """Which column stands where."""
    if len(headings) > MOST_COLUMNS:
        raise UnreadableCsv(f"The file has more than {MOST_COLUMNS} columns.")
    places: dict[int, Column] = {}
    for at, heading in enumerate(headings):
        column = _column(heading, columns)
        twice = [headings[one] for one, taken in places.items() if taken is column]
        if column and twice:
            raise UnreadableCsv(
                f"The columns “{twice[0]}” and “{heading}” both say “{column.title}”. "
                "Leave one out."
            )
        if column:
            places[at] = column
    return places


def _rows(
    lines: Iterable[tuple[int, list[str]]],
    places: dict[int, Column],
    columns: Sequence[Column],
    width: int,
) -> Iterator[Row]:
    empty = {column.name: "" for column in columns}
    for line, cells in lines:
        said = {column.name: cells[at] for at, column in places.items() if at < len(cells)}
        fault = BEYOND if any(cells[width:]) else ""
        yield Row(line, empty | said, fault)
