"""The numbers that Word writes before paragraphs by itself: "1.", "R2", "Recommendation 3:".

They stand nowhere in a paragraph's words; they are counted from ``numbering.xml`` (ECMA-376 part 1,
17.9). Bullets have none.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from actionplan.importing.grid import Cell, Paragraph, Row
from actionplan.importing.word_styles import Styles, W, value

# Real ones are some twenty characters long; each is written before thousands of paragraphs.
LONGEST = 100
UNSPOKEN = {"bullet", "none"}
ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
# Letters and Roman numbers beyond these are written as figures: no list of a plan is so long.
MOST_LETTERS, MOST_ROMAN = 26, 39


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered: from where, in which figures, within which words."""

    start: int = 1
    kind: str = "decimal"
    words: str = "%1."


@dataclass
class Lists:
    """The lists of a file by the identity that paragraphs name, and how far each has counted."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    starts: dict[str, dict[int, int]] = field(default_factory=dict)
    counted: dict[str, dict[int, int]] = field(default_factory=dict)

    @classmethod
    def read(cls, root: etree._Element | None) -> "Lists":
        """The lists of ``numbering.xml``."""
        lists = cls()
        for one in root.iterchildren(W + "abstractNum") if root is not None else ():
            lists.levels[one.get(W + "abstractNumId", "")] = dict(levels_of(one))
        for one in root.iterchildren(W + "num") if root is not None else ():
            identity = one.get(W + "numId", "")
            lists.kinds[identity] = value(one.find(W + "abstractNumId"))
            lists.starts[identity] = dict(starts_of(one))
        return lists

    def label(self, identity: str, place: int) -> str:
        """Count one more item of a list, at a level from 0; what Word writes before it."""
        kind = self.kinds.get(identity, "")
        levels = self.levels.get(kind, {})
        level = levels.get(place)
        if level is None or level.kind in UNSPOKEN:
            return ""
        counted = self.counted.setdefault(kind, {})
        start = self.starts[identity].pop(place, None)
        counted[place] = counted.get(place, level.start - 1) + 1 if start is None else start
        for deeper in [one for one in counted if one > place]:
            del counted[deeper]
        return re.sub(r"%([1-9])", lambda found: spelled(levels, counted, found[1]), level.words)


def levels_of(kind: etree._Element) -> Iterator[tuple[int, Level]]:
    """The levels of one kind of list by their place."""
    for one in kind.iterchildren(W + "lvl"):
        start = figure(value(one.find(W + "start")), 1)
        shape = value(one.find(W + "numFmt")) or "decimal"
        words = value(one.find(W + "lvlText"))[:LONGEST]
        yield figure(one.get(W + "ilvl", ""), 0), Level(start, shape, words)


def starts_of(one: etree._Element) -> Iterator[tuple[int, int]]:
    """The levels at which a list begins anew, and with what."""
    for level in one.iterchildren(W + "lvlOverride"):
        start = level.find(W + "startOverride")
        if start is not None:
            yield figure(level.get(W + "ilvl", ""), 0), figure(value(start), 1)


def figure(digits: str, otherwise: int) -> int:
    """A number of up to four digits; nonsense is the other."""
    return int(digits) if digits.isdecimal() and len(digits) <= 4 else otherwise


def spelled(levels: dict[int, Level], counted: dict[int, int], place: str) -> str:
    """How far a level has counted, in its own figures. ``place`` counts from 1."""
    level = levels.get(int(place) - 1, Level())
    number = counted.get(int(place) - 1, level.start)
    if level.kind in {"lowerLetter", "upperLetter"} and 0 < number <= MOST_LETTERS:
        letter = chr(ord("a") + number - 1)
        return letter.upper() if level.kind == "upperLetter" else letter
    if level.kind in {"lowerRoman", "upperRoman"} and 0 < number <= MOST_ROMAN:
        return roman(number).upper() if level.kind == "upperRoman" else roman(number)
    return f"{number:02d}" if level.kind == "decimalZero" else str(number)


def roman(number: int) -> str:
    """A number below forty in small Roman figures."""
    said = ""
    for worth, figures in ROMAN:
        times, number = divmod(number, worth)
        said += figures * times
    return said


def labels_of(body: etree._Element, lists: Lists, styles: Styles) -> dict[etree._Element, str]:
    """What Word writes before each paragraph that it numbers."""
    labels: dict[etree._Element, str] = {}
    for paragraph in body.iter(W + "p") if lists.kinds else ():
        identity = styles.first(paragraph, f"{W}numPr/{W}numId")
        if identity in lists.kinds:
            place = figure(styles.first(paragraph, f"{W}numPr/{W}ilvl"), 0)
            labels[paragraph] = lists.label(identity, place)
    return {paragraph: label for paragraph, label in labels.items() if label}


def numbered(row: Row) -> Row:
    """The row with its numbers as if they were typed, where they say more than a place in a list.

    They do so before a line on the page or across a table, and alone in a cell of a row that says
    something. Before the items of a cell they are dropped, as marks of a list are.
    """
    if row.spans:
        return replace(row, cells=tuple(map(typed, row.cells)))
    if row.filled:
        return replace(row, cells=tuple(cell if cell.text else typed(cell) for cell in row.cells))
    return row


def typed(cell: Cell) -> Cell:
    """The cell with the labels of its paragraphs among their words."""
    return replace(cell, paragraphs=tuple(map(with_label, cell.paragraphs)))


def with_label(one: Paragraph) -> Paragraph:
    """The paragraph with its label before its words; alone it needs no full stop."""
    label = one.label if one.text else one.label.rstrip(".):")
    return replace(one, text=f"{label} {one.text}".strip(), label="") if label else one
