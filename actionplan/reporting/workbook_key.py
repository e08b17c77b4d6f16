"""The second sheet of a plan's workbook: what it speaks of, the key, and the figures."""

from typing import TYPE_CHECKING

from actionplan.document import PlanDocument
from actionplan.figures import figures_of
from actionplan.reporting.columns import figures_rows
from actionplan.reporting.report import ReportDocument
from actionplan.reporting.workbook_cells import put_header, put_row
from actionplan.words import day, position, rule

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

FIGURES_FROM = "Figures"


def fill_key(sheet: "Worksheet", report: ReportDocument) -> None:
    """What the file speaks of, what the letters mean, and the figures with their day."""
    lines = [
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
