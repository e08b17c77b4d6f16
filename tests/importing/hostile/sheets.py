"""Workbooks of strange measures, and cells that hold what no cell should."""

import openpyxl
from openpyxl.worksheet.formula import ArrayFormula

from tests.importing.hostile import REAL, Read
from tests.importing.hostile.markup import in_sheet, swapped
from tests.importing.hostile.zips import DAMAGED, SHEET
from tests.importing.making import EXCEL, HEADINGS, repacked, saved, workbook_plan

ROW = ["Open the lido", "Head of Leisure", "May 2023", "G", "On time"]
WIDE = "more than 200 columns"


def rows(number, width=5):
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(HEADINGS)
    for row in range(number):
        sheet.append([f"Action {row}", "", "", "G", ""][:width])
    return saved(book)


def rows_by_hand(number, width=5):
    """As ``rows``, but openpyxl would take ten seconds over so many."""
    cell = b'<c t="inlineStr"><is><t>Action</t></is></c>' * width
    lines = b"".join(b'<row r="%d">%s</row>' % (row, cell) for row in range(3, number + 3))
    return raw(TITLE, lines=lines)


def wide(columns):
    return workbook_plan([HEADINGS + [f"Column {n}" for n in range(columns - 5)], ROW])


def placed(place, value="far out"):
    """A small plan with one more cell somewhere."""
    book = openpyxl.Workbook()
    sheet = book["Sheet"]
    sheet.append(HEADINGS)
    sheet.append(ROW)
    sheet[place] = value
    return saved(book)


def formatted(rows, columns):
    """A small plan on a sheet where far more cells are only coloured."""
    styled = b"".join(
        b'<row r="%d">%s</row>' % (row, b'<c s="1"/>' * columns) for row in range(200, 200 + rows)
    )
    return in_sheet(b"</sheetData>", styled + b"</sheetData>")


def raw(cells, more=b"", lines=b""):
    """A sheet written by hand: a heading row, one row of ``cells``, and further ``lines``."""
    head = b"".join(
        b'<c r="%c1" t="inlineStr"><is><t>%s</t></is></c>' % (65 + n, words.encode())
        for n, words in enumerate(HEADINGS)
    )
    sheet = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row r="1">%s</row><row r="2">%s</row>%s</sheetData>%s</worksheet>'
        % (head, cells, lines, more)
    )
    return repacked(EXCEL.read_bytes(), replace={SHEET: lambda _: sheet})


TITLE = b'<c r="A2" t="inlineStr"><is><t>Open the lido</t></is></c>'


def with_cell(cell):
    return raw(TITLE + cell)


def merges(references):
    listed = b"".join(b'<mergeCell ref="%s"/>' % one for one in references)
    return raw(TITLE, b'<mergeCells count="1">' + listed + b"</mergeCells>")


def strings(number, words=b"x"):
    """A workbook whose list of words is far longer than its sheet."""
    listed = b"<si><t>%s</t></si>" % words * number
    table = (
        b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        + listed
        + b"</sst>"
    )
    with_relation = swapped(
        b"</Relationships>",
        b'<Relationship Id="rId99" Target="sharedStrings.xml" Type="http://schemas.openxmlformats.'
        b'org/officeDocument/2006/relationships/sharedStrings"/></Relationships>',
    )
    with_kind = swapped(
        b"</Types>",
        b'<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-'
        b'officedocument.spreadsheetml.sharedStrings+xml"/></Types>',
    )
    cell = b'<c r="B2" t="s"><v>%d</v></c>' % (0 if number > 1 else 99_999_999)
    return repacked(
        with_cell(cell),
        replace={"xl/_rels/workbook.xml.rels": with_relation, "[Content_Types].xml": with_kind},
        add={"xl/sharedStrings.xml": table},
    )


def sheets(number):
    """A workbook that names one sheet very many times."""
    listed = b"".join(
        b'<sheet name="S%d" sheetId="%d" r:id="rId1"/>' % (n, n) for n in range(2, number + 2)
    )
    relation = b'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '

    def change(part):
        part = part.replace(b"</sheets>", listed + b"</sheets>", 1)
        return part.replace(b"<workbook ", b"<workbook " + relation, 1)

    return repacked(EXCEL.read_bytes(), replace={"xl/workbook.xml": change})


def styles(number):
    """A workbook with very many ways to look."""
    return repacked(
        EXCEL.read_bytes(),
        replace={
            "xl/styles.xml": swapped(b"</cellXfs>", b"<xf/>" * number + b"</cellXfs>"),
        },
    )


def columns_said(first, last):
    return in_sheet(b"<cols>", b'<cols><col min="%d" max="%d" hidden="1"/>' % (first, last))


def unsaved():
    """Formulas that hold no result, as programs write them that do not calculate."""
    return workbook_plan([HEADINGS, [*ROW[:2], "=TODAY()", '=IF(1,"G","R")', '="On "&"time"']])


def array():
    book = openpyxl.Workbook()
    sheet = book["Sheet"]
    sheet.append(HEADINGS)
    sheet.append(ROW)
    sheet["E2"] = ArrayFormula("E2:E1048576", "=A2:A1048576")
    return saved(book)


def macros():
    return repacked(
        EXCEL.read_bytes(),
        replace={
            "[Content_Types].xml": swapped(
                b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
                b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
            )
        },
        add={"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0 Sub AutoOpen()"},
    )


def dated(value, style=b""):
    return with_cell(b'<c r="C2"%s><v>%s</v></c>' % (style, value))


FILES = {
    "rows-4900.xlsx": (lambda: rows(4_900), Read(4_900)),
    "rows-9000.xlsx": (lambda: rows(9_000), "more than 5,000 rows"),
    "rows-11000.xlsx": (lambda: rows(11_000), "more than 5,000 rows"),
    "rows-100000.xlsx": (lambda: rows_by_hand(100_000), "so it is not read"),
    "rows-100000-narrow.xlsx": (lambda: rows_by_hand(100_000, 1), "more than 5,000 rows"),
    "columns-16384.xlsx": (lambda: wide(16_384), WIDE),
    "columns-201.xlsx": (lambda: wide(201), WIDE),
    "columns-200.xlsx": (lambda: wide(200), "holds no table"),
    "corner.xlsx": (lambda: placed("XFD1048576"), "more than 5,000 rows"),
    "beyond.xlsx": (lambda: with_cell(b'<c r="XFE1048577"><v>1</v></c>'), "rows"),
    "far-blank.xlsx": (lambda: with_cell(b'<c r="XFD2" s="1"/>'), Read(1)),
    "row-0.xlsx": (lambda: with_cell(b'<c r="B0"><v>1</v></c>'), DAMAGED),
    "row-minus.xlsx": (lambda: in_sheet(b'<row r="3"', b'<row r="-3"'), DAMAGED),
    "row-large.xlsx": (lambda: in_sheet(b'<row r="3"', b'<row r="999999999999"'), Read(REAL)),
    "row-again.xlsx": (lambda: in_sheet(b'<row r="4"', b'<row r="3"'), Read(REAL)),
    "places-none.xlsx": (
        lambda: raw(TITLE.replace(b' r="A2"', b"") + b'<c t="inlineStr"><is><t>x</t></is></c>'),
        Read(1),
    ),
    "place-lower.xlsx": (lambda: with_cell(b'<c r="b2"><v>1</v></c>'), DAMAGED),
    "formatted-250000.xlsx": (lambda: formatted(2_500, 100), Read(REAL)),
    "formatted-350000.xlsx": (lambda: formatted(3_500, 100), "300,000 cells"),
    "formatted-wide.xlsx": (lambda: formatted(15, 16_384), Read(REAL)),
    "merge-column.xlsx": (lambda: merges([b"B1:B1048576"]), "merged range"),
    "merge-row.xlsx": (lambda: merges([b"A9:XFD9"]), Read(1)),
    "merge-many.xlsx": (
        lambda: merges([b"A%d:XFD%d" % (n, n) for n in range(9, 1_500)]),
        "merged range",
    ),
    "merge-same.xlsx": (lambda: merges([b"A9:HZ150"] * 2_000), "merged range"),
    "merge-overlap.xlsx": (
        lambda: merges([b"A%d:CV400" % n for n in range(9, 390)]),
        "merged range",
    ),
    "merge-backwards.xlsx": (lambda: merges([b"C5:A4"]), DAMAGED),
    "merge-in-disguise.xlsx": (
        lambda: raw(
            TITLE,
            b'<mergeCells><x:mergeCell xmlns:x="urn:x" ref="A1:XFD1048576"/></mergeCells>',
        ),
        "merged range",
    ),
    "link-over-all.xlsx": (
        lambda: raw(TITLE, b'<hyperlinks><hyperlink ref="A1:XFD1048576"/></hyperlinks>'),
        "merged range",
    ),
    "merge-columns.xlsx": (lambda: merges([b"A:C"]), DAMAGED),
    "strings-lost.xlsx": (lambda: with_cell(b'<c r="B2" t="s"><v>0</v></c>'), DAMAGED),
    "strings-out-of-range.xlsx": (lambda: strings(1), DAMAGED),
    "strings-500000.xlsx": (lambda: strings(500_000), "longer lists"),
    "strings-long.xlsx": (lambda: strings(2, b"x" * 9_000_000), "more than 100,000 characters"),
    "sheets-1000.xlsx": (lambda: sheets(1_000), "holds 1,001 sheets"),
    "sheets-100000.xlsx": (lambda: sheets(100_000), "holds 100,001 sheets"),
    "styles-300000.xlsx": (lambda: styles(300_000), "longer lists"),
    "columns-hidden.xlsx": (lambda: columns_said(1, 16_384), Read(REAL)),
    "columns-said.xlsx": (lambda: columns_said(1, 2_000_000_000), Read(REAL)),
    "columns-minus.xlsx": (lambda: columns_said(-5, 3), DAMAGED),
    "unsaved.xlsx": (unsaved, Read(1, "A formula has no saved result")),
    "array.xlsx": (array, Read(1)),
    "macros.xlsm": (macros, Read(REAL)),
    "error.xlsx": (lambda: with_cell(b'<c r="D2" t="e"><v>#REF!</v></c>'), Read(1, "error here")),
    "nan.xlsx": (lambda: dated(b"NaN"), DAMAGED),
    "infinite.xlsx": (lambda: dated(b"1e999"), Read(1)),
    "large.xlsx": (lambda: dated(b"1e308"), Read(1)),
    "digits.xlsx": (lambda: dated(b"9" * 100_000), DAMAGED),
    "serial-minus.xlsx": (lambda: dated(b"-5", b' s="9"'), DAMAGED),
    "serial-far.xlsx": (lambda: dated(b"9999999"), Read(1)),
    "words-as-number.xlsx": (lambda: dated(b"May"), DAMAGED),
    "date-0.xlsx": (lambda: with_cell(b'<c r="C2" t="d"><v>0000-00-00</v></c>'), DAMAGED),
    "date-1.xlsx": (lambda: with_cell(b'<c r="C2" t="d"><v>0001-01-01</v></c>'), Read(1)),
    "date-9999.xlsx": (
        lambda: with_cell(b'<c r="C2" t="d"><v>9999-12-31T23:59:59Z</v></c>'),
        Read(1),
    ),
    "boolean.xlsx": (lambda: with_cell(b'<c r="C2" t="b"><v>maybe</v></c>'), DAMAGED),
    "kind-unknown.xlsx": (lambda: with_cell(b'<c r="C2" t="zz"><v>1</v></c>'), Read(1)),
    "style-unknown.xlsx": (lambda: with_cell(b'<c r="C2" s="99999"><v>1</v></c>'), DAMAGED),
    "style-minus.xlsx": (lambda: with_cell(b'<c r="C2" s="-1"><v>1</v></c>'), Read(1)),
    "cell-long.xlsx": (
        lambda: with_cell(b'<c r="E2" t="inlineStr"><is><t>%s</t></is></c>' % (b"long " * 30_000)),
        "more than 100,000 characters",
    ),
    "lines.xlsx": (
        lambda: with_cell(b'<c r="E2" t="inlineStr"><is><t>%s</t></is></c>' % (b"\n" * 90_000)),
        Read(1),
    ),
    "rich.xlsx": (
        lambda: with_cell(
            b'<c r="E2" t="inlineStr"><is>%s</is></c>' % (b"<r><t>so </t></r>" * 1_000)
        ),
        Read(1),
    ),
}
