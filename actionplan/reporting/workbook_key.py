"""The second sheet of a plan's workbook: what it speaks of, the key, and the figures."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from actionplan.document import PlanDocument
from actionplan.figures import figures_of
from actionplan.reporting.columns import figures_rows
from actionplan.reporting.report import ReportDocument
from actionplan.reporting.workbook_cells import put_header, put_row
from actionplan.words import day, position, rule

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

KEY_SHEET = "Key and how to send it back"
REPORTED_SHEET = "Key and figures"  # of what was reported or published: it does not come back
KEY_SHEETS = (KEY_SHEET, REPORTED_SHEET)
FIGURES_FROM = "Figures"
HOW = "How to send it back"
STEPS = (
    "1. Change what has changed on the sheet “Actions”. RAG, status, lead and timescale are "
    "chosen from lists; a due date is changed in its words or in its date, and the other follows.",
    "2. Leave the references as they are: by them the rows are known again. Grey columns only "
    "tell what the product knows.",
    "3. A new action goes below the last row, without a reference, with the number or the wording "
    "of its recommendation.",
    "4. Rows may be filtered, moved, hidden or left out; a row that is left out stays in the plan.",
    "5. Save the file as an Excel workbook (.xlsx) and send it back to the plan manager. Only what "
    "was changed is brought in, and each change can still be refused.",
    "A lead “(inherited)” is the recommendation’s. Choose a post to give the action its own.",
    "To sort the rows, or whatever else Excel does not let you: Review, Unprotect Sheet. There is "
    "no password.",
)


def put_key(book: "Workbook", report: ReportDocument) -> None:
    """The sheet, under the name that it has where the file can be sent back, and where it cannot.

    It can while it is the live plan's own: not from a closed period, as an appendix or in public.
    """
    comes_back = report.is_draft and report.appendix is None
    sheet = book.create_sheet(KEY_SHEET if comes_back else REPORTED_SHEET)
    fill_key(sheet, report, [(HOW,), *((step,) for step in STEPS), ()] if comes_back else [])
    if comes_back:
        spread(sheet)


def fill_key(sheet: "Worksheet", report: ReportDocument, first: Sequence[tuple[str, ...]]) -> None:
    """``first``, what the file speaks of, what the letters mean, the figures with their day."""
    lines = [
        *first,
        *about(report),
        (),
        ("Rating", "Word", "Meaning", "Rule"),
        *((one.letter, one.word, one.definition, rule(one)) for one in report.document.key),
        (),
        ("Timescale", "Meaning"),
        *((band.code, band.words) for band in report.document.bands),
        (),
        (FIGURES_FROM,),
    ]
    for number, line in enumerate(lines, 1):
        put_row(sheet, number, list(line))
    put_figures(sheet, len(lines) + 1, report.document)
    for letter, width in {"A": 44, "B": 24, "C": 24}.items():
        sheet.column_dimensions[letter].width = width


def spread(sheet: "Worksheet") -> None:
    """Let each step run over all columns, on as many lines as it needs."""
    from openpyxl.styles import Font

    sheet["A1"].font = Font(bold=True)
    for number in range(2, len(STEPS) + 2):
        sheet.merge_cells(start_row=number, end_row=number, start_column=1, end_column=8)
        sheet.row_dimensions[number].height = 32


def about(report: ReportDocument) -> list[tuple[str, ...]]:
    """The lines that say what the file is."""
    as_at = report.document.as_at
    known = (
        ("Council", report.council),
        ("Title", report.heading),
        ("Position as at", day(as_at) if as_at else "Not stated"),
        ("Position", position(figures_of(report.document))),
        ("Produced from", report.produced_from),
        ("State", "DRAFT" if report.is_draft else ""),
        ("Not shown here", report.note),
    )
    return [line for line in known if line[1]]


def put_figures(sheet: "Worksheet", first: int, document: PlanDocument) -> None:
    """The table of figures; its counts are numbers."""
    headings, *rows = figures_rows(document)
    put_header(sheet, first, list(headings))
    for number, (name, *counts) in enumerate(rows, first + 1):
        put_row(sheet, number, [name])
        for place, count in enumerate(counts, 2):
            sheet.cell(number, place, int(count))
