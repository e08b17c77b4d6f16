"""Word files of strange measures, and tables that do not fit themselves."""

from tests.importing.hostile import REAL, Read
from tests.importing.hostile.markup import in_body
from tests.importing.hostile.zips import BODY
from tests.importing.making import HEADINGS, WORD, repacked

WIDE = "more than 200 columns"
ROW = ["Open the lido", "Head of Leisure", "May 2023", "G", "On time"]


def cell(words="", properties=""):
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:tc>"


def row(*cells):
    return f"<w:tr>{''.join(cells)}</w:tr>"


def table(*rows):
    return f"<w:tbl>{''.join(rows)}</w:tbl><w:p/>"


def page(*blocks):
    """A Word file of some blocks, written by hand."""
    namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = "".join(blocks)
    content = f'<w:document xmlns:w="{namespace}"><w:body>{body}</w:body></w:document>'
    return repacked(WORD.read_bytes(), replace={BODY: lambda _: content.encode()})


HEAD = row(*map(cell, HEADINGS))
PLAIN = row(*map(cell, ROW))


def spanned(value, name="gridSpan"):
    return page(table(HEAD, PLAIN, row(cell("Wide", f'<w:{name} w:val="{value}"/>'))))


def in_cell(content):
    return page(table(HEAD, PLAIN.replace("On time", content)))


def merged_down(number):
    """A cell that goes on over very many rows."""
    first = row(cell("Theme", '<w:vMerge w:val="restart"/>'), *map(cell, ROW))
    more = row(cell("", "<w:vMerge/>"), *map(cell, ROW))
    return page(table(row(cell("Theme"), *map(cell, HEADINGS)), first, more * number))


def tables_in_cells(number):
    inner = table(row(cell("a"), cell("b")))
    return page(
        table(HEAD, PLAIN.replace("</w:p></w:tc></w:tr>", f"</w:p>{inner * number}</w:tc></w:tr>"))
    )


def branching(depth):
    """Tables in tables, two in each cell, so that their number doubles with each level."""
    inner = "<w:p><w:r><w:t>x</w:t></w:r></w:p>"
    for _ in range(depth):
        inner = f"<w:tbl><w:tr><w:tc>{inner}</w:tc><w:tc>{inner}</w:tc></w:tr></w:tbl><w:p/>"
    return page(table(HEAD, PLAIN.replace("</w:p></w:tc></w:tr>", f"</w:p>{inner}</w:tc></w:tr>")))


def boxes(levels):
    """Text boxes within text boxes."""
    before = "<w:p><w:r><w:pict><w:txbxContent>"
    after = "</w:txbxContent></w:pict></w:r></w:p>"
    return page(table(HEAD, PLAIN), before * levels + "<w:p/>" + after * levels)


def chunk():
    """A page that takes in another document, here one of the server."""
    relations = "word/_rels/document.xml.rels"
    kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/aFChunk"
    named = (
        b'<Relationship Id="rIdX" Type="%s" Target="file:///etc/passwd" TargetMode="External"/>'
        b"</Relationships>" % kind
    )
    content = in_body(b"<w:body>", b'<w:body><w:altChunk w:id="rIdX"/>')
    change = {relations: lambda part: part.replace(b"</Relationships>", named)}
    return repacked(content, replace=change)


def lines(number):
    return page(table(HEAD, PLAIN), "<w:p><w:r><w:t>So it goes on.</w:t></w:r></w:p>" * number)


def cells(number):
    return page(table(HEAD, PLAIN, row(cell("x") * number)))


def styled_in_a_circle():
    """Styles that are each made from the other."""
    change = {
        "word/styles.xml": lambda part: part.replace(
            b"</w:styles>",
            b'<w:style w:styleId="A" w:type="paragraph"><w:basedOn w:val="B"/></w:style>'
            b'<w:style w:styleId="B" w:type="paragraph"><w:basedOn w:val="A"/></w:style>'
            b"</w:styles>",
        )
    }
    content = in_body(b"<w:body>", b'<w:body><w:p><w:pPr><w:pStyle w:val="A"/></w:pPr></w:p>')
    return repacked(content, replace=change)


FILES = {
    "span-99999999.docx": (lambda: spanned(99_999_999), WIDE),
    "span-digits.docx": (lambda: spanned("9" * 5_000), WIDE),
    "span-minus.docx": (lambda: spanned(-5), Read(1)),
    "span-0.docx": (lambda: spanned(0), Read(1)),
    "span-words.docx": (lambda: spanned("wide"), Read(1)),
    "span-superscript.docx": (lambda: spanned("²"), Read(1)),
    "span-arabic.docx": (lambda: spanned("٣"), Read(1)),
    "merge-words.docx": (lambda: spanned("down", "vMerge"), Read(1)),
    "merged-down-4000.docx": (lambda: merged_down(4_000), Read(4_001)),
    "merged-down-9000.docx": (lambda: merged_down(9_000), "more than 5,000 rows"),
    "merge-first.docx": (
        lambda: page(table(row(cell("Theme", "<w:vMerge/>"), cell("x")), HEAD, PLAIN)),
        Read(1),
    ),
    "cells-300.docx": (lambda: cells(300), WIDE),
    "lines-11000.docx": (lambda: lines(11_000), "more than 5,000 rows"),
    "tables-500.docx": (lambda: tables_in_cells(500), Read(1, "table in a cell")),
    "branching-8.docx": (lambda: branching(8), Read(1)),
    "branching-9.docx": (lambda: branching(9), "tables within tables"),
    "boxes-60.docx": (lambda: boxes(60), Read(1)),
    "chunk.docx": (chunk, Read(REAL, "1 embedded document")),
    "circle-of-styles.docx": (styled_in_a_circle, Read(REAL)),
    "many-runs.docx": (lambda: in_cell("</w:t></w:r><w:r><w:t>" * 100_000), Read(1)),
    "many-tabs.docx": (lambda: in_cell("</w:t></w:r><w:r><w:tab/><w:t>" * 90_000), Read(1)),
    "many-breaks.docx": (lambda: in_cell("</w:t></w:r><w:r><w:br/><w:t>" * 90_000), Read(1)),
    "turned.docx": (lambda: in_cell("\u202egnp.exe\u202c\u200b\u2066"), Read(1)),
    "combining.docx": (lambda: in_cell("a" + "\u0301" * 50_000), Read(1)),
    "no-cells.docx": (lambda: page(table(HEAD, PLAIN, "<w:tr/>" * 100)), Read(1)),
    "rows-8000.docx": (lambda: page(table(HEAD, PLAIN * 8_000)), "more than 5,000 rows"),
    "dates.docx": (
        lambda: page(table(HEAD, PLAIN.replace("May 2023", "1/1/2023 " * 9_000))),
        Read(1),
    ),
    "names.docx": (
        lambda: page(table(HEAD, PLAIN.replace("Head of Leisure", "Head of X, " * 9_000))),
        Read(1),
    ),
    "numbers.docx": (lambda: page(table(HEAD, PLAIN.replace("May 2023", "9" * 90_000))), Read(1)),
    "brackets.docx": (
        lambda: page(table(HEAD, PLAIN.replace("Head of Leisure", "(" * 90_000))),
        Read(1),
    ),
    "spaces.docx": (
        lambda: page(table(HEAD, PLAIN.replace("May 2023", "a" + " " * 90_000 + "b"))),
        Read(1),
    ),
    "dashes.docx": (lambda: page(table(HEAD, PLAIN.replace("May 2023", "- " * 45_000))), Read(1)),
    "colours.docx": (
        lambda: page(
            "<w:p><w:r><w:t>" + "Green - on track " * 5_000 + "</w:t></w:r></w:p>",
            table(HEAD, PLAIN),
        ),
        Read(1),
    ),
    "leads.docx": (
        lambda: page(
            "<w:p><w:r><w:t>" + "SLT Lead – Chief Executive/" * 3_000 + "</w:t></w:r></w:p>",
            table(HEAD, PLAIN),
        ),
        Read(1),
    ),
    "quarters.docx": (
        lambda: page(table(HEAD, PLAIN.replace("May 2023", "Q3 2024/25 " * 8_000))),
        Read(1),
    ),
}
