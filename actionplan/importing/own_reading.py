"""Rows of our own files as a reading: the plan, its notes, and where each action was read."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from actionplan.importing.fields import action_field, name_of
from actionplan.importing.notes import Note, Reading, SourceCell, SourceRow
from actionplan.importing.own_cells import Edit, OwnRow
from actionplan.importing.own_fields import OURS, PARTS
from actionplan.importing.own_sent import Sent
from actionplan.importing.own_tree import Tree
from actionplan.importing.synonyms import Field
from actionplan.reporting import columns as c

Table = tuple[Sequence[str], list[OwnRow]]

FIELDS = {heading: part.speaks for part in PARTS for heading in part.headings} | {
    c.REF: Field.NUMBER,
    c.THEME: Field.THEME,
    c.NUMBER: Field.RECOMMENDATION_NUMBER,
    c.RECOMMENDATION: Field.RECOMMENDATION,
    c.DELIVERY: Field.DELIVERY,
}
# The field of an action of which a column of ours speaks, where it is no meaning of a column.
OF_ACTION = {
    c.FIRST: "first_due",
    c.FIRST_DATE: "first_due",
    c.CONFIDENCE: "confidence",
    c.COUNTED: "counts_in_totals",
    c.PART_OF: "part_of",
}


def reading_of(sent: Sent, table: Table, notes: Sequence[Note], stamp: str) -> Reading:
    """The plan that the rows say, with its notes and sources in document order."""
    headings, rows = table
    tree = Tree(sent)
    document = tree.put(rows)
    return Reading(
        document,
        notes=(*notes, *tree.notes, *notes_in_order(tree.order)),
        rows=tuple(source_of(edit.row) for edit in tree.order),
        speaks=tuple(dict.fromkeys(filter(None, map(spoken_in, headings)))),
        stamp=stamp,
    )


def spoken_in(heading: str) -> str:
    """The field of an action of which a column speaks; "" for one that only tells."""
    if heading in OF_ACTION:
        return OF_ACTION[heading]
    if not heading or heading.endswith(c.CONTINUED):
        return ""
    if heading not in OURS:
        return action_field(Field.OTHER, heading.removesuffix(c.FURTHER))
    field = FIELDS.get(heading, Field.OTHER)
    return "" if heading == c.REF or field is Field.OTHER else action_field(field, heading)


def notes_in_order(order: Sequence[Edit]) -> Iterator[Note]:
    """The notes of all rows, each with the place of its action."""
    for place, edit in enumerate(order):
        for note in edit.notes:
            yield replace(note, action=place)


def source_of(row: OwnRow) -> SourceRow:
    """The row as the file has it, without its empty cells."""
    cells = (
        SourceCell(heading, words, name_of(FIELDS.get(heading, Field.OTHER)))
        for heading, words in row.words.items()
        if words
    )
    return SourceRow(row.where, cells=tuple(cells))
