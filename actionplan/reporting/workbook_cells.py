"""Cells of an Excel sheet: text that is never a formula, dates that are dates."""

import re
from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from actionplan.formula_text import would_run
from actionplan.reporting.cells import Line, tallness
from actionplan.reporting.column_values import Cell

if TYPE_CHECKING:
    from openpyxl.cell import Cell as OneCell
    from openpyxl.cell import MergedCell
    from openpyxl.styles import Alignment
    from openpyxl.worksheet.worksheet import Worksheet

    SheetCell = OneCell | MergedCell

DATE_FORMAT = "DD MMM YYYY"
POINTS_A_LINE, TALLEST_ROW = 15, 409  # Excel's usual line, and its tallest row
FIRST_DAY = date(1900, 3, 1)  # Excel counts a 29 February 1900 that there never was
# What programs take for the number of a character: a text that says _x0041_ must stay what it says.
CODE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


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
    cell.value = written(value)  # type: ignore[assignment,unused-ignore]
    cell.alignment = wrapped()
    if isinstance(cell.value, str):
        cell.data_type = "s"
        cell.quotePrefix = would_run(cell.value)
    else:
        cell.number_format = DATE_FORMAT


def written(value: Cell) -> Cell:
    """The value as a sheet can hold it: days that Excel does not know as text, no hidden codes."""
    if isinstance(value, date) and not value >= FIRST_DAY:
        return value.isoformat()
    return CODE.sub("_x005F_", value) if isinstance(value, str) else value


def fit_rows(sheet: "Worksheet", widths: Sequence[int]) -> None:
    """Give each row the height of its tallest cell; ``widths`` are those of the columns.

    LibreOffice does not find it out by itself. The height is only a proposal, so that a row still
    grows when somebody types more.
    """
    from openpyxl.worksheet.dimensions import RowDimension

    class Proposed(RowDimension):
        """A row whose height a program may change."""

        customHeight = False  # noqa: N815 - the format's name; openpyxl sets it with any height

    for number, cells in enumerate(sheet.iter_rows(values_only=True), 1):
        lines = max(map(lines_in, cells, widths), default=1)
        height = min(lines * POINTS_A_LINE, TALLEST_ROW)
        sheet.row_dimensions[number] = Proposed(sheet, index=number, ht=height)


def lines_in(value: object, width: int) -> int:
    """How many lines a cell of ``width`` letters takes."""
    if not isinstance(value, str):
        return 1
    return tallness(map(Line, value.split("\n")), width)
