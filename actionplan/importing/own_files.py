"""Workbooks that we wrote, read by the headings that we gave them: cell for cell, no guessing.

One is known by the stamp that it carries, or by headings that nobody else uses. With its stamp a
workbook that nobody has changed gives exactly the plan that went out.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from openpyxl.cell.cell import ERROR_CODES

from actionplan.document import PlanDocument
from actionplan.importing.notes import Note, Reading
from actionplan.importing.own_cells import OwnRow, flat, named, text_of
from actionplan.importing.own_fields import OURS
from actionplan.importing.own_key import key_of, plan_of_key
from actionplan.importing.own_reading import reading_of
from actionplan.importing.own_returns import returned
from actionplan.importing.own_sent import Sent, sent_rows
from actionplan.importing.sheet_bounds import Bounds, position
from actionplan.reporting import columns as c
from actionplan.reporting.return_rows import ANSWERS, UPDATE
from actionplan.reporting.workbook_key import KEY_SHEETS
from actionplan.reporting.workbook_lists import LISTS_SHEET
from actionplan.reporting.workbook_narrative import NARRATIVE_SHEET
from actionplan.reporting.workbook_stamp import FIRST_PIECE, STAMP_SHEET
from actionplan.stamped import StampKind, unpacked

HEADED_WITHIN = 20  # rows: somebody may have written above the headings
# Headings that no council's own file has together.
TELLING = {c.REF, c.PART_OF, c.ACTION, c.EXACT}
ESSENTIAL = {c.REF, c.ACTION}
FORM = {c.REF, UPDATE}
OWN_SPELLING = {heading.casefold(): heading for heading in (*OURS, *ANSWERS)}
SENT_SHEETS = {one.casefold() for one in (*KEY_SHEETS, LISTS_SHEET, NARRATIVE_SHEET, STAMP_SHEET)}
ABOVE = "This line stands above the headings and did not go out with the file; it is left out."
NO_SHEET_OF_OURS = "This sheet did not go out with the file; it is not read."
STAMP_LOST = (
    "The file has lost its stamp, so what it said when it went out is not known; rows are matched "
    "by their references."
)


@dataclass(frozen=True, slots=True)
class Found:
    """The table of a workbook of ours: its sheet, what stands above it, headings and rows."""

    sheet: str
    above: tuple[str, ...]
    headings: tuple[str, ...]
    rows: list[OwnRow]

    def notes(self, book: Any, bounds: Mapping[str, Bounds]) -> Iterator[Note]:
        """What stands beside the table and is not read."""
        for line in self.above:
            yield Note(f"sheet “{self.sheet}”", line, ABOVE, needs_decision=True)
        for sheet in book.worksheets:
            title, reach = sheet.title, bounds.get(sheet.title)
            if (
                reach
                and reach.rows
                and title.casefold() not in {*SENT_SHEETS, self.sheet.casefold()}
            ):
                yield Note(f"sheet “{title}”", "", NO_SHEET_OF_OURS, needs_decision=True)


def read_own_workbook(book: Any, bounds: Mapping[str, Bounds]) -> Reading | None:
    """The plan in a workbook of ours; None for anybody else's.

    ``book`` is openpyxl's, ``bounds`` how far each sheet of it reaches. Hidden rows, columns and
    sheets are read as well. The stamp is handed on as it was found.
    """
    text = stamp_in(book)
    stamp = unpacked(text) if text else None
    is_form = stamp is not None and stamp.kind is StampKind.RETURN
    wanted = FORM if is_form else ESSENTIAL if stamp else TELLING
    found = table_in(book, bounds, wanted)
    if found is None:
        return None
    notes = tuple(found.notes(book, bounds))
    if stamp and is_form:
        return returned(stamp, found.rows, text, notes)
    sent = sent_rows(stamp.document) if stamp else Sent(plan_without_stamp(book, found))
    lost = () if stamp else (Note("the file", "", STAMP_LOST),)
    return reading_of(sent, (found.headings, found.rows), (*lost, *notes), text)


def plan_without_stamp(book: Any, found: Found) -> PlanDocument:
    """What the key's sheet says of the plan; of our CSV saved as a workbook what its rows show."""
    said = plan_of_key(book)
    is_list = not said.key and c.RATING in found.headings
    return replace(said, key=tuple(key_of(found.rows))) if is_list else said


def stamp_in(book: Any) -> str:
    """The text on the sheet of the stamp, or nothing."""
    sheets = [one for one in book.worksheets if one.title.casefold() == STAMP_SHEET.casefold()]
    if not sheets:
        return ""
    pieces = sheets[0].iter_rows(min_row=FIRST_PIECE, max_col=1, values_only=True)
    return "".join(str(value) for (value,) in pieces if value)


def table_in(book: Any, bounds: Mapping[str, Bounds], wanted: set[str]) -> Found | None:
    """The table of the first sheet that has the headings wanted."""
    for sheet in book.worksheets:
        reach = bounds.get(sheet.title)
        if reach is not None and reach.rows:
            found = table_of(sheet, reach, wanted)
            if found:
                return found
    return None


def table_of(sheet: Any, reach: Bounds, wanted: set[str]) -> Found | None:
    """The table of one sheet, if its headings stand near the top."""
    rows = sheet.iter_rows(max_row=reach.rows, max_col=reach.columns, values_only=True)
    above: list[str] = []
    for number, values in enumerate(islice(rows, HEADED_WITHIN), 1):
        headings = tuple(spelt(value) for value in values)
        if wanted <= set(headings):
            unsaved = frozenset(map(position, reach.unsaved))
            below = rows_below(sheet.title, number, headings, rows, unsaved)
            return Found(sheet.title, tuple(filter(None, above)), headings, list(below))
        above.append(" | ".join(filter(None, headings)))
    return None


def spelt(value: object) -> str:
    """A heading as we write it."""
    heading = flat(text_of(value))
    return OWN_SPELLING.get(heading.casefold(), heading)


def rows_below(
    title: str,
    number: int,
    headings: Sequence[str],
    rows: Iterator[Sequence[object]],
    unsaved: frozenset[tuple[int, int]],
) -> Iterator[OwnRow]:
    """The rows under the headings that say anything.

    ``unsaved`` are the cells, as column and row, whose formula has no saved result.
    """
    for place, values in enumerate(rows, number + 1):
        unread = {one: "" for at, one in enumerate(headings, 1) if one and (at, place) in unsaved}
        if unread or any(value not in {None, ""} for value in values):
            words = named(headings, values)
            unread |= {heading: text for heading, text in words.items() if text in ERROR_CODES}
            kept = {heading: text for heading, text in words.items() if heading not in unread}
            yield OwnRow(f"sheet “{title}”, row {place}", kept, unread)
