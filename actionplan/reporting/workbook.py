"""A plan as an Excel workbook: one sheet of rows, one with the key and the figures."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Protocol

from actionplan.document import PlanDocument
from actionplan.reporting.column_values import Cell
from actionplan.reporting.columns import CONTINUED, RAG, Column, sheet_columns
from actionplan.reporting.listed import with_queries
from actionplan.reporting.packed import excel_bytes
from actionplan.reporting.report import ReportDocument
from actionplan.reporting.rows import rows_of
from actionplan.reporting.workbook_cells import fit_rows, put_header, put_row
from actionplan.reporting.workbook_edit import colour_ratings, lock
from actionplan.reporting.workbook_key import put_key
from actionplan.reporting.workbook_lists import ROOM_BELOW, put_lists
from actionplan.reporting.workbook_narrative import put_narrative
from actionplan.reporting.workbook_stamp import put_stamp
from council.hostile import cleaned, readable

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

ROWS_SHEET = "Actions"
MOST = 16_000  # letters in one cell; Excel takes twice that, counted in halves of some letters


class HasWidth(Protocol):
    """A column of a sheet: its width in letters."""

    @property
    def width(self) -> int: ...


def write_xlsx(report: ReportDocument) -> bytes:
    """The report as .xlsx, to read and to edit offline: one sheet of rows, one with the key.

    Real dates stand beside the due words; status, rating, band and lead are chosen from lists.
    Nothing in it is a formula, whatever a text starts with. A text too long for a cell goes on
    in a further column. With a stamp the file comes back exactly.
    """
    from openpyxl import Workbook

    report = cleaned(with_queries(report), readable)
    book = Workbook()
    set_properties(book, report)
    sheet = book.worksheets[0]
    headings = fill_rows(sheet, report.document)
    put_key(book, report)
    put_narrative(book, report.document)
    put_lists(book, sheet, headings, report)
    put_stamp(book, report.stamp)
    return excel_bytes(book, report.document.as_at or report.dated)


def set_properties(book: "Workbook", report: ReportDocument) -> None:
    """Title and author of the file."""
    book.properties.title = report.heading
    book.properties.creator = report.council
    book.properties.language = "en-GB"


def fill_rows(sheet: "Worksheet", document: PlanDocument) -> list[str]:
    """One row an action, under headings that stay in sight; the headings."""
    sheet.title = ROWS_SHEET
    columns = sheet_columns(document)
    rows = [[column.of(row) for column in columns] for row in rows_of(document)]
    columns, rows = continued(columns, rows)
    put_header(sheet, 1, [column.heading for column in columns])
    for number, row in enumerate(rows, 2):
        put_row(sheet, number, row)
    finish(sheet, columns)
    headings = [column.heading for column in columns]
    colour_ratings(sheet, headings.index(RAG) + 1, document, sheet.max_row + ROOM_BELOW)
    lock(sheet, headings)
    return headings


def continued(
    columns: tuple[Column, ...], rows: list[list[Cell]]
) -> tuple[tuple[Column, ...], list[list[Cell]]]:
    """The same with further columns, last, for what is too long for one cell."""
    for place in range(len(columns)):
        while any(too_long(row[place]) for row in rows):
            heading = f"{columns[place].heading}{CONTINUED}"
            columns = (*columns, Column(heading, 70, columns[place].of))
            rows = [[*row[:place], *split(row, place)] for row in rows]
            place = len(columns) - 1  # noqa: PLW2901 - the rest may be too long again
    return columns, rows


def too_long(cell: Cell) -> bool:
    return isinstance(cell, str) and len(cell) > MOST


def split(row: list[Cell], place: int) -> list[Cell]:
    """The row from ``place`` on, its cell there cut, and what is left of it at the end."""
    cell = row[place]
    if not isinstance(cell, str) or len(cell) <= MOST:
        return [*row[place:], None]
    return [cell[:MOST], *row[place + 1 :], cell[MOST:]]


def finish(sheet: "Worksheet", columns: Iterable[HasWidth]) -> None:
    """Widths, a frozen header, filters, and how the sheet prints."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    widths = [column.width for column in columns]
    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    fit_rows(sheet, widths)
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = sheet.dimensions
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
