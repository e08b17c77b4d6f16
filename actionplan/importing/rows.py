"""One row of a table as an action, with a note for each thing that is not plain."""

import re
from dataclasses import dataclass, field, replace

from actionplan.declared import Step
from actionplan.document import Action
from actionplan.importing.columns import Column, Columns
from actionplan.importing.grid import Paragraph, Row
from actionplan.importing.key import Key
from actionplan.importing.notes import Note, SourceRow
from actionplan.importing.owners import read_owners
from actionplan.importing.row_cells import flat
from actionplan.importing.row_dates import RowDates
from actionplan.importing.row_standing import RowStanding
from actionplan.importing.sources import source_row
from actionplan.importing.synonyms import Field


@dataclass
class RowReader:
    """Reads the rows of one table."""

    columns: Columns
    key: Key = field(default_factory=Key)

    def read(self, row: Row) -> "ReadRow":
        """The action of one row."""
        return ReadRow(row, self.columns, self.key)


class ReadRow(RowDates, RowStanding):
    """One row while it is read: the words of each field, and the notes made on the way."""

    def __init__(self, row: Row, columns: Columns, key: Key) -> None:
        super().__init__(row, columns, key)
        self.further: list[Row] = []
        self.action = self.read()

    @property
    def source(self) -> SourceRow:
        """The row as the file has it."""
        return source_row(self.row, self.columns, self.further)

    def read(self) -> Action:
        """The action, field by field."""
        title, steps = self.words()
        due, first, revisions, said = self.due()
        accountable, delivery = self.leads()
        rating = self.rating()
        status = self.status(said, rating)
        self.others()
        return Action(
            title=title,
            source_number=self.cell(Field.NUMBER).flat or None,
            steps=steps,
            rating=rating,
            status=status,
            timescale=self.cell(Field.TIMESCALE).flat or None,
            priority=self.cell(Field.PRIORITY).flat or None,
            due=due,
            first_due=first,
            revisions=revisions,
            completed=self.completed(),
            commentary=self.commentary(),
            accountable=accountable,
            delivery=delivery,
            extras=tuple(self.extras),
        )

    def words(self) -> tuple[str, tuple[Step, ...]]:
        """The title, which is the first paragraph of the action's cell, and the steps after it."""
        filled = self.cell(Field.ACTION).filled
        if not filled:
            return "", self.further_steps()
        if len(filled) > 1 and all(one.bullet or ITEM.match(one.text) for one in filled):
            words = "Several items stand in this cell: the first is the title, the others steps."
            self.note(Field.ACTION, words)
        title, rest = filled[0].text, list(filled[1:])
        while rest and goes_on(title, rest[0]):
            self.note(
                Field.ACTION, f"“{rest[0].text}” is read as going on with the line before it."
            )
            title = f"{title} {rest.pop(0).text}"
        return title, tuple(Step(one.text) for one in rest) + self.further_steps()

    def further_steps(self) -> tuple[Step, ...]:
        """The steps of a column of their own."""
        return tuple(Step(one.text) for one in self.cell(Field.STEPS).filled)

    def leads(self) -> tuple[str | None, tuple[str, ...]]:
        """The accountable post and those that deliver with it."""
        found = read_owners(self.cell(Field.LEAD).text)
        for words in found.asks:
            self.note(Field.LEAD, words)
        for words in found.tells:
            self.note(Field.LEAD, words, decide=False)
        if not found.posts:
            self.others_lead()
        others = [post for one in self.columns.all(Field.DELIVERY) for post in self.posts_in(one)]
        delivery = tuple(dict.fromkeys((*found.posts[1:], *others)))
        return (found.posts[0] if found.posts else None), delivery

    def others_lead(self) -> None:
        """Ask where no lead is named but another column, which could be the lead's, names one."""
        for column in self.columns.columns:
            cell = self.row.at(column.index)
            if column.field is Field.OTHER and column.rival is Field.LEAD and cell and cell.text:
                words = f"No lead stands here; “{flat(column.heading)}” says “{cell.flat}”."
                self.note(Field.LEAD, words)

    def posts_in(self, column: Column) -> list[str]:
        """The posts of a column of those that deliver too."""
        cell = self.row.at(column.index)
        found = read_owners(cell.text).posts if cell else []
        if found:
            said = f"{', '.join(found)}: read as delivering it with the lead."
            self.note(column.field, said, decide=False)
        return found

    def go_on(self, row: Row) -> None:
        """Keep the words of a further row of the same action, whose own cell is merged down."""
        self.further.append(row)
        fresh = [(self.heading(cell), cell.text) for cell in row.filled if not cell.merged]
        told = self.columns.of(Field.COMMENTARY)
        if told and [heading for heading, _ in fresh] == [flat(told.heading)]:
            words = "\n".join(filter(None, (self.action.commentary, fresh[0][1])))
            self.action = replace(self.action, commentary=words)
        elif fresh:
            self.action = replace(self.action, extras=(*self.action.extras, *fresh))
        if fresh:
            said = "\n".join(f"{heading}: {words}" for heading, words in fresh)
            words = "A further row of the same action; its words are kept with it."
            self.notes.append(Note(row.where, said, words, needs_decision=True))

    def others(self) -> None:
        """Keep the words of columns that have no field of their own."""
        homeless = (Field.OTHER, Field.OTHER_RATING, Field.EARLIER_COMMENTARY, Field.PERCENT)
        for column in self.columns.columns:
            cell = self.row.at(column.index)
            is_kept = column.field in homeless or self.is_stray(column)
            if is_kept and cell and cell.text and not cell.error:
                self.extras.append((flat(column.heading), cell.text))
        headed = {column.index for column in self.columns.columns}
        for cell in self.row.filled:
            if not headed & set(range(cell.column, cell.column + cell.across)):
                self.extras.append((f"column {cell.column + 1}", cell.text))

    def is_stray(self, column: Column) -> bool:
        """Whether a column names themes though no other one names what stands under them."""
        below = (Field.RECOMMENDATION, Field.RECOMMENDATION_NUMBER)
        return column.field is Field.THEME and not any(map(self.columns.of, below))


# "1. Do this", "a) Do that", "(ii) And that" at the beginning of a line.
ITEM = re.compile(r"\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s+\S", re.IGNORECASE)


def goes_on(title: str, following: Paragraph) -> bool:
    """Whether a line is the rest of a sentence that was broken: it begins small, unmarked."""
    small = following.text[:1].islower() and not ITEM.match(following.text)
    return small and not following.bullet and not title.rstrip().endswith((".", ":", ";", "!", "?"))
