"""What to remember of a plan's file for the next one: which heading held which field."""

from collections.abc import Iterable, Iterator

from actionplan.importing.fields import name_of
from actionplan.importing.heading_names import plain
from actionplan.importing.notes import Choices, FoundColumn, FoundTable, KnownHeading
from actionplan.importing.synonyms import Field

OTHER = name_of(Field.OTHER)


def columns_used(tables: Iterable[FoundTable], choices: Choices) -> tuple[KnownHeading, ...]:
    """The headings of a reading that was brought in, each once, with the field that it held.

    ``choices`` are those the file was read with. Where tables differ, the one with the most rows
    counts. A heading that was merely not known is not remembered, so that a name added to the
    council's own list later is heard; one that a person keeps as a further column is.
    """
    kept = {(one.table, one.index) for one in choices.columns if one.field == OTHER}
    known = {plain(one.heading) for one in choices.remembered if one.field == OTHER}
    found: dict[str, KnownHeading] = {}
    for table, column in by_size(tables):
        words = plain(column.heading)
        meant = column.field != OTHER or (table.key, column.index) in kept or words in known
        if words and meant:
            found.setdefault(words, KnownHeading(column.heading, column.field))
    return tuple(found.values())


def by_size(tables: Iterable[FoundTable]) -> Iterator[tuple[FoundTable, FoundColumn]]:
    """Every column of the tables that hold actions, those of the largest first."""
    filled = [table for table in tables if table.rows]
    for table in sorted(filled, key=lambda one: -one.rows):
        for column in table.columns:
            yield table, column
