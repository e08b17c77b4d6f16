"""A return form as a Word document."""

import io
from collections.abc import Iterator, Sequence
from xml.sax.saxutils import quoteattr

from actionplan.reporting.cells import Line
from actionplan.reporting.report import ReportDocument
from actionplan.reporting.return_rows import (
    ANSWERS,
    CHOOSE,
    FORM_COLUMNS,
    HOW,
    RAG_NOW,
    STATUS_NOW,
    told,
)
from actionplan.reporting.rows import rows_of
from actionplan.reporting.word_markup import Look, cell, lines_cell, row, run, table
from actionplan.reporting.word_page import new_document, put_stamp, widths_of
from actionplan.reporting.workbook_lists import choices_of
from actionplan.words import day, meaning
from council.hostile import cleaned, one_line, readable

GREY = "595959"


def write_return_docx(report: ReportDocument, post: str) -> bytes:
    """The form of ``post`` as .docx. The report's document holds its rows and nothing else."""
    from docx.oxml import parse_xml

    report = cleaned(report, readable)
    document = new_document(report)
    document.add_paragraph(f"Return form of {one_line(post, 200)}", style="Title")
    as_at = report.document.as_at
    document.add_paragraph(one_line(f"{report.heading}, {report.council}", 400))
    document.add_paragraph(f"Position as at {day(as_at)}" if as_at else "")
    document.add_heading("How to send it back", level=1)
    for line in HOW:
        document.add_paragraph(line, style="List Bullet")
    document.add_heading("Your open actions", level=1)
    widths = widths_of(document, [column.share for column in FORM_COLUMNS])
    made = table(rows_into(report, widths), widths, "Your open actions")
    document.element.body.insert_element_before(parse_xml(made), "w:sectPr")
    document.add_heading("Key", level=1)
    for one in report.document.key:
        said = meaning(one)
        document.add_paragraph(f"{one.word} ({one.letter}){f' – {said}' if said else ''}")
    put_stamp(document, report.stamp)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def rows_into(report: ReportDocument, widths: Sequence[int]) -> Iterator[str]:
    """The header, then each action with its empty cells."""
    ground = Look(report.brand.background[1:], report.brand.text[1:], bold=True)
    headings = zip(FORM_COLUMNS, widths, strict=True)
    yield row((lines_cell([Line(h.heading)], w, ground) for h, w in headings), header=True)
    chosen = choices_of(report)
    lists = {
        heading: chosen[ANSWERS[heading]].values
        for heading in (RAG_NOW, STATUS_NOW)
        if ANSWERS[heading] in chosen
    }
    for one in rows_of(report.document):
        said = told(one, report.document)
        yield row(
            cell(list_of(column.heading, one.name, lists[column.heading]), width)
            if column.heading in lists
            else lines_cell(said.get(column.heading, []), width)
            for column, width in zip(FORM_COLUMNS, widths, strict=True)
        )


def list_of(heading: str, name: str, values: Sequence[str]) -> str:
    """A list to choose from, which says so until something is chosen."""
    items = "".join(
        f"<w:listItem w:displayText={quoteattr(one)} w:value={quoteattr(one)}/>"
        for one in dict.fromkeys(" ".join(value.split()) for value in values)
        if one
    )
    called = quoteattr(one_line(f"{heading} of {name}", 60))
    return (
        f"<w:p><w:sdt><w:sdtPr><w:alias w:val={called}/><w:showingPlcHdr/>"
        f"<w:dropDownList>{items}</w:dropDownList></w:sdtPr>"
        f"<w:sdtContent>{run(CHOOSE, Look(ink=GREY))}</w:sdtContent></w:sdt></w:p>"
    )
