"""Descriptions of documents as real Word and Excel files."""

import io
from collections.abc import Callable
from typing import Any

import docx
import openpyxl
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from openpyxl.styles import Alignment, Font, PatternFill

from tests.corpus.describing import UP, C, Raw, Rows, Value

NS = nsdecls("w", "r")


def word(
    *blocks: str | Raw | Rows, header: str = "", footer: str = "", change: Any = None
) -> bytes:
    """A Word file of lines ("# " and "## " make headings, "* " items of a list) and tables."""
    made = docx.Document()
    for block in blocks:
        if isinstance(block, Raw):
            made.element.body.insert(len(made.element.body) - 1, parse_xml(block.xml))
        elif isinstance(block, str):
            line(made, block)
        else:
            table(made, block)
    margin(made.sections[0].header, header)
    margin(made.sections[0].footer, footer)
    if change:
        change(made)
    return saved(made)


def saved(thing: Any) -> bytes:
    stream = io.BytesIO()
    thing.save(stream)
    return stream.getvalue()


def margin(place: Any, words: str) -> None:
    for number, text in enumerate(words.split("\n") if words else []):
        (place.paragraphs[0] if number == 0 else place.add_paragraph()).text = text


def line(made: Any, words: str) -> None:
    """One paragraph of the page."""
    for mark, style in (("## ", "Heading 2"), ("# ", "Heading 1"), ("* ", "List Bullet")):
        if words.startswith(mark):
            made.add_paragraph(words.removeprefix(mark), style)
            return
    if words.startswith("**"):
        made.add_paragraph().add_run(words.strip("*")).bold = True
    else:
        made.add_paragraph(words)


def cell_of(value: Value) -> C:
    return value if isinstance(value, C) else C(value)


def width_of(rows: Rows) -> int:
    return max(sum(cell_of(one).across for one in row) for row in rows)


def table(made: Any, rows: Rows) -> Any:
    """A table; short rows end with empty cells."""
    width = width_of(rows)
    found = made.add_table(rows=len(rows), cols=width, style="Table Grid")
    for at, row in enumerate(rows):
        column = 0
        for value in row:
            cell = cell_of(value)
            if value is not UP:
                place = found.cell(at, column)
                if cell.across > 1 or cell.down > 1:
                    place = place.merge(found.cell(at + cell.down - 1, column + cell.across - 1))
                fill(place, cell)
            column += cell.across
    return found


def fill(place: Any, cell: C) -> None:
    """The words of a Word cell, one paragraph a line; "* " makes an item of a list."""
    words = "" if cell.value is None else str(cell.value)
    for number, text in enumerate(words.split("\n")):
        one = place.paragraphs[0] if number == 0 else place.add_paragraph()
        if text.startswith("* "):
            one.style = "List Bullet"
        run = one.add_run(text.removeprefix("* "))
        run.bold = cell.bold or None
    if cell.raw:
        for child in parse_xml(f"<w:body {NS}>{cell.raw}</w:body>"):
            place._tc.append(child)
        if not words:
            place._tc.remove(place.paragraphs[0]._p)
    if cell.shade:
        properties = place._tc.get_or_add_tcPr()
        properties.append(
            parse_xml(f'<w:shd {NS} w:val="clear" w:color="auto" w:fill="{cell.shade}"/>')
        )


def workbook(change: Callable[[Any], None] | None = None, /, **sheets: Rows) -> bytes:
    """A workbook; the names of the sheets are the keywords, underscores being spaces."""
    book = openpyxl.Workbook()
    del book["Sheet"]
    for name, rows in sheets.items():
        sheet = book.create_sheet(name.replace("_", " "))
        for at, row in enumerate(rows, start=1):
            column = 1
            for value in row:
                cell = cell_of(value)
                if value is not UP:
                    put(sheet, at, column, cell)
                column += cell.across
    if change:
        change(book)
    return saved(book)


def put(sheet: Any, row: int, column: int, cell: C) -> None:
    """One cell of a sheet, merged as it says."""
    place = sheet.cell(row, column)
    place.value = cell.value if cell.value != "" else None
    if isinstance(cell.value, str) and "\n" in cell.value:
        place.alignment = Alignment(wrap_text=True)
    if cell.form:
        place.number_format = cell.form
    if cell.bold:
        place.font = Font(bold=True)
    if cell.shade:
        place.fill = PatternFill("solid", fgColor=f"FF{cell.shade}")
    if cell.across > 1 or cell.down > 1:
        sheet.merge_cells(
            start_row=row,
            start_column=column,
            end_row=row + cell.down - 1,
            end_column=column + cell.across - 1,
        )
