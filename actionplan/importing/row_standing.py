"""How the action of one row stands: its rating, its status, and what is told of it."""

import re
from dataclasses import replace

from actionplan.dates.around import without_dates
from actionplan.dates.written import find_dates
from actionplan.declared import Status
from actionplan.importing.grid import Cell
from actionplan.importing.periods import period
from actionplan.importing.ratings import RatingReading, after_rating, read_rating
from actionplan.importing.row_cells import RowCells, flat
from actionplan.importing.synonyms import Field
from actionplan.status_words import leading_status, status_of

YES_NO = {
    "yes": Status.COMPLETE,
    "y": Status.COMPLETE,
    "✓": Status.COMPLETE,
    "closed": Status.COMPLETE,
}
GOING_ON = {"ongoing", "on-going", "on going", "continuing", "continuous", "rolling"}
NO_STATUS = "“{}” says that it goes on, and not how far it is; no status is set by that."
# A status of more words is a narrative.
NARRATIVE = 5


class RowStanding(RowCells):
    """Rating, status and commentary of one row."""

    @property
    def rating_field(self) -> Field:
        """The field whose column holds the ratings: its own, else the status."""
        return Field.RATING if self.columns.of(Field.RATING) else Field.STATUS

    def rated(self, cell: Cell) -> RatingReading:
        return read_rating(cell, self.words_of_key)

    def rating(self) -> str | None:
        """The rating's letter, from its own column or from words such as "On track" as status."""
        wanted = self.rating_field
        cell = self.cell(wanted)
        if self.columns.of(wanted) is None or cell.flat.casefold().strip(" .") in YES_NO:
            return None
        if begun(cell) or goes_on(cell):
            if not status_of(cell.text) and not goes_on(cell):
                self.keep(wanted)
            cell = replace(cell, paragraphs=())
        reading = self.rated(cell)
        if wanted is Field.STATUS and not reading.letter:
            return None
        self.doubt(wanted, reading.doubts, about="rating")
        if reading.more and not (wanted is Field.STATUS and self.narrates()):
            self.keep(wanted)
        return reading.letter

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
        if goes_on(cell):
            return self.going_on(Field.STATUS)
        if two_statuses(cell.flat):
            self.note(Field.STATUS, "Two statuses are named, so none is set.")
            self.keep(Field.STATUS)
            return None
        if self.narrates():
            return self.narrated(cell)
        opening = leading_status(opening_words(cell.text))
        if opening:
            said = f"“{cell.flat}” is read as {opening}; its other words are kept."
            self.note(Field.STATUS, said, decide=False)
            self.keep(Field.STATUS)
            return opening
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

    def status_as_rating(self) -> Status | None:
        """A status that stands where a rating should, or after it ("Green - complete")."""
        column, cell = self.columns.of(self.rating_field), self.cell(self.rating_field)
        status = begun(cell)
        if column and column.field is Field.RATING and goes_on(cell):
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
        if goes_on(self.cell(Field.COMMENTARY)) and not said:
            no_status = NO_STATUS.format(self.cell(Field.COMMENTARY).flat)
            self.note(Field.COMMENTARY, no_status, decide=False, about="status")
        if not found and not said and (place := status_within(words)):
            tells = f"The commentary {place} with a status; none is set by that alone."
            self.note(Field.COMMENTARY, tells, about="status")
        if found and not said:
            words = f"“{found.capitalize()}” stands in the commentary and is taken as the status."
        elif found and found is said:
            words = f"“{found.capitalize()}” stands here and in another cell."
        elif found:
            words = f"The commentary says “{found}” and another cell “{said}”; that is taken."
        if found:
            self.note(Field.COMMENTARY, words, decide=found is not said, about="status")
        return said or found

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


def status_within(words: str) -> str:
    """Whether a commentary "begins" or "ends" with a status, or neither."""
    if leading_status(opening_words(words)):
        return "begins"
    *_, last = re.split(r"(?<=[.!;])\s+|\n", words.strip())
    return "ends" if last != words.strip() and status_of(last) else ""


def two_statuses(words: str) -> bool:
    """Whether words are several statuses: "In progress / Complete"."""
    parts = words.split("/")
    return len(parts) > 1 and all(map(status_of, parts))


def begun(cell: Cell) -> Status | None:
    """The status that a cell of ratings is, or begins with ("Completed – in March")."""
    return status_of(cell.text) or leading_status(opening_words(cell.text))


def goes_on(cell: Cell) -> bool:
    """Whether a cell says "Ongoing" and nothing else."""
    return cell.flat.casefold().strip(" .") in GOING_ON


def opening_words(words: str) -> str:
    """The first sentence or line, with a bar for each date."""
    first = re.split(r"(?<=[.!;])\s|\n", words, maxsplit=1)[0]
    return without_dates(first, find_dates(first))
