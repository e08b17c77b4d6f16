"""Paragraphs, lists and tables of a report in a Word document: real styles, headers that repeat."""

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from actionplan.key_lines import Rating
from actionplan.marks import TONES
from actionplan.reporting.cells import lines_of
from actionplan.reporting.narrative import Said
from actionplan.reporting.parts import Block, BlockKind
from actionplan.reporting.pieces import Bar, Grid, Key, Piece
from actionplan.reporting.word_bar import put_bar
from actionplan.reporting.word_markup import EDGE, NAMESPACE, Look, lines_cell, row, table
from actionplan.reporting.word_numbers import new_list, number
from actionplan.reporting.word_page import widths_of
from council.hostile import one_line

if TYPE_CHECKING:
    from docx.document import Document

STYLES = {BlockKind.BULLETS: "List Bullet", BlockKind.NUMBERS: "List Number"}


def put(document: "Document", piece: Piece, points: int) -> None:
    """A paragraph, a list, a table in letters of ``points``, or the bar with its sentence.

    What the key means is put by whoever knows the plan: here it is left out.
    """
    match piece:
        case Grid():
            put_grid(document, piece, points)
        case Block():
            put_block(document, piece)
        case Said():
            put_said(document, piece)
        case Bar():
            put_bar(document, piece)
        case Key():
            pass


def put_block(document: "Document", block: Block) -> None:
    """A paragraph, or a list; one with numbers begins at 1."""
    made = [
        document.add_paragraph(line, style=STYLES.get(block.kind, "Normal")) for line in block.lines
    ]
    if block.kind == BlockKind.NUMBERS:
        numbering = document.part.numbering_part.element
        if begun := new_list(document, numbering):
            for one in made:
                number(one._p, *begun)


def put_said(document: "Document", said: Said) -> None:
    """What a lead said: who, the rating as letter and word in a box of its colour, the words."""
    from docx.oxml import parse_xml

    if said.about:
        document.add_heading(one_line(said.about, 200), level=2)
    opening = document.add_paragraph(f"{one_line(said.declared, 200)} ")
    opening.paragraph_format.keep_with_next = True
    if said.rating:
        opening._p.append(parse_xml(boxed(said.rating)))
    for line in lines_of(said.words):
        document.add_paragraph(line.words)
    if said.note:
        document.add_paragraph(one_line(said.note, 200))


def boxed(rating: Rating) -> str:
    """Letter and word on the colour of a rating, with an edge, as a run."""
    tone = TONES.get(rating.colour, TONES["grey"])
    words = escape(f"\u00a0{rating.letter} {one_line(rating.word, 24)}\u00a0")
    return (
        f'<w:r {NAMESPACE}><w:rPr><w:b/><w:color w:val="{tone.ink[1:]}"/>'
        f'<w:bdr w:val="single" w:sz="8" w:space="0" w:color="{EDGE}"/>'
        f'<w:shd w:val="clear" w:color="auto" w:fill="{tone.fill[1:]}"/></w:rPr>'
        f'<w:t xml:space="preserve">{words}</w:t></w:r>'
    )


def put_grid(document: "Document", grid: Grid, points: int) -> None:
    """A table under its caption; its heading row is repeated on every page."""
    from docx.oxml import parse_xml

    caption = document.add_paragraph(grid.caption)
    caption.paragraph_format.keep_with_next = True
    widths = widths_of(document, grid.shares or (1,) * len(grid.headings))
    plain, headed = Look(size=2 * points), Look(size=2 * points, bold=True)
    rows = [row_of(grid.headings, widths, headed, header=True)]
    last = len(grid.rows) - 1
    rows += [
        row_of(one, widths, headed if grid.figures and number == last else plain)
        for number, one in enumerate(grid.rows)
    ]
    made = table(rows, widths, grid.caption)
    document.element.body.insert_element_before(parse_xml(made), "w:sectPr")
    document.add_paragraph()


def row_of(words: tuple[str, ...], widths: list[int], look: Look, *, header: bool = False) -> str:
    """One row of a table."""
    cells = zip(words, widths, strict=True)
    return row((lines_cell(lines_of(said), width, look) for said, width in cells), header=header)
