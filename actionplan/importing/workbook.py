"""A workbook as rows: each row of each sheet that is shown, with the words its cells show."""

import io
import re
import warnings
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from actionplan.importing import limits
from actionplan.importing.archive import DAMAGED, Archive
from actionplan.importing.cell_doubts import AN_ERROR, STRUCK
from actionplan.importing.cell_words import moment_of, serial_date, shown
from actionplan.importing.grid import Cell, Row, Source
from actionplan.importing.lean import lean
from actionplan.importing.own_files import read_own_workbook, stamp_in
from actionplan.importing.package import OFFICE, SHEETS, load, main_part, relations
from actionplan.importing.sheet_bounds import Bounds, bounds_of
from actionplan.importing.sheet_colours import Palette
from actionplan.importing.text import paragraphs, tidy
from council.bounded_child import Refused
from council.progress import Count

S = f"{{{SHEETS}}}"
R = f"{{{OFFICE}}}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def read_workbook(archive: Archive) -> Source:
    """The rows of an .xlsx or .xlsm file; macros are never looked at. Raises Refused."""
    source = Source()
    bounds = dict(sheets_of(archive))
    book = opened(lean(archive))
    source.own, source.stamp = read_own_workbook(book, bounds), stamp_in(book)
    if source.own:
        tell(archive, source)
        source.own = replace(source.own, notes=(*source.notes, *source.own.notes))
        return source
    palette = Palette(book)
    titles = (sheet.title for sheet in book.worksheets if sheet.sheet_state == "visible")
    source.count = Count(sum(bounds[title].rows for title in titles if title in bounds))
    for number, sheet in enumerate(book.worksheets, start=1):
        if sheet.sheet_state != "visible":
            source.say(f"sheet “{sheet.title}”", "", "A hidden sheet is left out.", decide=True)
        elif sheet.title in bounds:
            source.sheets += 1
            SheetReader(sheet, number, bounds[sheet.title], palette, source).read()
    tell(archive, source)
    return source


def tell(archive: Archive, source: Source) -> None:
    """Say what stands on the sheets and in no cell: text boxes, and comments."""
    for name in sorted(one for one in archive.parts if one.startswith("xl/drawings/drawing")):
        drawn(archive, name, source)
    for name in sorted(one for one in archive.parts if COMMENTS.fullmatch(one)):
        commented(archive, name, source)


def sheets_of(archive: Archive) -> Iterator[tuple[str, Bounds]]:
    """Each sheet's title and bounds, counted before the workbook is opened. Raises Refused."""
    main = main_part(archive)
    parts = {identity: name for identity, _, name in relations(archive, main)}
    sheets = list(load(archive, main).iter(S + "sheet"))
    if len(sheets) > limits.SHEETS:
        raise Refused(f"holds {len(sheets):,} sheets; a plan has a few")
    left = limits.CELLS
    for sheet in sheets:
        if sheet.get(R + "id", "") not in parts:
            raise Refused(DAMAGED)
        bounds = bounds_of(archive, parts[sheet.get(R + "id", "")], left)
        left -= bounds.cells
        yield sheet.get("name", ""), bounds


def opened(payload: bytes) -> Any:
    """The workbook with saved results in place of formulas."""
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            # The library warns of every extension it does not know; none of them holds words.
            warnings.simplefilter("ignore")
            return load_workbook(io.BytesIO(payload), data_only=True, keep_links=False)
    except MemoryError:
        raise
    except Exception as error:  # it raises whatever its many parts raise
        raise Refused(DAMAGED) from error


class SheetReader:
    """Reads one sheet."""

    def __init__(
        self, sheet: Any, number: int, bounds: Bounds, palette: Palette, source: Source
    ) -> None:
        self.sheet, self.number, self.bounds = sheet, number, bounds
        self.palette, self.source = palette, source
        self.merged = dict(merged_from(sheet))
        self.hidden = hidden_columns(sheet)

    def read(self) -> None:
        """Its rows, its headers and footers, and what is left out."""
        self.source.rows += self.rows()
        for part in (self.sheet.oddFooter, self.sheet.oddHeader):
            for side in (part.left, part.center, part.right):
                self.source.margins += (side.text or "").splitlines()
        if self.bounds.unsaved:
            places = ", ".join(self.bounds.unsaved[:20])
            self.say(places, "A formula has no saved result, so nothing is read there.")

    def say(self, said: str, understood: str) -> None:
        """A note on the sheet that needs a decision."""
        self.source.say(f"sheet “{self.sheet.title}”", said, understood, decide=True)

    def rows(self) -> Iterator[Row]:
        """Each row up to the last one with words; hidden rows and columns are said, not read."""
        last, width = self.bounds.rows, self.bounds.columns
        left_out: list[str] = []
        for cells in self.sheet.iter_rows(max_row=last, max_col=width) if last else ():
            row = self.row(cells)
            self.source.count.one()
            if self.sheet.row_dimensions[cells[0].row].hidden and row.filled:
                self.source.say(row.where, row.words, "A hidden row is left out.", decide=True)
                continue
            left_out += [cell.flat for cell in row.filled if cell.column in self.hidden]
            yield replace(row, cells=tuple(c for c in row.cells if c.column not in self.hidden))
        if left_out:
            self.say(" | ".join(left_out)[:2000], "Hidden columns are left out.")

    def row(self, cells: tuple[Any, ...]) -> Row:
        """One row with all its cells."""
        number = cells[0].row
        where = f"sheet “{self.sheet.title}”, row {number}"
        found: list[Cell] = []
        for cell in cells:
            made = self.cell(cell)
            if made is not None:
                found.append(made)
        return Row(where, self.number, tuple(found), self.sheet.title)

    def cell(self, cell: Any) -> Cell | None:
        """One cell; a merged one covers its columns, and repeats itself down its rows."""
        place = (cell.row, cell.column)
        origin = self.merged.get(place)
        if origin is None:
            return self.plain(cell, cell)
        top, left, right = origin
        if cell.column != left:
            return None
        made = self.plain(self.sheet.cell(top, left), cell)
        return replace(made, across=right - left + 1, merged=cell.row != top)

    def plain(self, cell: Any, place: Any) -> Cell:
        """One cell's words and looks."""
        font = cell.font
        text = shown(cell.value, cell.number_format)
        if len(text) > limits.CELL_CHARACTERS:
            raise Refused(f"holds a cell of more than {limits.CELL_CHARACTERS:,} characters")
        if cell.data_type == "e":
            self.source.say(
                f"sheet “{self.sheet.title}”, {cell.coordinate}",
                tidy(text),
                AN_ERROR,
                decide=True,
            )
        if font.strike and text.strip():
            self.source.say(
                f"sheet “{self.sheet.title}”, {cell.coordinate}",
                tidy(text),
                STRUCK,
                decide=True,
            )
        return Cell(
            place.column - 1,
            tuple(paragraphs(text, bold=bool(font.bold))) if text else (),
            shade=self.palette.shade(cell),
            moment=moment_of(cell.value, cell.number_format),
            serial=serial_date(cell.value, self.sheet.parent.epoch),
            error=cell.data_type == "e",
        )


def merged_from(sheet: Any) -> Iterator[tuple[tuple[int, int], tuple[int, int, int]]]:
    """For each merged cell, the top row and the first and last column of its range."""
    for one in sheet.merged_cells.ranges:
        for row in range(one.min_row, one.max_row + 1):
            for column in range(one.min_col, one.max_col + 1):
                yield (row, column), (one.min_row, one.min_col, one.max_col)


def hidden_columns(sheet: Any) -> set[int]:
    """The columns that are hidden, from 0."""
    found: set[int] = set()
    for dimension in sheet.column_dimensions.values():
        if dimension.hidden and dimension.min:
            found.update(range(dimension.min - 1, min(dimension.max, dimension.min + 200)))
    return found


def drawn(archive: Archive, name: str, source: Source) -> None:
    """Say what text boxes on a sheet say; they belong to no cell."""
    shapes = load(archive, name).iter(DRAWING + "p")
    lines = ["".join(t.text or "" for t in shape.iter(DRAWING + "t")) for shape in shapes]
    said = "\n".join(tidy(line) for line in lines if line.strip())
    if said:
        source.say("a text box of the workbook", said, "Not read into a row.", decide=True)


# What is said of a sheet at once; the rest stands in the file.
LONGEST_SAID = 5_000
COMMENTS = re.compile(r"xl/(?:comments/)?comments?\d*\.xml")


def commented(archive: Archive, name: str, source: Source) -> None:
    """Say what comments on cells say; they are talk about the plan and no part of it."""
    found = (
        (one.get("ref", ""), tidy("".join(t.text or "" for t in one.iter(S + "t"))))
        for one in load(archive, name).iter(S + "comment")
    )
    said = "\n".join(f"{place}: {words}" for place, words in found if words)
    if said:
        words = "Comments on cells are not read into the plan."
        source.say("the comments of a sheet", said[:LONGEST_SAID], words)
