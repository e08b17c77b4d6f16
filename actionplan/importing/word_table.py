"""One Word table as rows of cells: spans, merges, shading, nested tables."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from lxml import etree

from actionplan.importing import limits
from actionplan.importing.grid import Cell, Paragraph, Row
from actionplan.importing.word_numbering import numbered
from actionplan.importing.word_reader import WordReader
from actionplan.importing.word_styles import OPEN, W, is_on, is_unset, value
from actionplan.importing.word_text import fill_of, words_of
from council.bounded_child import Refused

# A table in a cell of a table in a cell is seen; deeper ones are made to exhaust the reader.
DEEPEST = 8


def read_table(table: etree._Element, number: int, reader: WordReader) -> Iterator[Row]:
    """The rows of ``table``; deleted ones are left out, hidden ones too and said so."""
    above: dict[int, Cell] = {}
    for count, element in enumerate(through(table, "tr"), start=1):
        where = f"table {number}, row {count}"
        reader.source.count.one()
        properties = element.find(W + "trPr")
        if properties is not None and properties.find(W + "del") is not None:
            continue
        row = Row(where, number, tuple(read_cells(element, where, above, reader)))
        above = {cell.column: cell for cell in row.cells}
        if properties is not None and is_on(properties.find(W + "hidden")):
            reader.source.say(where, row.words, "A hidden row is left out.", decide=True)
        else:
            yield numbered(row)


def through(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    """The children of one name, also inside content controls and tracked insertions."""
    for child in parent.iterchildren(etree.Element):
        if child.tag == W + name:
            yield child
        elif child.tag in OPEN:
            yield from through(child, name)


def read_cells(
    row: etree._Element, where: str, above: dict[int, Cell], reader: WordReader
) -> Iterator[Cell]:
    """The cells of one row, each in its column."""
    column = whole(value(row.find(f"{W}trPr/{W}gridBefore")), least=0)
    for element in through(row, "tc"):
        if element.find(f"{W}tcPr/{W}cellDel") is not None:
            continue
        across = whole(value(element.find(f"{W}tcPr/{W}gridSpan")), least=1)
        if column + across > limits.COLUMNS:
            raise Refused(f"holds a table of more than {limits.COLUMNS} columns, so it is not read")
        yield read_cell(element, Cell(column, across=across), where, above, reader)
        column += across


def whole(digits: str, *, least: int) -> int:
    """A number of columns; nonsense counts as the least."""
    return max(least, int(digits[:9])) if digits.isdecimal() else least


def read_cell(
    element: etree._Element, cell: Cell, where: str, above: dict[int, Cell], reader: WordReader
) -> Cell:
    """One cell with its words, or with those of the cell above that it continues."""
    merge = element.find(f"{W}tcPr/{W}vMerge")
    origin = above.get(cell.column)
    if merge is not None and value(merge) != "restart" and origin is not None:
        return replace(origin, merged=True, across=cell.across)
    unset = any(is_unset(one) for one in element.iterancestors(W + "sdt"))
    found = () if unset else tuple(cell_paragraphs(element, where, reader, depth=1))
    if sum(len(one.text) for one in found) > limits.CELL_CHARACTERS:
        raise Refused(f"holds a cell of more than {limits.CELL_CHARACTERS:,} characters")
    return replace(cell, paragraphs=found, shade=shade(element))


def shade(cell: etree._Element) -> str:
    """The colour of a cell, else the colour behind its words."""
    own = fill_of(cell.find(f"{W}tcPr/{W}shd"))
    behind = (words_of(one).shade for one in cell.iterchildren(W + "p"))
    return own or next((colour for colour in behind if colour), "")


def cell_paragraphs(
    cell: etree._Element, where: str, reader: WordReader, depth: int
) -> Iterator[Paragraph]:
    """The paragraphs of a cell; a table inside it is read row by row as further lines."""
    for tag, elements in groupby(cell_blocks(cell), key=lambda element: element.tag):
        if tag == W + "p":
            yield from reader.paragraphs(elements)
        else:
            for table in elements:
                yield from nested(table, where, reader, depth)


def cell_blocks(parent: etree._Element) -> Iterator[etree._Element]:
    """The paragraphs and tables of a cell, also inside content controls."""
    for child in parent.iterchildren(etree.Element):
        if child.tag in {W + "p", W + "tbl"}:
            yield child
        elif child.tag in OPEN and not is_unset(child):
            yield from cell_blocks(child)


def nested(
    table: etree._Element, where: str, reader: WordReader, depth: int
) -> Iterator[Paragraph]:
    """The rows of a table inside a cell, one line each."""
    if depth > DEEPEST:
        raise Refused("holds tables within tables without end, so it is not read")
    lines = [
        " | ".join(filter(None, (flat(cell, where, reader, depth) for cell in through(row, "tc"))))
        for row in through(table, "tr")
    ]
    said = "\n".join(line for line in lines if line)
    if said:
        reader.source.say(where, said, "A table in a cell is read as lines of it.", decide=True)
    yield from (Paragraph(line) for line in lines if line)


def flat(cell: etree._Element, where: str, reader: WordReader, depth: int) -> str:
    """The words of one cell of a table inside a cell, on one line."""
    found = cell_paragraphs(cell, where, reader, depth + 1)
    return " ".join(one.text for one in found if one.text)
