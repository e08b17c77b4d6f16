"""One Word table as rows of cells: spans, merges, shading, nested tables."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from lxml import etree

from actionplan.importing import limits
from actionplan.importing.grid import Cell, Paragraph, Row
from actionplan.importing.word_styles import W, is_on, value
from actionplan.importing.word_text import fill_of, words_of
from council.bounded import Refused

if TYPE_CHECKING:
    from actionplan.importing.word import WordReader

OPEN = {W + name for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo")}


def read_table(table: etree._Element, number: int, reader: "WordReader") -> Iterator[Row]:
    """The rows of ``table``; deleted ones are left out, hidden ones too and said so."""
    above: dict[int, Cell] = {}
    for count, element in enumerate(through(table, "tr"), start=1):
        where = f"table {number}, row {count}"
        properties = element.find(W + "trPr")
        if properties is not None and properties.find(W + "del") is not None:
            continue
        row = Row(where, number, tuple(read_cells(element, where, above, reader)))
        above = {cell.column: cell for cell in row.cells}
        if properties is not None and is_on(properties.find(W + "hidden")):
            reader.source.say(where, said(row), "A hidden row is left out.", decide=True)
        else:
            yield row


def said(row: Row) -> str:
    """The words of a row on one line."""
    return " | ".join(cell.flat for cell in row.filled)


def through(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    """The children of one name, also inside content controls and tracked insertions."""
    for child in parent.iterchildren(etree.Element):
        if child.tag == W + name:
            yield child
        elif child.tag in OPEN:
            yield from through(child, name)


def read_cells(
    row: etree._Element, where: str, above: dict[int, Cell], reader: "WordReader"
) -> Iterator[Cell]:
    """The cells of one row, each in its column."""
    column = whole(value(row.find(f"{W}trPr/{W}gridBefore")), least=0)
    for element in through(row, "tc"):
        properties = element.find(W + "tcPr")
        if properties is not None and properties.find(W + "cellDel") is not None:
            continue
        across = span(properties)
        if column + across > limits.COLUMNS:
            raise Refused(f"holds a table of more than {limits.COLUMNS} columns, so it is not read")
        yield read_cell(element, Cell(column, across=across), where, above, reader)
        column += across


def read_cell(
    element: etree._Element, cell: Cell, where: str, above: dict[int, Cell], reader: "WordReader"
) -> Cell:
    """One cell with its words, or with those of the cell above that it continues."""
    properties = element.find(W + "tcPr")
    merge = properties.find(W + "vMerge") if properties is not None else None
    origin = above.get(cell.column)
    if merge is not None and value(merge) != "restart" and origin is not None:
        return replace(origin, merged=True, across=cell.across)
    found = tuple(cell_paragraphs(element, where, reader, depth=1))
    if sum(len(one.text) for one in found) > limits.CELL_CHARACTERS:
        raise Refused(f"holds a cell of more than {limits.CELL_CHARACTERS:,} characters")
    return replace(cell, paragraphs=found, shade=shade(element, properties))


def span(properties: etree._Element | None) -> int:
    """How many columns the cell covers."""
    return whole(value(properties.find(W + "gridSpan")), least=1) if properties is not None else 1


def whole(digits: str, *, least: int) -> int:
    """A number of columns; nonsense counts as the least."""
    return max(least, int(digits[:9])) if digits.isdecimal() else least


def shade(element: etree._Element, properties: etree._Element | None) -> str:
    """The colour of a cell, else the colour behind its words."""
    own = fill_of(properties.find(W + "shd")) if properties is not None else ""
    if own:
        return own
    behind = (words_of(one).shade for one in element.iterchildren(W + "p"))
    return next((colour for colour in behind if colour), "")


def cell_paragraphs(
    parent: etree._Element, where: str, reader: "WordReader", depth: int
) -> Iterator[Paragraph]:
    """The paragraphs of a cell; a table inside it is read row by row as further lines."""
    joined: list[etree._Element] = []
    for child in parent.iterchildren(etree.Element):
        if child.tag == W + "p":
            joined.append(child)
            if not goes_on(child):
                yield from reader.paragraphs_of(joined)
                joined = []
        elif child.tag == W + "tbl":
            yield from nested(child, where, reader, depth)
        elif child.tag in OPEN:
            yield from cell_paragraphs(child, where, reader, depth)
    if joined:
        yield from reader.paragraphs_of(joined)


def goes_on(paragraph: etree._Element) -> bool:
    """Whether the next paragraph is one with this, because the mark between is deleted."""
    from actionplan.importing.word import mark_deleted

    return mark_deleted(paragraph)


def nested(
    table: etree._Element, where: str, reader: "WordReader", depth: int
) -> Iterator[Paragraph]:
    """The rows of a table inside a cell, one line each."""
    if depth > 8:
        raise Refused("holds tables within tables without end, so it is not read")
    lines: list[str] = []
    for row in through(table, "tr"):
        cells = through(row, "tc")
        words = [inner_words(cell, where, reader, depth) for cell in cells]
        lines.append(" | ".join(word for word in words if word))
    reader.source.say(
        where, "\n".join(lines), "A table inside a cell is read as lines of it.", decide=True
    )
    yield from (Paragraph(line) for line in lines if line)


def inner_words(
    cell: etree._Element, where: str, reader: "WordReader", depth: int
) -> str:
    """The words of one cell of a table inside a cell."""
    found = cell_paragraphs(cell, where, reader, depth + 1)
    return " ".join(one.text for one in found if one.text)
