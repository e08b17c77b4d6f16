"""A Word file as rows: each paragraph of the page, then each row of each table, in order."""

from collections.abc import Iterator
from itertools import groupby

from lxml import etree

from actionplan.importing import limits
from actionplan.importing.archive import Archive
from actionplan.importing.grid import Cell, Row, Source
from actionplan.importing.own_word import read_own_word, word_stamp
from actionplan.importing.package import load, related
from actionplan.importing.word_numbering import numbered
from actionplan.importing.word_reader import WordReader
from actionplan.importing.word_styles import OPEN, W, is_unset
from actionplan.importing.word_table import read_table, through
from actionplan.importing.word_text import words_of
from council.bounded_child import Refused
from council.progress import Count


def read_word(archive: Archive) -> Source:
    """The rows of a .docx or .docm file, in order, with notes on what is left out.

    Tracked changes count as accepted; hidden words and rows are left out and said so; text boxes
    and tables inside cells are read as further lines. Raises Refused.
    """
    reader = WordReader(archive)
    body = load(archive, reader.main).find(W + "body")
    if body is None:
        raise Refused("is no Word document, though it is packed like one")
    reader.source.count = Count(bounded(number_of_rows(body)))
    reader.number(body)
    for row in rows(body, reader):
        reader.source.rows.append(row)
        bounded(len(reader.source.rows))
    reader.source.margins = list(dict.fromkeys(margins(reader)))
    reader.tell()
    reader.source.stamp = word_stamp(archive)
    reader.source.own = read_own_word(reader.source)
    return reader.source


def bounded(rows: int) -> int:
    """That many rows; raises Refused for more than a plan has, before as well as while reading."""
    if rows > limits.ROWS:
        raise Refused(f"holds more than {limits.ROWS:,} rows, so it is not read as a plan")
    return rows


def number_of_rows(body: etree._Element) -> int:
    """How many rows the tables of a page have together."""
    tables = (block for block in blocks(body) if block.tag == W + "tbl")
    return sum(1 for table in tables for _ in through(table, "tr"))


def rows(body: etree._Element, reader: WordReader) -> Iterator[Row]:
    """Paragraphs and rows of tables in their order."""
    lines = tables = 0
    for tag, elements in groupby(blocks(body), key=lambda element: element.tag):
        if tag == W + "p":
            for paragraph in reader.whole(elements):
                if any(line.text for line in paragraph):
                    lines += 1
                    yield numbered(Row(f"paragraph {lines}", 0, (Cell(0, paragraph),)))
        elif tag == W + "tbl":
            for element in elements:
                tables += 1
                yield from read_table(element, tables, reader)
        else:
            reader.met["embedded document"] += len(list(elements))


def blocks(parent: etree._Element) -> Iterator[etree._Element]:
    """The paragraphs, tables and embedded documents of a page, also inside content controls."""
    for child in parent.iterchildren(etree.Element):
        if child.tag in {W + "p", W + "tbl", W + "altChunk"}:
            yield child
        elif child.tag in OPEN and not is_unset(child):
            yield from blocks(child)


def margins(reader: WordReader) -> Iterator[str]:
    """The lines of all footers and headers."""
    for kind in ("footer", "header"):
        for name in related(reader.archive, reader.main, kind):
            for paragraph in load(reader.archive, name).iter(W + "p"):
                text = words_of(paragraph).text
                if text.strip():
                    yield text
