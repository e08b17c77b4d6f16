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
from council.bounded import Refused

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})\Z")


@dataclass
class Bounds:
    """One sheet: how far its words reach, and formulas that hold no saved result."""

    rows: int = 0
    columns: int = 0
    cells: int = 0
    unsaved: list[str] = field(default_factory=list)


def bounds_of(archive: Archive, part: str) -> Bounds:
    """Count one sheet. Raises Refused where it is larger than any plan."""
    bounds = Bounds()
    row = 0
    # Blank elements are dropped as soon as they are counted, so that memory stays level.
    for element in elements(archive.read(part)):
        if element.tag == S + "c":
            count_cell(element, row + 1, bounds)
        elif element.tag == S + "row":
            row = row_number(element.get("r", ""), row + 1)
        elif element.tag == S + "mergeCell":
            check_merge(element.get("ref", ""))
        if element.tag in {S + "row", S + "mergeCell"}:
            element.clear()
    return bounds


def elements(content: bytes) -> Iterator[etree._Element]:
    """The cells, rows and merged ranges of a sheet, each when it is complete."""
    check_no_doctype(content)
    wanted = [S + "c", S + "row", S + "mergeCell"]
    events = etree.iterparse(
        io.BytesIO(content),
        tag=wanted,
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


def count_cell(cell: etree._Element, row: int, bounds: Bounds) -> None:
    """Count a cell, and see how far out it stands if it holds anything."""
    bounds.cells += 1
    if bounds.cells > limits.CELLS:
        raise Refused(f"holds a sheet of more than {limits.CELLS:,} cells, so it is not read")
    place = cell.get("r", "")
    value = cell.find(S + "v")
    filled = (value is not None and value.text) or cell.find(S + "is") is not None
    if cell.find(S + "f") is not None and not filled:
        bounds.unsaved.append(place)
    if filled and place:
        column, row = position(place)
        check_reach(row, column)
        bounds.rows, bounds.columns = max(bounds.rows, row), max(bounds.columns, column)


def row_number(digits: str, following: int) -> int:
    """A row's own number, or the one that follows where it has none."""
    if digits and not (digits.isascii() and digits.isdecimal()):
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


def check_merge(reference: str) -> None:
    """One merged range, of a size that a person could have made."""
    first, _, last = reference.partition(":")
    (top, left), (bottom, right) = position_row_first(first), position_row_first(last or first)
    if (abs(bottom - top) + 1) * (abs(right - left) + 1) > limits.MERGED_CELLS:
        raise Refused("holds a merged range that is larger than any plan, so it is not read")


def position_row_first(reference: str) -> tuple[int, int]:
    column, row = position(reference)
    return row, column


def position(reference: str) -> tuple[int, int]:
    """Column and row of a cell's name, from 1."""
    match = REFERENCE.match(reference)
    if not match:
        raise Refused(DAMAGED)
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return column, int(match[2])
