"""Cells of an Excel sheet: text that is never a formula, dates that are dates."""

from functools import cache
from typing import TYPE_CHECKING

from actionplan.reporting.columns import Cell
from actionplan.reporting.data import STARTS_A_FORMULA

if TYPE_CHECKING:
    from openpyxl.cell import Cell as OneCell
    from openpyxl.cell import MergedCell
    from openpyxl.styles import Alignment
    from openpyxl.worksheet.worksheet import Worksheet

    SheetCell = OneCell | MergedCell

DATE_FORMAT = "DD MMM YYYY"


def put_header(sheet: "Worksheet", number: int, headings: list[str]) -> None:
    """A row of headings, in bold on grey."""
    from openpyxl.styles import Font, PatternFill

    put_row(sheet, number, list(headings))
    for cell in sheet[number]:
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="DEE2E6")


def put_row(sheet: "Worksheet", number: int, row: list[Cell]) -> None:
    """One row of cells."""
    for place, value in enumerate(row, 1):
        if value not in {None, ""}:
            put(sheet.cell(number, place), value)


@cache
def wrapped() -> "Alignment":
    """Text that wraps, from the top of its cell."""
    from openpyxl.styles import Alignment

    return Alignment(wrap_text=True, vertical="top")


def put(cell: "SheetCell", value: Cell) -> None:
    """A date as a date, everything else as text that is never a formula."""
    cell.value = value  # type: ignore[assignment,unused-ignore]
    cell.alignment = wrapped()
    if isinstance(value, str):
        cell.data_type = "s"
        cell.quotePrefix = value.lstrip().startswith(STARTS_A_FORMULA)
    else:
        cell.number_format = DATE_FORMAT
