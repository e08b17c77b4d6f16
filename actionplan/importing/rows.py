"""One row of a table as an action, with a note for each thing that is not plain."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from actionplan.dates import find_dates
from actionplan.document import Action, Due, Moment, Revision, Status, Step
from actionplan.due import Doubt, DueReading, read_due, spoken, without_dates
from actionplan.importing.columns import Column, Columns
from actionplan.importing.fields import action_field
from actionplan.importing.grid import Cell, Paragraph, Row
from actionplan.importing.key import Key
from actionplan.importing.notes import Note, SourceRow
from actionplan.importing.owners import read_owners
from actionplan.importing.ratings import RatingReading, after_rating, read_rating
from actionplan.importing.shared_cells import parts
from actionplan.importing.sources import source_row
from actionplan.importing.synonyms import Field
from actionplan.importing.together import period
from actionplan.status_words import leading_status, status_of


@dataclass
class RowReader:
    """Reads the rows of one table."""

    columns: Columns
    key: Key = field(default_factory=Key)

    def read(self, row: Row) -> "ReadRow":
        """The action of one row."""
        return ReadRow(row, self.columns, self.key)


class ReadRow:
    """One row while it is read: the words of each field, and the notes made on the way."""

    def __init__(self, row: Row, columns: Columns, key: Key) -> None:
        self.row, self.columns, self.key = row, columns, key
        self.words_of_key = key.words()
        self.notes: list[Note] = []
        self.further: list[Row] = []
        self.extras: list[tuple[str, str]] = []
        self.action = self.read()

    def cell(self, wanted: Field) -> Cell:
        """The cell of a field; an empty one where the table or row has none."""
        column = self.columns.of(wanted)
        found = self.row.at(column.index) if column else None
        if column is None or found is None:
            return Cell(column.index if column else 0)
        return own_part(wanted, found) if self.columns.is_shared(column) else found

    @property
    def source(self) -> SourceRow:
        """The row as the file has it."""
        return source_row(self.row, self.columns, self.further)

    def note(
        self, wanted: Field, understood: str, *, decide: bool = True, about: str | None = None
    ) -> None:
        """Say something of the cell of a field.

        ``about`` names the field of the action that is meant where that is another one, and is
        empty where it is the row as a whole.
        """
        column = self.columns.of(wanted)
        heading = flat(column.heading) if column else ""
        where = f"{self.row.where}, {heading}" if column else self.row.where
        field = action_field(wanted, heading) if about is None else about
        said = self.cell(wanted).text
        self.notes.append(Note(where, said, understood, decide, field=field))

    def doubt(self, wanted: Field, doubts: Iterable[Doubt], about: str | None = None) -> None:
        for one in doubts:
            field = one.field or about
            self.note(wanted, one.understood, decide=one.needs_decision, about=field)

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

    def due(self) -> tuple[Due, Due, tuple[Revision, ...], Status | None]:
        """The due date in force, the first one, the revision between, and a status said there."""
        first = self.due_of(Field.DUE)
        revised = self.due_of(Field.REVISED_DUE)
        if not revised.due:
            return first.due, Due(), (), first.status
        if not first.due:
            return revised.due, Due(), (), revised.status
        revision = Revision(first.due, revised.due)
        return revised.due, first.due, (revision,), revised.status or first.status

    def due_of(self, wanted: Field) -> DueReading:
        """What one cell with due words says."""
        cell = self.cell(wanted)
        if cell.moment:
            return DueReading(Due(cell.text, cell.moment.date, cell.moment.precision))
        if cell.serial:
            day = spoken(cell.serial)
            self.note(wanted, f"The number {cell.text} is read as a date of a workbook, {day}.")
            return DueReading(Due(cell.text, cell.serial.date, cell.serial.precision))
        reading = read_due(cell.text)
        shared = self.shared(cell)
        if shared:
            self.note(wanted, shared, about="status" if shared == ONE_DONE else "")
        if shared == ONE_DONE:
            return DueReading(reading.due, None)
        self.doubt(wanted, reading.doubts)
        return reading

    def shared(self, cell: Cell) -> str:
        """What to say of two things in one row, held level by empty lines, or nothing."""
        parts = [read_due("\n".join(one.text for one in block)) for block in cell.blocks]
        actions = [block for block in self.cell(Field.ACTION).blocks if not block[0].bullet]
        if len(actions) > 1 and len({part.status for part in parts}) > 1:
            return ONE_DONE
        dates = {part.due.date for part in parts if part.due.date}
        return TWO_THINGS if len(parts) > 1 and (len(dates) > 1 or len(actions) > 1) else ""

    def status(self, said: Status | None, rating: str | None) -> Status | None:
        """The status of its own column, else the due words', the commentary's or the key's."""
        stated = self.stated()
        if stated and said and stated is not said:
            self.note(Field.STATUS, f"The due words say “{said}”; this column is taken.")
        return self.by_key(stated or self.from_commentary(stated or said), rating)

    def by_key(self, status: Status | None, rating: str | None) -> Status | None:
        """The status that the rating stands for: the key may say that blue means complete."""
        meant = self.key.statuses().get(rating or "")
        if rating == "B" and not meant and not status:
            words = "Blue often means complete; the file does not say so, and no status is set."
            self.note(self.rating_field, words, about="status")
        if status or not meant:
            return status
        word = self.key.ratings[rating or ""].word
        said = f"{word} is “{meant}” in the file's own key."
        self.note(self.rating_field, said, decide=False, about="status")
        return meant

    def stated(self) -> Status | None:
        """The status that the column for it states, or the column for ratings."""
        cell = self.cell(Field.STATUS)
        status = status_of(cell.text) or YES_NO.get(cell.flat.casefold().strip(" ."))
        if status or not cell.text:
            return status or self.status_as_rating()
        if cell.flat.casefold().strip(" .") in GOING_ON:
            return self.going_on(Field.STATUS)
        if self.narrates():
            return self.narrated(cell)
        if self.columns.of(Field.RATING) or not self.rated(cell).letter:
            words = "This is no status that is known; none is set and the words are kept."
            self.note(Field.STATUS, words)
            self.keep(Field.STATUS)
        return self.status_as_rating()

    def going_on(self, wanted: Field) -> Status:
        """In progress, which "Ongoing" says of a status."""
        words = f"“{self.cell(wanted).flat}” is read as in progress."
        self.note(wanted, words, decide=False, about="status")
        return Status.IN_PROGRESS

    def narrates(self) -> bool:
        """Whether the status is told in sentences, for which the table has no other column."""
        cell = self.cell(Field.STATUS)
        count = len(cell.flat.split())
        if self.columns.of(Field.COMMENTARY) or count <= 2:
            return False
        begins = leading_status(opening_words(cell.text)) or self.rated(cell).letter
        return count > NARRATIVE or bool(begins)

    def narrated(self, cell: Cell) -> Status | None:
        """The status that a narrative begins with; the whole of it is the commentary."""
        status = leading_status(opening_words(cell.text))
        said = f"read as {status}" if status else "no status is read from them"
        self.note(Field.STATUS, f"These words are the commentary; {said}.", decide=bool(status))
        return status

    def rated(self, cell: Cell) -> RatingReading:
        return read_rating(cell, self.words_of_key)

    def status_as_rating(self) -> Status | None:
        """A status that stands where a rating should, or after it ("Green - complete")."""
        column, cell = self.columns.of(self.rating_field), self.cell(self.rating_field)
        status = status_of(cell.text)
        if column and column.field is Field.RATING and cell.flat.casefold() in GOING_ON:
            return self.going_on(Field.RATING)
        if status and column and column.field is Field.RATING:
            words = f"“{status.capitalize()}” is taken as the status; no rating stands here."
            asked = "rag" in column.heading.casefold()
            self.note(Field.RATING, words, decide=asked, about="status")
        return status or leading_status(after_rating(cell.text))

    def from_commentary(self, said: Status | None) -> Status | None:
        """A commentary that is nothing but a status counts where no other place has one."""
        words = self.cell(Field.COMMENTARY).text
        found = status_of(words)
        if not found and not said and leading_status(opening_words(words)):
            begins = "The commentary begins with a status; none is set by that alone."
            self.note(Field.COMMENTARY, begins, about="status")
        if found and not said:
            words = f"“{found.capitalize()}” stands in the commentary and is taken as the status."
        elif found and found is said:
            words = f"“{found.capitalize()}” stands here and in another cell."
        elif found:
            words = f"The commentary says “{found}” and another cell “{said}”; that is taken."
        if found:
            self.note(Field.COMMENTARY, words, decide=found is not said, about="status")
        return said or found

    @property
    def rating_field(self) -> Field:
        """The field whose column holds the ratings: its own, else the status."""
        return Field.RATING if self.columns.of(Field.RATING) else Field.STATUS

    def rating(self) -> str | None:
        """The rating's letter, from its own column or from words such as "On track" as status."""
        wanted = self.rating_field
        cell = self.cell(wanted)
        if self.columns.of(wanted) is None or cell.flat.casefold().strip(" .") in YES_NO:
            return None
        if status_of(cell.text) or cell.flat.casefold() in GOING_ON:
            cell = replace(cell, paragraphs=())
        reading = self.rated(cell)
        if wanted is Field.STATUS and not reading.letter:
            return None
        self.doubt(wanted, reading.doubts, about="rating")
        if reading.more and not (wanted is Field.STATUS and self.narrates()):
            self.keep(wanted)
        return reading.letter

    def commentary(self) -> str | None:
        """The latest words; where this period has none, those of the last period that has."""
        words = self.cell(Field.STATUS if self.narrates() else Field.COMMENTARY).text
        earlier = self.columns.all(Field.EARLIER_COMMENTARY)
        for column in sorted(earlier, key=lambda one: period(one.heading) or ("", 0), reverse=True):
            cell = self.row.at(column.index)
            if not words and cell and cell.text:
                words = cell.text
                said = f"No later words stand here; those of “{flat(column.heading)}” are taken."
                self.note(Field.COMMENTARY, said, decide=False)
        return words or None

    def completed(self) -> Moment | None:
        """The date of completion, where a column gives one."""
        cell = self.cell(Field.COMPLETED)
        if cell.moment or not cell.text:
            return cell.moment
        reading = read_due(cell.text)
        if reading.due.date and reading.due.precision and len(reading.dates) == 1:
            return Moment(reading.due.date, reading.due.precision)
        self.note(
            Field.COMPLETED, "No single date of completion could be read; the words are kept."
        )
        self.keep(Field.COMPLETED)
        return None

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

    def heading(self, cell: Cell) -> str:
        """The heading over a cell."""
        found = (one.heading for one in self.columns.columns if one.index == cell.column)
        return flat(next(found, f"column {cell.column + 1}"))

    def others(self) -> None:
        """Keep the words of columns that have no field of their own."""
        homeless = (Field.OTHER, Field.OTHER_RATING, Field.EARLIER_COMMENTARY, Field.PERCENT)
        for column in self.columns.columns:
            cell = self.row.at(column.index)
            if (column.field in homeless or self.is_stray(column)) and cell and cell.text:
                self.extras.append((flat(column.heading), cell.text))
        headed = {column.index for column in self.columns.columns}
        for cell in self.row.filled:
            if not headed & set(range(cell.column, cell.column + cell.across)):
                self.extras.append((f"column {cell.column + 1}", cell.text))

    def is_stray(self, column: Column) -> bool:
        """Whether a column names themes though no other one names what stands under them."""
        below = (Field.RECOMMENDATION, Field.RECOMMENDATION_NUMBER)
        return column.field is Field.THEME and not any(map(self.columns.of, below))

    def keep(self, wanted: Field) -> None:
        """Keep the words of a field as an extra."""
        column = self.columns.of(wanted)
        if column:
            self.extras.append((flat(column.heading), self.cell(wanted).text))


ONE_DONE = "Two actions seem to share this row and only one has this status; none is set."
TWO_THINGS = "Two things seem to share this row; it is read as one action."
YES_NO = {
    "yes": Status.COMPLETE,
    "y": Status.COMPLETE,
    "✓": Status.COMPLETE,
    "closed": Status.COMPLETE,
}


# "1. Do this", "a) Do that", "(ii) And that" at the beginning of a line.
ITEM = re.compile(r"\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s+\S", re.IGNORECASE)
# A status of more words is a narrative.
NARRATIVE = 5
GOING_ON = {"ongoing", "on-going", "on going", "continuing"}


def opening_words(words: str) -> str:
    """The first sentence or line, with a bar for each date."""
    first = re.split(r"(?<=[.!;])\s|\n", words, maxsplit=1)[0]
    return without_dates(first, find_dates(first))


def own_part(wanted: Field, cell: Cell) -> Cell:
    """What a cell that holds a lead and a date says of one of them."""
    others, dates = parts(cell)
    return dates if wanted is Field.DUE else others


def flat(heading: str) -> str:
    """A heading on one line."""
    return " ".join(heading.split())


def goes_on(title: str, following: Paragraph) -> bool:
    """Whether a line is the rest of a sentence that was broken: it begins small, unmarked."""
    small = following.text[:1].islower()
    return small and not following.bullet and not title.rstrip().endswith((".", ":", ";", "!", "?"))
