"""A return form as an Excel workbook."""

import io
from typing import TYPE_CHECKING

from actionplan.document import PlanDocument
from actionplan.reporting import columns as c
from actionplan.reporting.report import ReportDocument
from actionplan.reporting.return_rows import (
    ANSWERS,
    COMPLETED_NOW,
    FORM_COLUMNS,
    FORM_HEADINGS,
    HOW,
    RAG_NOW,
    STATUS_NOW,
    told,
)
from actionplan.reporting.rows import rows_of
from actionplan.reporting.workbook import MOST, finish, set_properties
from actionplan.reporting.workbook_cells import put_header, put_row
from actionplan.reporting.workbook_edit import colour_ratings, lock
from actionplan.reporting.workbook_lists import (
    choices_of,
    date_rule,
    formula_of,
    list_rule,
    put_rule,
)
from actionplan.reporting.workbook_stamp import put_stamp
from actionplan.words import day, meaning
from council.hostile import cleaned, readable, shortened

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

FORM_SHEET = "Return form"
GUIDE_SHEET = "Key and how to send it back"
LISTED = {RAG_NOW: c.RAG, STATUS_NOW: c.STATUS}


def write_return_xlsx(report: ReportDocument, post: str) -> bytes:
    """The form of ``post`` as .xlsx. The report's document holds its rows and nothing else."""
    from openpyxl import Workbook

    report = cleaned(report, readable)
    book = Workbook()
    set_properties(book, report)
    sheet = book.worksheets[0]
    fill_form(sheet, report.document)
    rows = sheet.max_row
    for heading, called in LISTED.items():
        choice = choices_of(report).get(called)
        if choice:
            rule = list_rule(formula_of(book, heading, choice.values), choice)
            put_rule(sheet, rule, FORM_HEADINGS.index(heading), rows)
    put_rule(sheet, date_rule(), FORM_HEADINGS.index(COMPLETED_NOW), rows)
    fill_guide(book.create_sheet(GUIDE_SHEET), report, post)
    put_stamp(book, report.stamp)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def fill_form(sheet: "Worksheet", document: PlanDocument) -> None:
    """One row an action; only what is to be filled in can be written to."""
    sheet.title = FORM_SHEET
    put_header(sheet, 1, list(FORM_HEADINGS))
    for number, row in enumerate(rows_of(document), 2):
        said = told(row, document)
        cells = ["\n".join(one.words for one in said.get(name, [])) for name in FORM_HEADINGS]
        put_row(sheet, number, [shortened(text, MOST) for text in cells])
    finish(sheet, FORM_COLUMNS)
    colour_ratings(sheet, FORM_HEADINGS.index(RAG_NOW) + 1, document, sheet.max_row)
    lock(sheet, FORM_HEADINGS, frozenset(FORM_HEADINGS) - set(ANSWERS))


def fill_guide(sheet: "Worksheet", report: ReportDocument, post: str) -> None:
    """Whose form it is, how to send it back, and what the letters mean."""
    as_at = report.document.as_at
    lines = [
        (f"Return form of {post}",),
        (report.council,),
        (report.heading,),
        (f"Position as at {day(as_at)}" if as_at else "",),
        (),
        *((line,) for line in HOW),
        (),
        *((f"{one.letter} {one.word}: {meaning(one)}",) for one in report.document.key),
    ]
    for number, line in enumerate(lines, 1):
        put_row(sheet, number, list(line))
    sheet.column_dimensions["A"].width = 100
