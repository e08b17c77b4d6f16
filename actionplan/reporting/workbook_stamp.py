"""The hidden sheet of a workbook by which the product knows it again when it comes back."""

from typing import TYPE_CHECKING

from actionplan.reporting.workbook_cells import put_row

if TYPE_CHECKING:
    from openpyxl import Workbook

STAMP_SHEET = "Golden Thread"
VERSION = "Golden Thread file, version 1"
FIRST_PIECE = 3
LONGEST_PIECE = 30_000  # characters; Excel takes 32,767 in a cell
LEAVE = "This sheet lets the file come back with only what was changed. Please leave it as it is."


def put_stamp(book: "Workbook", stamp: str) -> None:
    """A sheet with the stamp in pieces, one a row, out of sight; none for a file without one."""
    if not stamp:
        return
    sheet = book.create_sheet(STAMP_SHEET)
    sheet.sheet_state = "veryHidden"
    starts = range(0, len(stamp), LONGEST_PIECE)
    pieces = [stamp[start : start + LONGEST_PIECE] for start in starts]
    for number, line in enumerate((LEAVE, VERSION, *pieces), 1):
        put_row(sheet, number, [line])
