"""A plan as a Word document in the form that councils use: a table under each recommendation."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from actionplan.document import PlanDocument
from actionplan.figures import figures_of
from actionplan.marks import TONES
from actionplan.reporting import columns as c
from actionplan.reporting.cells import Line, lines_of
from actionplan.reporting.column_values import INHERITED
from actionplan.reporting.narrative import Said, said_of
from actionplan.reporting.packed import word_bytes
from actionplan.reporting.phrases import response_line
from actionplan.reporting.report import ReportDocument
from actionplan.reporting.rows import Row, loose_rows, rows_under
from actionplan.reporting.summary import summary_of
from actionplan.reporting.tables import bar_of
from actionplan.reporting.word_bar import put_bar
from actionplan.reporting.word_cells import (
    WORD_COLUMNS,
    WordColumn,
    cells_of,
    heading_of,
    lines_under,
    rating_of,
)
from actionplan.reporting.word_markup import Look, lines_cell, row, table
from actionplan.reporting.word_page import new_document, put_stamp, widths_of
from actionplan.reporting.word_pieces import put
from actionplan.words import day, meaning, position
from council.hostile import cleaned, one_line, readable

if TYPE_CHECKING:
    from docx.document import Document

NOTHING: Mapping[str, str] = {}
NO_ACTIONS = "No actions are recorded under this recommendation."
POINTS = 10
UNDER_NONE = "Actions under no recommendation"


def write_docx(report: ReportDocument) -> bytes:
    """The report as .docx: landscape, a heading for each theme and recommendation, the key last.

    Headings of tables are repeated on every page and no row is cut by a page's end. With a stamp
    the file comes back exactly, as far as it shows the plan.
    """
    if report.appendix:
        from actionplan.reporting.word_appendix import write_appendix

        return write_appendix(report)
    report = cleaned(report, readable)
    document = new_document(report)
    put_front(document, report)
    for block in blocks_of(report.document):
        # In a file that comes back, whatever stands above a table is the reviewer's wording.
        put_block(document, report, bare(block) if report.stamp else block)
    put_key(document, report)
    put_stamp(document, report.stamp)
    return word_bytes(document)


def put_front(document: "Document", report: ReportDocument) -> None:
    """What the document is, of which day it speaks, and the position in one sentence."""
    document.add_paragraph(one_line(report.heading, 300), style="Title")
    as_at = report.document.as_at
    lines = (
        report.council,
        f"Position as at {day(as_at)}" if as_at else "",
        report.committee and f"{report.committee}{_on(report)}",
        report.author and f"Report of {report.author}",
        "DRAFT" if report.is_draft else "",
        f"Produced from: {report.produced_from}" if report.produced_from else "",
        report.note,
    )
    for line in filter(None, lines):
        document.add_paragraph(one_line(line, 300))
    document.add_paragraph(position(figures_of(report.document)))
    put_bar(document, bar_of(summary_of(report.document)))
    said = said_of(report.document, report.document.narrative)
    if said and not report.stamp:
        put(document, said, POINTS)


def _on(report: ReportDocument) -> str:
    return f", {day(report.meeting_on)}" if report.meeting_on else ""


@dataclass(frozen=True, slots=True)
class Block:
    """A recommendation: its theme where a new one begins, its heading, its lines, its rows.

    ``under`` is the theme that it stands under, whether or not it begins there.
    """

    theme: str
    heading: str
    lines: Sequence[str]
    rows: Sequence[Row]
    nothing: str = NO_ACTIONS
    said: Said | None = None
    under: str | None = None
    response: str = ""


def bare(block: Block) -> Block:
    """The block without what is said beside the reviewer's wording."""
    return replace(block, said=None, response="")


def blocks_of(document: PlanDocument) -> Iterator[Block]:
    """Each recommendation, then the actions that answer none."""
    place = 0
    for theme in document.themes:
        title = one_line(theme.title, 200)
        for one in theme.recommendations:
            place += 1
            rows = list(rows_under(one, theme, place))
            said = said_of(document, one.narrative)
            heading, lines = heading_of(one, place), lines_under(one)
            response = response_line(one)
            yield Block(
                title, heading, lines, rows, said=said, under=theme.title, response=response
            )
            title = ""
    if document.loose_actions:
        yield Block(UNDER_NONE, "", [], list(loose_rows(document)))


def put_block(
    document: "Document",
    report: ReportDocument,
    block: Block,
    columns: Sequence[WordColumn] = WORD_COLUMNS,
    empty: Mapping[str, str] = NOTHING,
) -> None:
    """One recommendation with its table; ``empty`` says what stands in cells without words."""
    from docx.oxml import parse_xml

    for level, heading in enumerate((block.theme, block.heading), 1):
        if heading:
            document.add_heading(heading, level=level)
    for line in filter(None, (*block.lines, block.response)):
        document.add_paragraph(line).paragraph_format.keep_with_next = True
    if block.said:
        put(document, block.said, POINTS)
    if not block.rows:
        document.add_paragraph(block.nothing)
        return
    title = block.heading or block.theme
    wide = widths_of(document, [column.share for column in columns])
    made = table(
        rows_into(report, block.rows, dict(zip(columns, wide, strict=True)), empty), wide, title
    )
    document.element.body.insert_element_before(parse_xml(made), "w:sectPr")
    document.add_paragraph()


def rows_into(
    report: ReportDocument,
    rows: Sequence[Row],
    columns: Mapping[WordColumn, int],
    empty: Mapping[str, str],
) -> Iterator[str]:
    """The header, then each row; ``columns`` have their widths."""
    ground = Look(report.brand.background[1:], report.brand.text[1:], bold=True)
    headings = columns.items()
    yield row((lines_cell([Line(h.heading)], w, ground) for h, w in headings), header=True)
    for one in rows:
        lines = cells_of(one, report.document)
        yield row(
            lines_cell(
                lines[name] or lines_of(empty.get(name, "")), width, look_of(name, one, report)
            )
            for name, width in ((column.heading, w) for column, w in headings)
        )


def look_of(heading: str, one: Row, report: ReportDocument) -> Look:
    """The colours of a rating, beside its letter and word; everything else is plain."""
    rating = rating_of(one, report.document) if heading == c.RAG else None
    if rating is None:
        return Look()
    tone = TONES.get(rating.colour, TONES["grey"])
    return Look(tone.fill[1:], tone.ink[1:], bold=True)


def put_key(document: "Document", report: ReportDocument) -> None:
    """What the letters mean."""
    plan = report.document
    if not (plan.key or plan.bands):
        return
    document.add_heading("Key", level=1)
    for one in plan.key:
        said = meaning(one)
        document.add_paragraph(f"{one.word} ({one.letter}){f' – {said}' if said else ''}")
    for band in plan.bands:
        document.add_paragraph(f"{band.code}: {band.words}")
    inherited = any(action.leads_inherited for action in plan.actions())
    if inherited:
        words = f"A lead “{INHERITED.strip()}” is the recommendation’s."
        document.add_paragraph(words)
