"""Which recommendation and theme the rows answer: what the lines around tables say."""

import re
from dataclasses import dataclass

from actionplan.importing.builder import Builder, Group
from actionplan.importing.columns import Columns
from actionplan.importing.grid import Cell, Paragraph, Row
from actionplan.importing.headings import Heading, is_cover_line, is_general, numbered
from actionplan.importing.leads import is_lead_line, read_lead_line
from actionplan.importing.notes import Note
from actionplan.importing.synonyms import Field

# Longer lines are sentences of an introduction and no theme; a recommendation may be longer.
LONGEST_THEME = 150
LONGEST_RECOMMENDATION = 1000
# After what goes on from the table or the page before.
CONTINUED = re.compile(
    r"(?<!\s)\s*(?:[([–-]\s*)?\b(?:continued|cont(?:['’]?d)?)\.*(?:\s*[)\]])?\s*$", re.I
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line that waits for the table it belongs to."""

    where: str
    cell: Cell

    @property
    def text(self) -> str:
        return self.cell.text


class Grouping:
    """The theme and recommendation at hand, and the lines that wait for what follows.

    ``outright`` says that the file names its recommendations ("RECOMMENDATION 1"); where it does
    not, the heading above a table is taken for one.
    """

    def __init__(self, *, outright: bool) -> None:
        self.builder = Builder()
        self.outright = outright
        self.title = ""
        self.notes: list[Note] = []
        self.pending: list[Line] = []
        self.theme: str | None = None
        self.group: Group | None = None
        self.named: dict[tuple[str | None, str | None], Group] = {}

    def say(self, line: Line, understood: str, *, decide: bool = False) -> None:
        """Add a note on a line."""
        self.notes.append(Note(line.where, line.text, understood, decide))

    # Lines.

    def wait(self, line: Line) -> None:
        """A line whose meaning the next rows will tell, or leads of what just began."""
        if self.just_began() and not self.pending and is_lead_line(line.text):
            self.led([line])
        elif self.group and self.just_began() and not self.group.text:
            self.group.text = line.text
        else:
            self.pending.append(line)

    def just_began(self) -> bool:
        """Whether a recommendation was stated and no row has answered it yet."""
        return self.outright and self.group is not None and not self.group.rows

    def take(self) -> tuple[list[Line], list[Line]]:
        """The waiting lines: those that name leads, and the others."""
        lines, self.pending = self.pending, []
        leads = [line for line in lines if is_lead_line(line.text)]
        return leads, [line for line in lines if line not in leads]

    def drop(self, lines: list[Line]) -> None:
        """Lines that found no place are said."""
        for line in lines:
            self.say(line, "This line belongs to no action; it is left out.")

    def led(self, lines: list[Line]) -> None:
        """Give the leads that lines name to the recommendation at hand."""
        for line in lines:
            found = read_lead_line(line.text)
            if self.group:
                self.group.led_by(found)
            for words in found.doubts:
                self.say(line, words, decide=True)
            for label, names in found.others:
                words = f"{label} “{names}” is no post that leads; it is left out."
                self.say(line, words, decide=True)

    # Recommendations.

    def begin(self, number: str | None, text: str, where: str) -> Group:
        """A new recommendation under the theme at hand."""
        self.group = Group(number, text, where)
        self.named.setdefault((number, text), self.group)
        self.named.setdefault((number, None), self.group)
        self.builder.section(self.theme).groups.append(self.group)
        return self.group

    def recommend(self, where: str, stated: Heading) -> None:
        """A recommendation that a line states outright; the line before it is its theme."""
        leads, others = self.take()
        if others and self.can_be_theme(others[-1]):
            self.theme = others.pop().cell.flat
        self.drop(others)
        text, within = without_leads(CONTINUED.sub("", stated.text), where)
        self.begin(stated.number, text, where)
        self.led([*leads, *within])

    def leave_sheet(self, section: str) -> None:
        """On a new sheet nothing of the one before holds; what was just stated is of the new."""
        if not self.just_began():
            self.group = None
            self.theme = None if section else self.theme

    def imply(self, columns: Columns) -> None:
        """Take the lines that wait above rows as their recommendation, theme and leads.

        Where a column holds the recommendations, a line above them is their theme.
        """
        leads, others = self.take()
        if columns.of(Field.RECOMMENDATION_NUMBER) and not columns.of(Field.RECOMMENDATION):
            others = [line for line in others if not self.listed(line)]
        general = [line for line in others if self.is_general(line)]
        self.drop(general)
        others = [line for line in others if line not in general]
        if others and self.can_be_theme(others[-1]) and columns.of(Field.RECOMMENDATION):
            self.theme, self.group = others.pop().cell.flat, None
        elif others and can_head(others[-1].cell) and not self.just_began():
            heading = others.pop()
            if others and not self.outright and self.can_be_theme(others[-1]):
                self.theme = others.pop().cell.flat
            self.implied(heading)
        self.drop(others)
        self.led(leads)

    def listed(self, line: Line) -> bool:
        """Take a numbered line for a recommendation, to which rows refer by its number."""
        found = numbered(line.text)
        if found.number:
            self.begin(found.number, found.text, line.where)
        return found.number is not None

    def is_general(self, line: Line) -> bool:
        """Whether a line says nothing of what rows answer: the title again, or any heading."""
        general = is_general(line.text) or is_cover_line(line.text)
        return general or same_title(line.text, self.title)

    def can_be_theme(self, line: Line) -> bool:
        """Whether a line before a recommendation names its theme."""
        short = len(line.text) <= LONGEST_THEME
        return short and can_head(line.cell) and not self.is_general(line)

    def implied(self, heading: Line) -> None:
        """Take a heading as a recommendation, and say so."""
        found = numbered(heading.text)
        self.begin(found.number, found.text, heading.where)
        words = "This heading is taken as the recommendation of the rows below it."
        self.say(heading, words, decide=self.outright or found.number is None)

    def of_row(self, row: Row, columns: Columns) -> Group:
        """The recommendation of a row: from its own columns, else the one at hand."""
        theme = text_at(row, columns, Field.THEME)
        self.theme = " ".join(theme.split()) or self.theme
        text = text_at(row, columns, Field.RECOMMENDATION)
        number = text_at(row, columns, Field.RECOMMENDATION_NUMBER)
        if not text and not number:
            return self.group or self.builder.loose
        stated = numbered(CONTINUED.sub("", text))
        found = numbered(number).number or number or stated.number or None
        return self.known(found, stated.text, row)

    def known(self, number: str | None, text: str, row: Row) -> Group:
        """The recommendation with this number and these words, or a new one."""
        found = self.named.get((number, text) if text else (number, None))
        if found:
            self.group = found
        return found or self.begin(number, text, row.where)


def can_head(cell: Cell) -> bool:
    """Whether a line can head rows: numbered, styled or bold as a heading, or no sentence."""
    first = cell.filled[0]
    if len(cell.text) > LONGEST_RECOMMENDATION:
        return False
    styled = bool(first.heading) or cell.bold or numbered(cell.text).number is not None
    announces = cell.text.endswith(":") and len(cell.text.split()) > 2
    return styled or (
        len(cell.text) <= LONGEST_THEME and not (announces or cell.text.endswith("."))
    )


def without_leads(text: str, where: str) -> tuple[str, list[Line]]:
    """A recommendation's words without the lines that name its leads, and those lines."""
    lines = text.split("\n")
    leads = [line for line in lines[1:] if is_lead_line(line)]
    words = "\n".join(line for line in lines if line not in leads)
    return words, [Line(where, Cell(0, (Paragraph(line),))) for line in leads]


def same_title(words: str, title: str) -> bool:
    """Whether a line repeats the plan's title, or goes on from it ("Plan: deliverables")."""
    line, known = " ".join(words.split()).casefold(), " ".join(title.split()).casefold()
    return bool(known) and (line.startswith(known) or (len(line) > 8 and known.startswith(line)))


def text_at(row: Row, columns: Columns, field: Field) -> str:
    """The words of a row under the column of a field."""
    column = columns.of(field)
    cell = row.at(column.index) if column else None
    return cell.text if cell else ""
