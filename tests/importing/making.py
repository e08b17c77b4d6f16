"""Word and Excel files made for tests: real files, through the libraries and by hand."""

import io
import zipfile
from pathlib import Path

import docx
import openpyxl

DATA = Path(__file__).parent.parent / "data" / "owbc-peer-review"
WORD = DATA / "owbc-peer-review.docx"
EXCEL = DATA / "owbc-peer-review.xlsx"
HEADINGS = ["Action", "Lead", "By when", "RAG", "Update"]


def word_plan(*blocks):
    """A Word file of lines (text), and tables (lists of rows)."""
    document = docx.Document()
    for block in blocks:
        if isinstance(block, str):
            document.add_paragraph(block)
        else:
            add_table(document, block)
    return saved(document)


def add_table(document, rows):
    """A table; a row of one cell is merged over the whole width."""
    width = max(len(row) for row in rows)
    table = document.add_table(rows=0, cols=width)
    for row in rows:
        cells = table.add_row().cells
        if len(row) == 1:
            cells[0].merge(cells[-1])
        for cell, words in zip(cells, row, strict=False):
            cell.text = words
    return table


def only(row):
    """The one filled cell of a row."""
    assert row.only is not None
    return row.only


def workbook_plan(*sheets, **named):
    """A workbook of sheets (lists of rows); a keyword names its sheet."""
    book = openpyxl.Workbook()
    del book["Sheet"]
    for number, rows in enumerate(sheets, start=1):
        fill(book.create_sheet(f"Sheet{number}"), rows)
    for name, rows in named.items():
        fill(book.create_sheet(name.replace("_", " ")), rows)
    return saved(book)


def fill(sheet, rows):
    for row in rows:
        sheet.append(list(row))


def saved(thing):
    stream = io.BytesIO()
    thing.save(stream)
    return stream.getvalue()


def repacked(content, *, replace=None, add=None, drop=()):
    """An Office file with some parts changed: ``replace`` maps a name to a change of its bytes."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as before,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for name in before.namelist():
            if name not in drop:
                change = (replace or {}).get(name)
                part = before.read(name)
                after.writestr(name, change(part) if change else part)
        for name, part in (add or {}).items():
            after.writestr(name, part)
    return stream.getvalue()
