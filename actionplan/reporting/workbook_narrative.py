"""The sheet of a workbook that has what the SLT leads said; left out where nobody said anything."""

from typing import TYPE_CHECKING

from actionplan.document import PlanDocument
from actionplan.reporting.narrative import every_said
from actionplan.reporting.workbook_cells import fit_rows, put_header, put_row

if TYPE_CHECKING:
    from openpyxl import Workbook

NARRATIVE_SHEET = "Narrative"
COLUMNS = {"About": 26, "Overall rating": 18, "Said by": 30, "What was said": 100, "Note": 30}
MOST = 16_000  # letters in one cell


def put_narrative(book: "Workbook", document: PlanDocument) -> None:
    """A row for the plan as a whole and for each recommendation of which something was said."""
    rows = [
        (one.about, f"{one.rating.letter} ({one.rating.word})" if one.rating else "Not rated",
         one.by or "SLT", one.words[start : start + MOST], one.note)
        for one in every_said(document)
        for start in range(0, max(len(one.words), 1), MOST)
    ]  # fmt: skip
    if not rows:
        return
    sheet = book.create_sheet(NARRATIVE_SHEET)
    put_header(sheet, 1, list(COLUMNS))
    for number, row in enumerate(rows, 2):
        put_row(sheet, number, list(row))
    for letter, width in zip("ABCDE", COLUMNS.values(), strict=True):
        sheet.column_dimensions[letter].width = width
    fit_rows(sheet, list(COLUMNS.values()))
    sheet.freeze_panes = "A2"
