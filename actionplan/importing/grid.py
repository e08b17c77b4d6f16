"""A file as rows of cells, before anything is understood: the same for Word and Excel."""

from dataclasses import dataclass, field
from functools import cached_property

from actionplan.declared import Moment
from actionplan.importing.notes import Note, Reading
from council.progress import Count


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of a cell or of the page. ``bullet``: an item of a list; its mark is dropped.

    ``heading`` is the outline level of a heading, from 1; 0 for other text. ``label`` is what Word
    writes before it by itself ("2."), which is no part of its words.
    """

    text: str
    bullet: bool = False
    bold: bool = False
    heading: int = 0
    label: str = ""


@dataclass(frozen=True)
class Cell:
    """One cell: its paragraphs (empty ones too, since they hold things level) and its looks.

    ``column`` counts from 0; ``across`` is the number of columns it covers. ``merged`` marks a
    cell that only continues the one above it, whose paragraphs it repeats. ``shade`` is six
    hexadecimal digits or empty. ``moment`` is a real date of a workbook, ``serial`` the date
    that a bare number would be, if it is in the range of dates. ``error`` marks a cell in which a
    program shows an error: its words are nobody's.
    """

    column: int
    paragraphs: tuple[Paragraph, ...] = ()
    across: int = 1
    merged: bool = False
    shade: str = ""
    moment: Moment | None = None
    serial: Moment | None = None
    error: bool = False

    @cached_property
    def filled(self) -> tuple[Paragraph, ...]:
        """The paragraphs that say something."""
        return tuple(one for one in self.paragraphs if one.text)

    @cached_property
    def text(self) -> str:
        """The words of the cell, one paragraph a line, without empty ones."""
        return "\n".join(one.text for one in self.filled)

    @cached_property
    def flat(self) -> str:
        """The words on one line."""
        return " ".join(self.text.split())

    @cached_property
    def blocks(self) -> tuple[tuple[Paragraph, ...], ...]:
        """The paragraphs in groups that empty paragraphs keep apart."""
        groups: list[list[Paragraph]] = [[]]
        for one in self.paragraphs:
            if one.text:
                groups[-1].append(one)
            elif groups[-1]:
                groups.append([])
        return tuple(tuple(group) for group in groups if group)

    @property
    def bold(self) -> bool:
        return bool(self.filled) and all(one.bold for one in self.filled)


@dataclass(frozen=True)
class Row:
    """One row of a table or sheet, or one paragraph of a page (then ``table`` is 0).

    ``where`` names the place for a person: "table 3, row 2". ``section`` is the sheet's name.
    """

    where: str
    table: int
    cells: tuple[Cell, ...]
    section: str = ""

    @cached_property
    def filled(self) -> tuple[Cell, ...]:
        """The cells that say something."""
        return tuple(cell for cell in self.cells if cell.text)

    @property
    def words(self) -> str:
        """All words of the row on one line."""
        return " | ".join(cell.flat for cell in self.filled)

    @property
    def width(self) -> int:
        """The number of columns."""
        return max((cell.column + cell.across for cell in self.cells), default=0)

    @property
    def only(self) -> Cell | None:
        """The one cell that says something, if it is one."""
        return self.filled[0] if len(self.filled) == 1 else None

    @property
    def spans(self) -> bool:
        """Whether one cell stands for the whole row: a line on the page, or merged over it."""
        only = self.only
        return only is not None and (self.table == 0 or only.across > 1 or len(self.cells) == 1)

    def at(self, column: int) -> Cell | None:
        """The cell over ``column``."""
        over = (cell for cell in self.cells if cell.column <= column < cell.column + cell.across)
        return next(over, None)

    def fresh(self, column: int) -> str:
        """The words over ``column`` where they do not just go on with those above."""
        cell = self.at(column)
        return cell.flat if cell and not cell.merged else ""


@dataclass
class Source:
    """A file as read: its rows in order, the lines of headers and footers, what was left out.

    ``own`` is what a file of ours says by itself, ``stamp`` what it carries; see ``own_files``.
    ``count`` tells whoever waits how many rows are read.
    """

    rows: list[Row] = field(default_factory=list)
    margins: list[str] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    sheets: int = 0
    kind: str = ""
    own: Reading | None = None
    stamp: str = ""
    count: Count = field(default_factory=lambda: Count(0))

    def say(self, where: str, said: str, understood: str, *, decide: bool = False) -> None:
        """Add a note."""
        self.notes.append(Note(where, said, understood, decide))
