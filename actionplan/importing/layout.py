"""Rows of a file understood as a plan: title, key, tables and the lines around them.

Councils lay a plan out in many ways; what they share is a table with a heading row. Lines above
a table, over its whole width or between its rows say which recommendation the rows answer.
"""

from dataclasses import replace
from datetime import date

from actionplan.document import PlanDocument
from actionplan.importing.builder import Group
from actionplan.importing.cell_doubts import sorted_notes
from actionplan.importing.column_notes import column_notes
from actionplan.importing.columns import Columns
from actionplan.importing.contents import content
from actionplan.importing.forms import unfolded
from actionplan.importing.grid import Cell, Row, Source
from actionplan.importing.grouping import Grouping, Line, text_at
from actionplan.importing.headings import (
    is_cover_line,
    is_general,
    position_day,
    recommendation_of,
)
from actionplan.importing.headless import heads_of
from actionplan.importing.key import read_key
from actionplan.importing.key_tables import key_rows
from actionplan.importing.leads import is_lead_line
from actionplan.importing.lexicon import Lexicon
from actionplan.importing.notes import Choices, Note, Reading
from actionplan.importing.row_kinds import (
    day_of,
    key_lines,
    lines_above,
    says_key,
    statement,
    states,
    why_left_out,
)
from actionplan.importing.rows import RowReader
from actionplan.importing.side_key import beside
from actionplan.importing.sources import found_tables
from actionplan.importing.speaking import speaks
from actionplan.importing.synonyms import Field
from actionplan.importing.text import paragraph
from actionplan.importing.ticks import unticked
from actionplan.importing.whole import bounded, named_group, whole_plan, with_usual
from council.bounded_child import Refused

NONE_MADE = Choices()
# Fields whose cells can be told by their contents, and how many of them make a row of a plan.
TELLING = {Field.NUMBER, Field.LEAD, Field.DUE, Field.RATING, Field.STATUS, Field.PRIORITY}
LIKENESS = 2
# Columns in which a line by itself may stand as well as a cell.
TITLING = {
    Field.ACTION, Field.RECOMMENDATION, Field.THEME, Field.NUMBER, Field.RECOMMENDATION_NUMBER,
    Field.OTHER,
}  # fmt: skip
NO_HEADINGS = "holds no table whose headings could be recognised as a plan's"
NO_ACTIONS = "holds no table with a column for the actions"


def understand_plan(source: Source, choices: Choices = NONE_MADE) -> Reading:
    """The plan in ``source`` with notes. Raises Refused if it holds no table of actions.

    ``choices`` are what people have said of its columns and headings.
    """
    rows, key = beside(source.rows)
    source.margins += key
    source.rows = unfolded(list(unticked(rows)))
    return Layout(source, choices).read()


class Layout:
    """One pass over the rows, which remembers what holds until something else does."""

    def __init__(self, source: Source, choices: Choices) -> None:
        self.source = source
        self.tables = heads_of(source, Lexicon(choices))
        self.heads = {place: one for place, one in self.tables.items() if one.is_plan}
        if not self.heads:
            raise Refused(NO_ACTIONS if self.tables else NO_HEADINGS)
        self.above_heads = set(lines_above(source.rows, self.heads))
        self.said: set[tuple[str, str]] = set()
        self.lines = Grouping(outright=any(states(row) for row in source.rows))
        self.keys = key_rows(source.rows, self.heads)
        self.key = read_key([*source.margins, *key_lines(source), *self.keys.values()])
        self.title = ""
        self.as_at: date | None = None
        self.columns: Columns | None = None
        self.sheet, self.table, self.width = "", 0, 0
        self.wide: set[int] = set()

    def read(self) -> Reading:
        """Row after row, then what concerns the plan as a whole."""
        places = enumerate(self.source.rows)
        for place, row in places:
            if place in self.heads:
                self.headed(row, self.heads[place])
                for _ in range(self.heads[place].rows - 1):
                    next(places)
            elif row.filled and place not in self.keys:
                self.row(place, row)
        self.lines.drop([line for line in self.lines.pending if not says_key(line.cell)])
        return self.reading()

    def reading(self) -> Reading:
        """The plan and all notes: on the file, its lines, the plan as a whole, and each row."""
        builder = self.lines.builder
        if not builder.rows():
            raise Refused("holds no actions below the headings of its tables")
        days = [self.as_at, *(position_day(line) for line in self.source.margins)]
        notes = whole_plan(builder)
        key, about_key = with_usual(self.key, builder)
        plan = PlanDocument(
            self.title,
            as_at=next((day for day in days if day), None),
            key=tuple(key.ratings.values()),
            bands=tuple(key.bands.values()),
        )
        document, rows = builder.document(plan), builder.sources()
        found = sorted_notes(self.source.notes, rows)
        general = bounded([*found.general, *self.lines.notes, *notes, *about_key])
        tables = found_tables(self.tables.values(), rows)
        said = (*general, *found.of_rows, *builder.notes())
        return Reading(document, said, tables, rows, speaks(tables, document))

    # Rows.

    def row(self, place: int, row: Row) -> None:
        """One row that says something: a line by itself, lines of the key, or an action."""
        if all(cell.merged for cell in row.filled):
            return
        stated = statement(row)
        if stated:
            self.lines.recommend(row.where, stated)
        elif row.only and self.stands_alone(place, row, row.only):
            self.line(row, row.only)
        elif all(says_key(cell) for cell in row.filled):
            self.as_at = self.as_at or next(filter(None, map(day_of, row.filled)), None)
        elif self.columns and self.fits(row):
            self.act(row, self.columns)
        else:
            self.unplaced(row)

    def unplaced(self, row: Row) -> None:
        """A row of several cells outside any table that is known; it may begin with the title."""
        if not self.title and not self.columns:
            self.line(row, row.filled[0])
        words = "This row stands in a table whose headings are not known; it is left out."
        self.lines.notes.append(Note(row.where, row.words, words, needs_decision=True))

    def fits(self, row: Row) -> bool:
        """Whether the columns at hand hold for a row: of the same sheet, or as wide a table."""
        same = row.table == self.table
        further = bool(row.table and not row.section)
        return same or (further and (row.width == self.width or self.looks_alike(row)))

    def looks_alike(self, row: Row) -> bool:
        """Whether a row of another width holds what the columns at hand say, date and all."""
        columns = self.columns.columns if self.columns else ()
        cells = [(one.field, row.at(one.index)) for one in columns if one.field in TELLING]
        found = [content(field, [cell]) > 0 for field, cell in cells if cell and cell.text]
        alike = found.count(True) >= LIKENESS and found.count(False) * 2 < found.count(True)
        if alike and row.table not in self.wide:
            self.wide.add(row.table)
            words = "This table has no headings and other columns; those above it are taken."
            self.lines.notes.append(Note(row.where, row.words, words, needs_decision=True))
        return alike

    def stands_alone(self, place: int, row: Row, cell: Cell) -> bool:
        """Whether the only cell of a row is a line by itself and no action with just a title."""
        field = self.columns.field_at(cell.column) if self.columns else None
        if row.spans or field is None or not self.fits(row):
            return True
        if says_key(cell) or is_lead_line(cell.text) or recommendation_of(cell):
            return True
        if field not in TITLING:
            return False
        return cell.bold or (self.after_gap(place) and place in self.above_heads)

    def after_gap(self, place: int) -> bool:
        """Whether the row does not stand directly below an action of its table."""
        above = self.source.rows[place - 1]
        return above.table != self.source.rows[place].table or len(above.filled) < 2

    def line(self, row: Row, cell: Cell) -> None:
        """A line by itself: title, key, day, recommendation, leads or a heading."""
        self.as_at = self.as_at or position_day(cell.text)
        stated = recommendation_of(cell)
        if says_key(cell) and self.title:
            return
        if stated:
            self.lines.recommend(row.where, stated)
        elif self.title or self.columns or is_cover_line(cell.text):
            self.lines.wait(Line(row.where, cell))
        else:
            self.entitle(row, cell)

    def entitle(self, row: Row, cell: Cell) -> None:
        """The first line is the title; further lines of its cell wait like others."""
        self.title = self.lines.title = cell.filled[0].text
        if len(cell.filled) > 1:
            self.lines.wait(Line(row.where, replace(cell, paragraphs=cell.filled[1:])))

    # Tables.

    def headed(self, row: Row, columns: Columns) -> None:
        """A heading row: the columns from here on, and what the lines above it mean."""
        new_sheet, self.sheet = row.section != self.sheet, row.section
        self.columns, self.table, self.width = columns, row.table, row.width
        self.doubt_columns(row, columns)
        if new_sheet:
            self.lines.leave_sheet(row.section)
        if any(self.may_group(line) for line in self.lines.pending):
            self.lines.imply(columns)
        elif self.names_sheet(row, columns, new_sheet=new_sheet):
            self.lines.implied(Line(row.where, Cell(0, (paragraph(row.section),))))
        elif self.lines.group and self.lines.group.rows:
            self.go_on(row, columns, self.lines.group)

    def may_group(self, line: Line) -> bool:
        """Whether a waiting line could say what the rows below it answer."""
        return not says_key(line.cell) and not self.lines.is_general(line)

    def names_sheet(self, row: Row, columns: Columns, *, new_sheet: bool) -> bool:
        """Whether a new sheet's name stands for a recommendation, since nothing else does."""
        named = is_general(row.section) or self.lines.just_began()
        others = columns.of(Field.RECOMMENDATION) or columns.of(Field.THEME)
        return new_sheet and self.source.sheets > 1 and not named and not others

    def go_on(self, row: Row, columns: Columns, group: Group) -> None:
        """A further table under the same recommendation."""
        if not columns.of(Field.RECOMMENDATION):
            words = f"This table is read as going on with {named_group(group)}."
            self.lines.notes.append(Note(row.where, "", words))

    def doubt_columns(self, row: Row, columns: Columns) -> None:
        """Say what a column is taken for where that is not plain; each heading once."""
        for note in column_notes(row.where, columns):
            if (note.said, note.understood) not in self.said:
                self.said.add((note.said, note.understood))
                self.lines.notes.append(note)

    def act(self, row: Row, columns: Columns) -> None:
        """One action, or a further row of the one above."""
        left_out = why_left_out(row, columns)
        if left_out:
            self.lines.notes.append(Note(row.where, row.words, left_out))
            return
        if self.lines.pending:
            self.lines.imply(columns)
        group = self.lines.of_row(row, columns)
        action = columns.of(Field.ACTION)
        cell = row.at(action.index) if action else None
        if group.rows and (cell is None or cell.merged or not cell.text) and not self.names(row):
            group.rows[-1].go_on(row)
        else:
            group.rows.append(RowReader(columns, self.key).read(row))

    def names(self, row: Row) -> bool:
        """Whether a row has a number of its own, and so is a row of its own without words."""
        return bool(self.columns and text_at(row, self.columns, Field.NUMBER))
