"""The covering report as a Word document in the shipped form: portrait, 12 point, plain styles."""

from typing import TYPE_CHECKING

from actionplan.document import PlanDocument
from actionplan.reporting.covering import Covering, Reported, sections
from actionplan.reporting.packed import word_bytes
from actionplan.reporting.pieces import Grid
from actionplan.reporting.report import ReportDocument
from actionplan.reporting.word_page import new_document
from actionplan.reporting.word_pieces import put
from actionplan.reporting.written_out import word_written_out
from actionplan.words import day
from council.hostile import cleaned, one_line, readable

if TYPE_CHECKING:
    from docx.document import Document

POINTS = 12


def write_covering(report: Covering) -> bytes:
    """The covering report as .docx; equal reports say the same. A draft says so on each page."""
    report = cleaned(report, readable)
    document = portrait(report)
    put_cover(document, report)
    for heading, pieces in sections(report):
        document.add_heading(one_line(heading, 300), level=1)
        for piece in pieces:
            put(document, piece, POINTS)
    put_signed(document, report)
    word_written_out(document, report.glossary)
    return word_bytes(document)


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
    put(document, cover_grid(report), POINTS)


def cover_grid(report: Covering) -> Grid:
    """The facts of page 1 as a table."""
    facts = [("Committee", report.committee), ("Date", day(report.meeting_on))]
    facts += [(f"Position of {one.document.title}", position_of(one)) for one in report.plans]
    facts += [(label, words) for label, words in report.cover if words.strip()]
    return Grid("About this report", ("Fact", "What it is"), tuple(facts), (2, 5))


def position_of(plan: Reported) -> str:
    """The day that its figures speak of, and what they come from."""
    as_at, source = plan.document.as_at, plan.produced_from
    return f"As at {day(as_at)}: {source}" if as_at and day(as_at) not in source else source


def put_signed(document: "Document", report: Covering) -> None:
    """Who has signed it off, and when, under a heading of its own."""
    if grid := signed_grid(report):
        document.add_heading("Signed off by", level=1)
        put(document, grid, POINTS)


def signed_grid(report: Covering) -> Grid | None:
    """Who has signed it off, and when; None where nobody has."""
    signed = report.written.signed
    rows = tuple(
        (one.label, signed[one.code].name, day(signed[one.code].day))
        for one in report.form.sign_offs
        if one.code in signed
    )
    return Grid("Sign-offs", ("For", "Name", "Day"), rows, (2, 5, 2)) if rows else None
