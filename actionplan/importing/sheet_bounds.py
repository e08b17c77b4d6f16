"""What a workbook's sheets hold, found by one pass over their XML before they are opened.

The library that reads workbooks makes an object for each cell and each cell of each merged
range, so that a few bytes of XML can ask for more memory than there is. This pass counts first.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from actionplan.importing import limits
from actionplan.importing.archive import (
    DAMAGED,
    ENTITIES,
    Archive,
    check_no_doctype,
    has_doctype,
)
from council.bounded_child import Refused

# In any namespace: the library that opens workbooks looks at some of them by their name alone.
CELL, ROW, MERGED, LINK = "{*}c", "{*}row", "{*}mergeCell", "{*}hyperlink"
REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})\Z")


@dataclass
class Bounds:
    """One sheet: how far its words reach, and formulas that hold no saved result."""

    rows: int = 0
    columns: int = 0
    cells: int = 0
    merged: int = 0
    unsaved: list[str] = field(default_factory=list)


def bounds_of(archive: Archive, part: str, most: int = limits.CELLS) -> Bounds:
    """Count one sheet. Raises Refused where it is larger than any plan or has over ``most`` cells.

    What is counted is dropped at once, so that memory stays level.
    """
    bounds = Bounds()
    row = 0
    for element in elements(archive.read(part)):
        kind = etree.QName(element).localname
        if kind == "row":
            row = row_number(element.get("r", ""), row + 1)
            count_row(element, row, bounds, most)
            element.clear()
        elif kind != "c":
            count_range(element.get("ref", ""), bounds)
            element.clear()
    return bounds


def elements(content: bytes) -> Iterator[etree._Element]:
    """The cells, rows, merged ranges and links of a sheet, each when it is complete."""
    check_no_doctype(content)
    events = etree.iterparse(
        io.BytesIO(content),
        tag=[CELL, ROW, MERGED, LINK],
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    )
    try:
        for _, element in events:
            yield element
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Refused(DAMAGED) from error
    if events.root is not None and has_doctype(events.root):
        raise Refused(ENTITIES)


def count_row(element: etree._Element, row: int, bounds: Bounds, most: int) -> None:
    """Count the cells of a row; one that does not say its place follows the one before it."""
    column = 0
    for cell in element.iterchildren(CELL):
        place = cell.get("r", "")
        column, at = position(place) if place else (column + 1, row)
        bounds.cells += 1
        if bounds.cells > most:
            raise Refused(f"holds more than {limits.CELLS:,} cells, so it is not read")
        count_cell(cell, at, column, bounds)


def count_cell(cell: etree._Element, row: int, column: int, bounds: Bounds) -> None:
    """See how far out a cell stands if it holds anything, and whether a formula has a result."""
    value = cell.find("{*}v")
    filled = (value is not None and value.text) or cell.find("{*}is") is not None
    if cell.find("{*}f") is not None and not filled:
        bounds.unsaved.append(cell.get("r", ""))
    if filled:
        check_reach(row, column)
        bounds.rows, bounds.columns = max(bounds.rows, row), max(bounds.columns, column)


def row_number(digits: str, following: int) -> int:
    """A row's own number, or the one that follows where it has none."""
    if digits and not (digits.isascii() and digits.isdecimal() and int(digits[:9])):
        raise Refused(DAMAGED)
    return int(digits[:9]) if digits else following


def check_reach(row: int, column: int) -> None:
    """A plan does not reach that far."""
    if row > limits.ROWS:
        raise Refused(
            f"holds a sheet of more than {limits.ROWS:,} rows, so it is not read as a plan"
        )
    if column > limits.COLUMNS:
        raise Refused(
            f"holds a sheet of more than {limits.COLUMNS} columns, so it is not read as a plan"
        )


def count_range(reference: str, bounds: Bounds) -> None:
    """Count a merged or linked range: the library makes an object for each of its cells."""
    first, _, last = reference.partition(":")
    (top, left), (bottom, right) = position_row_first(first), position_row_first(last or first)
    bounds.merged += (abs(bottom - top) + 1) * (abs(right - left) + 1)
    if bounds.merged > limits.MERGED_CELLS:
        raise Refused("holds a merged range that is larger than any plan, so it is not read")


def position_row_first(reference: str) -> tuple[int, int]:
    column, row = position(reference)
    return row, column


def position(reference: str) -> tuple[int, int]:
    """Column and row of a cell's name, from 1."""
    match = REFERENCE.match(reference)
    if not match or not int(match[2]):
        raise Refused(DAMAGED)
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return column, int(match[2])
