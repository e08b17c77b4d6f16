"""Paragraphs and tables of a Word file as its XML. Every word is escaped.

Rows are written as text and parsed once a table: the library's own way of adding cells takes
minutes for a thousand rows.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from actionplan.reporting.cells import Line

NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
SMALL, USUAL = 16, 18  # half points
EDGE = "808080"


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell looks: its ground and ink, each six hexadecimal digits, and if it is bold.

    ``size`` is in half points, 0 the usual one.
    """

    fill: str = ""
    ink: str = ""
    bold: bool = False
    size: int = 0


PLAIN = Look()


def run(words: str, look: Look = PLAIN, size: int = USUAL) -> str:
    """Some words in one look; a tab stays one."""
    ink = f'<w:color w:val="{look.ink}"/>' if look.ink else ""
    bold = "<w:b/>" if look.bold else ""
    properties = f'<w:rPr>{bold}{ink}<w:sz w:val="{size}"/></w:rPr>'
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(words)}</w:t></w:r>'


def paragraph(line: Line, look: Look = PLAIN) -> str:
    """A line as a paragraph; a bullet as an item of a real list."""
    style = "List Bullet" if line.kind == "bullet" else "Normal"
    size = look.size or (SMALL if line.kind == "note" else USUAL)
    identity = style.replace(" ", "")
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{identity}"/><w:spacing w:before="0" w:after="40"/></w:pPr>'
        f"{run(line.words, look, size)}</w:p>"
    )


def cell(content: str, width: int, look: Look = PLAIN) -> str:
    """A cell of ``width`` twentieths of a point."""
    fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{look.fill}"/>' if look.fill else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{fill}</w:tcPr>'
        f"{content or '<w:p/>'}</w:tc>"
    )


def lines_cell(lines: Iterable[Line], width: int, look: Look = PLAIN) -> str:
    """A cell of lines."""
    return cell("".join(paragraph(line, look) for line in lines), width, look)


def row(cells: Iterable[str], *, header: bool = False) -> str:
    """A row that no page's end cuts; a header is repeated on each page and read out as one."""
    repeated = "<w:tblHeader/>" if header else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{''.join(cells)}</w:tr>"


def table(rows: Iterable[str], widths: Sequence[int], title: str) -> str:
    """A table with a name for those who hear it."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    edges = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{EDGE}"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    return (
        f"<w:tbl {NAMESPACE}><w:tblPr>"
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{edges}</w:tblBorders>'
        '<w:tblInd w:w="80" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="80" w:type="dxa"/><w:right w:w="80" w:type="dxa"/>'
        "</w:tblCellMar>"
        '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0"'
        ' w:noHBand="1" w:noVBand="1"/>'
        f"<w:tblCaption w:val={quoteattr(title)}/></w:tblPr>"
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )
