"""Lists that come as CSV: read whatever a spreadsheet saved, and carried from preview to apply.

How a page uses it (see ``council.views.posts_import``):

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
from collections.abc import Iterable, Iterator, Sequence

from django.core import signing

from council.csv_headings import heading_place, places_of
from council.csv_records import cleaned, delimiter_of, records_of
from council.csv_values import MOST_BYTES, TOO_LARGE, Column, Row, Table, UnreadableCsv

MOST_ROWS = 2000
A_DAY = 24 * 60 * 60
BEYOND = "It has more cells than there are headings: put words with commas in quotation marks."


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
    plain = cleaned(text.removeprefix("\ufeff"))
    lines = records_of(plain, delimiter_of(plain, columns))
    place = heading_place(lines, columns)
    headings = lines[place][1]
    places = places_of(headings, columns)
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
