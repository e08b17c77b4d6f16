"""Cells of a file that we wrote, as they come back: what has changed, and what the change means.

A cell that still says what went out leaves the action's field exactly as it was, also what the
cell does not show of it (how exact a date is, who agreed a revision). Only a cell that says
something else is read.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from actionplan.importing.notes import Note
from actionplan.reporting.column_values import Cell, as_text
from actionplan.reporting.columns import CONTINUED

# How a workbook writes a text that says _x0041_ itself; openpyxl hands it on as it stands.
CODE = re.compile(r"_x005F_(?=x[0-9A-Fa-f]{4}_)")


def text_of(value: object) -> str:
    """A cell as text: dates as ISO, whole numbers without a point, one kind of line end."""
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool):
        return "Yes" if value else "No"
    text = "" if value is None else CODE.sub("_", str(value))
    return text.replace("\r\n", "\n").replace("\r", "\n")


def norm(text: str) -> str:
    """Text as it is compared: spaces at the ends of lines and of the whole do not matter."""
    lines = text.replace("\xa0", " ").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()


def flat(heading: str) -> str:
    """A heading on one line."""
    return " ".join(heading.split())


def shown(cell: Cell) -> str:
    """A cell that we write, as it is compared."""
    return norm(text_of(as_text(cell)))


def named(headings: Iterable[str], values: Iterable[object]) -> dict[str, str]:
    """The words of a row by its headings; what went on in further columns is joined again."""
    words: dict[str, str] = {}
    for heading, value in zip(headings, values, strict=False):
        whole = heading
        while whole.endswith(CONTINUED):
            whole = whole.removesuffix(CONTINUED)
        if whole:
            words[whole] = words.get(whole, "") + text_of(value)
    return {heading: norm(text) for heading, text in words.items()}


@dataclass(frozen=True, slots=True)
class OwnRow:
    """One row of a file of ours: where it stands, and its words by the headings of the file.

    ``unread`` are the headings under which stands no word of anybody: nothing for a formula that
    has no saved result, else the error that the program shows in its place.
    """

    where: str
    words: Mapping[str, str]
    unread: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Edit:
    """A row beside what went out in it; ``was`` is empty for a row that somebody has added."""

    row: OwnRow
    was: Mapping[str, str] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)

    def text(self, heading: str) -> str:
        """What the row says now; a column that is missing says what it said."""
        return self.row.words.get(heading, self.was.get(heading, ""))

    def before(self, heading: str) -> str:
        """What went out."""
        return self.was.get(heading, "")

    def changed(self, *headings: str) -> bool:
        """Whether the row says something else than what went out under any of the headings."""
        return any(self.text(heading) != self.before(heading) for heading in headings)

    def note(self, heading: str, understood: str, *, decide: bool = True, name: str = "") -> None:
        """Say something about one cell; ``name`` is the field of the action."""
        where = f"{self.row.where}, {heading}"
        said = self.row.unread.get(heading) or self.text(heading)
        self.notes.append(Note(where, said, understood, decide, field=name))

    def unread(self, heading: str, why: str, name: str = "") -> None:
        """Ask about a cell that cannot be understood: what it says is not taken."""
        self.note(heading, why, name=name)
        self.notes[-1] = replace(self.notes[-1], unread=True)
