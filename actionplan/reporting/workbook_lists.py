"""Lists to choose from in a workbook, and cells that take only a date."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from actionplan.declared import Confidence, Precision, Status
from actionplan.document import PlanDocument
from actionplan.reporting import columns as c
from actionplan.reporting.column_values import rating_cell
from actionplan.reporting.report import ReportDocument
from actionplan.words import NOT_STATED, confidence_words, status_words

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.datavalidation import DataValidation
    from openpyxl.worksheet.worksheet import Worksheet

LISTS_SHEET = "Lists"
LONGEST_INLINE = 255  # characters of a list in the rule itself, as Excel allows
MOST_CHOICES = 2_000
ROOM_BELOW = 500  # rows that somebody may add at the bottom
FIRST_DAY, LAST_DAY = "DATE(1990,1,1)", "DATE(2100,12,31)"


@dataclass(frozen=True, slots=True)
class Choice:
    """What may be chosen in a column. ``strict``: nothing else; otherwise Excel asks first."""

    values: tuple[str, ...]
    strict: bool = True


def choices_of(report: ReportDocument) -> dict[str, Choice]:
    """The lists of a workbook by the heading of their column; empty ones are left out."""
    document = report.document
    statuses = [status_words(one) for one in Status if one is not Status.SUPERSEDED]
    exact = tuple(one.value for one in Precision)
    found = {
        c.RAG: Choice(ratings_of(document)),
        c.STATUS: Choice((NOT_STATED, *statuses)),
        c.CONFIDENCE: Choice((NOT_STATED, *map(confidence_words, Confidence))),
        c.TIMESCALE: Choice(tuple(band.code for band in document.bands), strict=False),
        c.LEAD: Choice(report.posts, strict=False),
        c.EXACT: Choice(exact),
        c.COUNTED: Choice(("Yes", "No")),
    }
    return {heading: choice for heading, choice in found.items() if any(choice.values)}


def ratings_of(document: PlanDocument) -> tuple[str, ...]:
    """The ratings of the key as their cells say them."""
    return tuple(rating_cell(document, one.letter) for one in document.key)


def put_lists(
    book: "Workbook", sheet: "Worksheet", headings: Sequence[str], report: ReportDocument
) -> None:
    """Put a list on each column that has one, and a date rule on each column of dates."""
    rows = sheet.max_row + ROOM_BELOW
    for heading, choice in choices_of(report).items():
        if heading in headings:
            rule = list_rule(formula_of(book, heading, choice.values), choice)
            put_rule(sheet, rule, headings.index(heading), rows)
    for heading in (c.DUE_DATE, c.COMPLETED):
        if heading in headings:
            put_rule(sheet, date_rule(), headings.index(heading), rows)


def put_rule(sheet: "Worksheet", rule: "DataValidation", place: int, rows: int) -> None:
    """A rule for all rows of a column, also those that will be added."""
    from openpyxl.utils import get_column_letter

    letter = get_column_letter(place + 1)
    sheet.add_data_validation(rule)
    rule.add(f"{letter}2:{letter}{rows}")


def list_rule(formula: str, choice: Choice) -> "DataValidation":
    """A list to choose from."""
    from openpyxl.worksheet.datavalidation import DataValidation

    return DataValidation(
        type="list",
        formula1=formula,
        allow_blank=True,
        showErrorMessage=True,
        errorStyle="stop" if choice.strict else "warning",
        errorTitle="Not in the list",
        error="Choose one from the list." if choice.strict else "This is not in the list.",
    )


def date_rule() -> "DataValidation":
    """A real date."""
    from openpyxl.worksheet.datavalidation import DataValidation

    return DataValidation(
        type="date",
        operator="between",
        formula1=FIRST_DAY,
        formula2=LAST_DAY,
        allow_blank=True,
        showErrorMessage=True,
        errorTitle="Not a date",
        error="Type a date such as 30/9/2023, or leave the cell empty.",
    )


def formula_of(book: "Workbook", heading: str, values: Iterable[str]) -> str:
    """The list itself where it is short; else where it stands on the sheet of lists."""
    from openpyxl.utils import get_column_letter

    chosen = [" ".join(one.split()) for one in values if one.strip()][:MOST_CHOICES]
    inline = ",".join(chosen)
    if len(inline) <= LONGEST_INLINE and len(chosen) - 1 == inline.count(",") and '"' not in inline:
        return f'"{inline}"'
    sheet = lists_sheet(book)
    place = sheet.max_column + 1 if sheet["A1"].value else 1
    for number, value in enumerate((heading, *chosen), 1):
        put_cell(sheet, number, place, value)
    letter = get_column_letter(place)
    return f"'{LISTS_SHEET}'!${letter}$2:${letter}${len(chosen) + 1}"


def put_cell(sheet: "Worksheet", row: int, column: int, value: str) -> None:
    """One cell of text."""
    from actionplan.reporting.workbook_cells import put

    put(sheet.cell(row, column), value)


def lists_sheet(book: "Workbook") -> "Worksheet":
    """The hidden sheet on which long lists stand."""
    if LISTS_SHEET in book.sheetnames:
        return book[LISTS_SHEET]
    sheet = book.create_sheet(LISTS_SHEET)
    sheet.sheet_state = "veryHidden"
    return sheet
