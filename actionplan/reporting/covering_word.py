"""The covering report as a Word document in the shipped form: portrait, 12 point, plain styles."""

import io
from typing import TYPE_CHECKING

from actionplan.document import PlanDocument
from actionplan.reporting.cells import lines_of
from actionplan.reporting.covering import Covering, Grid, Piece, sections
from actionplan.reporting.parts import Block, BlockKind
from actionplan.reporting.report import ReportDocument
from actionplan.reporting.word_markup import Look, lines_cell, row, table
from actionplan.reporting.word_page import new_document, widths_of
from actionplan.words import day
from council.hostile import cleaned, one_line, readable

if TYPE_CHECKING:
    from docx.document import Document

POINTS = 12
PLAIN, HEADED = Look(size=2 * POINTS), Look(size=2 * POINTS, bold=True)
STYLES = {BlockKind.BULLETS: "List Bullet", BlockKind.NUMBERS: "List Number"}
# Shares of the page's width for tables of three, four and five columns.
SHARES = {2: (2, 5), 3: (2, 5, 2), 4: (2, 1, 4, 5), 5: (2, 6, 4, 3, 4)}
FIGURES = (7, 3, 4, 2, 3)


def write_covering(report: Covering) -> bytes:
    """The covering report as .docx; equal reports say the same. A draft says so on each page."""
    report = cleaned(report, readable)
    document = portrait(report)
    put_cover(document, report)
    for heading, pieces in sections(report):
        document.add_heading(one_line(heading, 300), level=1)
        for piece in pieces:
            put(document, piece)
    put_signed(document, report)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def portrait(report: Covering) -> "Document":
    """An empty portrait document in the council's colours."""
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm, Pt

    as_at = report.plans[0].document.as_at if report.plans else None
    document = new_document(
        ReportDocument(
            document=PlanDocument(report.title, as_at=as_at),
            council=report.council,
            title=report.title,
            is_draft=report.is_draft,
            brand=report.brand,
        )
    )
    section = document.sections[0]
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    for name in ("Normal", "List Bullet", "List Number"):
        document.styles[name].font.size = Pt(POINTS)
    return document


def put_cover(document: "Document", report: Covering) -> None:
    """Committee, date, title with the day it speaks of, and the facts of page 1."""
    document.add_paragraph(one_line(report.title, 300), style="Title")
    if report.is_draft:
        document.add_paragraph("DRAFT")
    facts = [("Committee", report.committee), ("Date", day(report.meeting_on))]
    facts += [(f"Position of {one.document.title}", one.produced_from) for one in report.plans]
    facts += [(label, words) for label, words in report.cover if words.strip()]
    put_grid(document, Grid("About this report", ("Fact", "What it is"), tuple(facts)))


def put(document: "Document", piece: Piece) -> None:
    """A paragraph, a list or a table."""
    if isinstance(piece, Grid):
        put_grid(document, piece)
    else:
        put_block(document, piece)


def put_block(document: "Document", block: Block) -> None:
    for line in block.lines:
        document.add_paragraph(line, style=STYLES.get(block.kind, "Normal"))


def put_grid(document: "Document", grid: Grid) -> None:
    """A table under its caption; its heading row is repeated on every page."""
    from docx.oxml import parse_xml

    caption = document.add_paragraph(grid.caption)
    caption.paragraph_format.keep_with_next = True
    shares = FIGURES if grid.headings[1] == "Actions" else SHARES[len(grid.headings)]
    widths = widths_of(document, shares)
    rows = [row_of(grid.headings, widths, HEADED, header=True)]
    rows += [row_of(one, widths, PLAIN) for one in grid.rows]
    made = table(rows, widths, grid.caption)
    document.element.body.insert_element_before(parse_xml(made), "w:sectPr")
    document.add_paragraph()


def row_of(words: tuple[str, ...], widths: list[int], look: Look, *, header: bool = False) -> str:
    """One row of a table."""
    cells = zip(words, widths, strict=True)
    return row((lines_cell(lines_of(said), width, look) for said, width in cells), header=header)


def put_signed(document: "Document", report: Covering) -> None:
    """Who has signed it off, and when."""
    signed = report.written.signed
    rows = tuple(
        (one.label, signed[one.code].name, day(signed[one.code].day))
        for one in report.form.sign_offs
        if one.code in signed
    )
    if rows:
        document.add_heading("Signed off by", level=1)
        put_grid(document, Grid("Sign-offs", ("For", "Name", "Day"), rows))
