"""Return forms that come back: what one post says of its open rows, and nothing of any other.

An empty cell says nothing, so the action stays as it went out. Rows that are not in the form are
not missing: the form never spoke of them.
"""

from collections.abc import Iterable, Iterator, Sequence

from actionplan.importing.grid import Row as SourceLine
from actionplan.importing.notes import Note, Reading
from actionplan.importing.own_cells import OwnRow, flat, norm
from actionplan.importing.own_dates import iso
from actionplan.importing.own_reading import reading_of
from actionplan.importing.own_sent import sent_rows
from actionplan.reporting import columns as c
from actionplan.reporting.return_rows import ANSWERS, CHOOSE, DUE_NOW, FORM_HEADINGS
from actionplan.stamped import Stamp

SAID = tuple(ANSWERS.values())


def returned(
    stamp: Stamp, rows: Sequence[OwnRow], text: str, notes: Sequence[Note] = ()
) -> Reading:
    """What a filled-in form says. ``rows`` have the words of the form, ``text`` is its stamp."""
    answers = [answered(row) for row in rows]
    return reading_of(sent_rows(stamp.document), (SAID, answers), notes, text)


def form_rows(lines: Iterable[SourceLine]) -> Iterator[OwnRow]:
    """The rows of a form in Word: those below a row with just its headings."""
    headings: list[str] = []
    for line in lines:
        said = [flat(cell.text) for cell in line.cells] if line.table else []
        if tuple(said[: len(FORM_HEADINGS)]) == FORM_HEADINGS:
            headings = said
        elif line.table and headings:
            words = (norm(cell.text) for cell in line.cells)
            yield OwnRow(line.where, dict(zip(headings, words, strict=False)))


def answered(row: OwnRow) -> OwnRow:
    """The row with its answers under the headings of the plan's workbook; empty ones are none."""
    words = {c.REF: row.words.get(c.REF, "")}
    for heading, called in ANSWERS.items():
        said = row.words.get(heading, "")
        if said and said.rstrip(".").casefold() != CHOOSE.casefold():
            is_day = heading == DUE_NOW and iso(said) is not None
            words[c.DUE_DATE if is_day else called] = said
    return OwnRow(row.where, words, row.unread)
