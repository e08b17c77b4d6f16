"""What people have said about columns and headings: it counts before any heading is scored."""

from collections.abc import Iterator, Mapping

from actionplan.importing.columns import SEVERAL, Told
from actionplan.importing.fields import field_called
from actionplan.importing.heading_names import plain
from actionplan.importing.notes import Choices, KnownHeading
from actionplan.importing.synonyms import Field

CHOSEN = "A person chose this."
REMEMBERED = "The last import of this plan took “{heading}” for {field}."
OWN = "By this council's own list “{heading}” means {field}."


class Lexicon:
    """The choices for one file, by column and by heading. Fields that are not known are ignored."""

    def __init__(self, choices: Choices) -> None:
        found = ((one.table, one.index, field_called(one.field)) for one in choices.columns)
        self.chosen = {(table, index): field for table, index, field in found if field}
        self.remembered = dict(headings(choices.remembered, REMEMBERED))
        self.own = dict(headings(choices.synonyms, OWN))

    def knows(self, heading: str) -> Field | None:
        """The field that a heading means by the last import or the council's own list."""
        if not self.remembered and not self.own:
            return None
        words = plain(heading)
        told = self.remembered.get(words) or self.own.get(words)
        return told.field if told else None

    def told(self, table: str, words: Mapping[int, str]) -> dict[int, Told]:
        """What was said of the columns of a table, by their places; the strongest word first.

        ``words`` are the headings. A field that a table has but once goes to the first column
        for which it was chosen; another one that was chosen for it is kept as a further column.
        """
        found: dict[int, Told] = {}
        for index in (one for one in words if (table, one) in self.chosen):
            field = self.chosen[table, index]
            holder = next((at for at, told in found.items() if told.field is field), None)
            twice = holder is not None and field not in SEVERAL
            found[index] = second(words[holder or 0], field) if twice else Told(field, CHOSEN)
        for known in (self.remembered, self.own):
            for index, heading in words.items():
                if index not in found and plain(heading) in known:
                    found[index] = known[plain(heading)]
        return found


def second(holder: str, field: Field) -> Told:
    """What becomes of a second column that was chosen for a field."""
    return Told(Field.OTHER, f"“{holder}” is {field} already; a table has only one.")


def headings(known: tuple[KnownHeading, ...], reason: str) -> Iterator[tuple[str, Told]]:
    """Each heading as it is compared, and what it was said to mean."""
    for one in known:
        field = field_called(one.field)
        if field and plain(one.heading):
            why = reason.format(heading=one.heading, field=field.value)
            yield plain(one.heading), Told(field, why)
