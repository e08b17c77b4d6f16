"""The appendix of a committee report as Word that a clerk can edit, with all that its PDF has."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from actionplan.document import PlanDocument
from actionplan.reporting import columns as c
from actionplan.reporting import phrases
from actionplan.reporting.appendix import NONE_HERE, Appendix, Choice, told
from actionplan.reporting.appendix_back import third_appendix
from actionplan.reporting.appendix_front import first_page, second_page
from actionplan.reporting.front import details_of
from actionplan.reporting.packed import word_bytes
from actionplan.reporting.pieces import Grid, Key, Part
from actionplan.reporting.printed_columns import unused
from actionplan.reporting.report import ReportDocument
from actionplan.reporting.rows import Row
from actionplan.reporting.template import Column
from actionplan.reporting.word import Block, bare, blocks_of, put_block
from actionplan.reporting.word_cells import WORD_COLUMNS, WORD_LEAD, WordColumn
from actionplan.reporting.word_contents import put_contents
from actionplan.reporting.word_page import new_document
from actionplan.reporting.word_pieces import put
from actionplan.reporting.written_out import word_written_out, wording_of
from actionplan.words import EDITED, day, meaning
from council.hostile import cleaned, one_line, readable

if TYPE_CHECKING:
    from docx.document import Document

POINTS = 9
CHOSEN_BY = {
    WORD_LEAD: {Column.LEADS},
    c.TIMESCALE: {Column.TIMESCALE},
    c.PRIORITY: {Column.PRIORITY},
    c.RAG: {Column.RATING},
    c.DUE: {Column.DUE, Column.STATUS},
    c.COMMENTARY: {Column.COMMENTARY},
}
EMPTY = {WORD_LEAD: phrases.NO_LEAD, c.COMMENTARY: phrases.NONE_RECORDED, c.DUE: "No date"}
ORIENTED = {True: (297, 210), False: (210, 297)}


def write_appendix(report: ReportDocument) -> bytes:
    """The appendix as .docx. A draft says so on each page."""
    report = cleaned(report, readable)
    appendix = report.appendix or Appendix()
    titled = replace(report, title=f"Appendix {appendix.number}: {report.heading}")
    document = new_document(titled)
    turn(document, landscape=appendix.landscape)
    put_cover(document, titled)
    for part in first_page(report, appendix):
        put_part(document, report, part)
    for part in second_page(report, appendix):
        put_part(document, report, part)
    contents = document.add_paragraph()
    put_actions(document, report, appendix)
    document.add_heading(
        f"Appendix {appendix.number + 2}: how ratings are set, changes and words", level=1
    )
    for part in third_appendix(report, appendix):
        put_part(document, report, part)
    word_written_out(document, report.glossary, wording_of(report.document))
    put_contents(document, contents)
    return word_bytes(document)


def turn(document: "Document", *, landscape: bool) -> None:
    """The page as the form of report wants it."""
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm

    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    width, height = ORIENTED[landscape]
    section.page_width, section.page_height = Mm(width), Mm(height)


def put_cover(document: "Document", report: ReportDocument) -> None:
    """The title with the day it speaks of, and the facts of page 1."""
    as_at = report.document.as_at
    when = f" – position as at {day(as_at)}" if as_at else ""
    document.add_paragraph(f"{one_line(report.heading, 300)}{when}", style="Title")
    if report.is_draft:
        document.add_paragraph("DRAFT")
    facts = tuple(details_of(report))
    put(document, Grid("About this report", ("Fact", "What it is"), facts, (2, 7)), POINTS)


def put_part(document: "Document", report: ReportDocument, part: Part) -> None:
    """A heading with its pieces."""
    heading = document.add_heading(one_line(part.heading, 300), level=part.level)
    heading.paragraph_format.page_break_before = part.starts_page or None
    for piece in part.pieces:
        for one in key_of(report) if isinstance(piece, Key) else (piece,):
            put(document, one, POINTS)


def key_of(report: ReportDocument) -> Iterator[Grid]:
    """What the ratings and the timescales mean."""
    plan = report.document
    key = tuple((f"{one.letter} {one.word}", meaning(one) or "Not explained") for one in plan.key)
    if key:
        rows = (*key, ("Not rated", "The plan gives no rating"))
        yield Grid("What the ratings mean", ("Rating", "Meaning"), rows, (2, 7))
    bands = tuple((one_line(one.code, 8), one_line(one.words, 80)) for one in plan.bands)
    if bands:
        yield Grid("What the timescales mean", ("Timescale", "Meaning"), bands, (2, 7))


def columns_of(appendix: Appendix, document: PlanDocument) -> Sequence[WordColumn]:
    """The columns that the form of report chose and the plan has something for; the reference and
    the action always.
    """
    chosen = set(appendix.columns) - unused(document)
    return [
        one for one in WORD_COLUMNS if one.heading not in CHOSEN_BY
        or CHOSEN_BY[one.heading] & chosen
    ]  # fmt: skip


def put_actions(document: "Document", report: ReportDocument, appendix: Appendix) -> None:
    """The chosen rows under their recommendations; then those that were done earlier."""
    columns, choice = columns_of(appendix, report.document), Choice(report.document, appendix)
    every = [block for block in blocks_of(report.document) if choice.shows(block.under)]
    asked = appendix.queries_of
    for number, block in enumerate(every):
        rows = [_asked(row, asked) for row in filter(choice.prints, block.rows)]
        shown = replace(block, rows=rows, nothing=NONE_HERE if block.rows else block.nothing)
        if number == 0:
            document.add_paragraph(f"{told(appendix)}.").paragraph_format.keep_with_next = True
        if rows or block.heading:
            put_block(document, report, shown, columns, EMPTY)
    if not appendix.has_second:
        return
    title = f"Appendix {appendix.number + 1}: completed or ended earlier"
    document.add_heading(title, level=1).paragraph_format.page_break_before = True
    earlier = [found for block in every if (found := earlier_of(block, choice, asked))]
    for block in earlier:
        put_block(document, report, block, columns, EMPTY)
    if not earlier:
        document.add_paragraph("No action was completed or ended earlier.")


def _asked(row: Row, queries: dict[str, list[str]]) -> Row:
    """A row with what stands under its commentary: that it was edited, and its queries."""
    told = [EDITED] if row.action.is_edited else []
    told += queries.get(row.action.reference or "", [])
    if not told:
        return row
    lines = [row.action.reported_words or phrases.NONE_RECORDED, *told]
    return replace(row, action=replace(row.action, commentary="\n".join(lines)))


def earlier_of(block: Block, choice: Choice, asked: dict[str, list[str]]) -> Block | None:
    """The block with the rows of the second appendix; None where it has none."""
    rows = [_asked(row, asked) for row in filter(choice.is_earlier, block.rows)]
    heading = block.heading or "Under no recommendation"
    return replace(bare(block), theme="", heading=heading, lines=[], rows=rows) if rows else None
