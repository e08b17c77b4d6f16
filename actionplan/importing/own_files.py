"""Workbooks that we wrote, read by the headings that we gave them: cell for cell, no guessing.

One is known by the stamp that it carries, or by headings that nobody else uses. With its stamp a
workbook that nobody has changed gives exactly the plan that went out.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from actionplan.importing.notes import Note, Reading
from actionplan.importing.own_cells import OwnRow, flat, named, text_of
from actionplan.importing.own_fields import OURS
from actionplan.importing.own_key import plan_of_key
from actionplan.importing.own_reading import Table, reading_of
from actionplan.importing.own_returns import returned
from actionplan.importing.own_sent import Sent, sent_rows
from actionplan.reporting import columns as c
from actionplan.reporting.return_rows import ANSWERS, UPDATE
from actionplan.reporting.workbook_stamp import FIRST_PIECE, STAMP_SHEET
from actionplan.stamped import StampKind, unpacked

HEADED_WITHIN = 20  # rows: somebody may have written above the headings
# Headings that no council's own file has together.
TELLING = {c.REF, c.PART_OF, c.ACTION, c.EXACT}
ESSENTIAL = {c.REF, c.ACTION}
FORM = {c.REF, UPDATE}
OWN_SPELLING = {heading.casefold(): heading for heading in (*OURS, *ANSWERS)}
STAMP_LOST = (
    "The file has lost its stamp, so what it said when it went out is not known; rows are matched "
    "by their references."
)


def read_own_workbook(book: Any, bounds: Mapping[str, Any]) -> Reading | None:
    """The plan in a workbook of ours; None for anybody else's.

    ``book`` is openpyxl's, ``bounds`` how far each sheet of it reaches. Hidden rows, columns and
    sheets are read as well. The stamp is handed on as it was found.
    """
    text = stamp_in(book)
    stamp = unpacked(text) if text else None
    if stamp and stamp.kind is StampKind.RETURN:
        form = table_in(book, bounds, FORM)
        return returned(stamp, form[1], text) if form else None
    table = table_in(book, bounds, ESSENTIAL if stamp else TELLING)
    if table is None:
        return None
    notes = () if stamp else (Note("the file", "", STAMP_LOST),)
    sent = sent_rows(stamp.document) if stamp else Sent(plan_of_key(book))
    return reading_of(sent, table, notes, text)


def stamp_in(book: Any) -> str:
    """The text on the sheet of the stamp, or nothing."""
    sheets = [one for one in book.worksheets if one.title.casefold() == STAMP_SHEET.casefold()]
    if not sheets:
        return ""
    pieces = sheets[0].iter_rows(min_row=FIRST_PIECE, max_col=1, values_only=True)
    return "".join(str(value) for (value,) in pieces if value)


def table_in(book: Any, bounds: Mapping[str, Any], wanted: set[str]) -> Table | None:
    """The headings and rows of the first sheet that has the headings wanted."""
    for sheet in book.worksheets:
        reach = bounds.get(sheet.title)
        if reach is None or not reach.rows:
            continue
        rows = sheet.iter_rows(max_row=reach.rows, max_col=reach.columns, values_only=True)
        for number, values in enumerate(rows, 1):
            headings = [spelt(value) for value in values]
            if wanted <= set(headings):
                return headings, list(rows_below(sheet.title, number, headings, rows))
            if number == HEADED_WITHIN:
                break
    return None


def spelt(value: object) -> str:
    """A heading as we write it."""
    heading = flat(text_of(value))
    return OWN_SPELLING.get(heading.casefold(), heading)


def rows_below(
    title: str, number: int, headings: Sequence[str], rows: Iterator[Sequence[object]]
) -> Iterator[OwnRow]:
    """The rows under the headings that say anything."""
    for place, values in enumerate(rows, number + 1):
        if any(value not in {None, ""} for value in values):
            yield OwnRow(f"sheet “{title}”, row {place}", named(headings, values))
