"""What makes a sheet of rows safe to edit offline: what is locked, and colours that follow."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from actionplan.document import PlanDocument
from actionplan.marks import TONES
from actionplan.reporting import columns as c
from actionplan.reporting.column_values import rating_cell

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

# By its reference a row is known again; the others only tell what the product knows.
LOCKED = frozenset(
    {c.REF, c.FIRST, c.FIRST_DATE, c.REVISIONS, c.UPDATED, c.AGREED, c.RESPONSE, c.RESPONSE_REASON,
     c.WORDED}
)  # fmt: skip
LOCKED_GROUND = "F1F3F5"


def lock(sheet: "Worksheet", headings: Sequence[str], locked: frozenset[str] = LOCKED) -> None:
    """Protect the sheet, without a password: only locked columns and the headings hold fast."""
    from openpyxl.styles import PatternFill, Protection
    from openpyxl.utils import get_column_letter

    ground, free = PatternFill("solid", fgColor=LOCKED_GROUND), Protection(locked=False)
    for place, heading in enumerate(headings, 1):
        column = sheet.column_dimensions[get_column_letter(place)]
        if heading not in locked:
            column.protection = free  # the rows that are still empty, too
        for row in range(2, sheet.max_row + 1):
            cell = sheet.cell(row, place)
            if heading in locked:
                cell.fill = ground
            else:
                cell.protection = free
    protect(sheet)


def protect(sheet: "Worksheet") -> None:
    """Switch the protection on; filtering, sorting, widths and new rows stay allowed."""
    protection = sheet.protection
    protection.sheet = True
    for name in ("autoFilter", "sort", "formatCells", "formatColumns", "formatRows", "insertRows"):
        setattr(protection, name, False)  # in the format, False is "not forbidden"


def colour_ratings(sheet: "Worksheet", place: int, document: PlanDocument, rows: int) -> None:
    """Colours of the ratings as rules, so that they follow what is chosen. Word and letter stay."""
    from openpyxl.formatting.rule import CellIsRule
    from openpyxl.styles import Font, PatternFill
    from openpyxl.utils import get_column_letter

    letter = get_column_letter(place)
    for one in document.key:
        tone = TONES.get(one.colour, TONES["grey"])
        said = rating_cell(document, one.letter).replace('"', '""')
        rule = CellIsRule(
            operator="equal",
            formula=[f'"{said}"'],
            font=Font(bold=True, color=tone.ink[1:]),
            fill=PatternFill(bgColor=tone.fill[1:], fill_type="solid"),
        )
        sheet.conditional_formatting.add(f"{letter}2:{letter}{rows}", rule)
