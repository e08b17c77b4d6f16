"""A reading as a plan can hold it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from actionplan.action_fields import LOGGED, Whole, is_empty, value_of
from actionplan.importing.naming import is_on_title
from actionplan.importing.notes import Note, Reading, SourceRow
from actionplan.merging.fitting import fitted, rated
from actionplan.models import Plan


@dataclass(frozen=True, slots=True)
class Room:
    """What a plan has room for: the letters of its key, and whether it asks for confidence."""

    letters: tuple[str, ...]
    confidence: bool


def room_of(plan: Plan) -> Room:
    """What there is room for in a plan."""
    return Room(tuple(rating.letter for rating in plan.ratings), plan.asks_confidence)


def as_held(
    reading: Reading, room: Room | None, *, is_new: bool = False
) -> tuple[Reading, list[Note]]:
    """The reading with what a plan has ``room`` for, and a note on each thing that gives way.

    There is none, or it ``is_new``, where the file makes the plan: only then its name is asked for.
    """
    document, notes = fitted(reading.document)
    if room:
        document, unrated = rated(document, room.letters, confidence=room.confidence)
        notes += unrated
    known = room is not None and not is_new
    kept = tuple(note for note in reading.notes if not (known and is_on_title(note)))
    held = replace(reading, document=document, notes=kept)
    return replace(held, notes=tuple(unread(held))), notes


def unread(reading: Reading) -> Iterator[Note]:
    """The notes; those on the words of a cell from which nothing was read say so."""
    actions = list(reading.document.actions())
    for note in reading.notes:
        place = note.action
        if place is None or note.field not in LOGGED or not note.needs_decision:
            yield note
            continue
        lost = is_empty(value_of(Whole(actions[place]), note.field))
        yield replace(note, unread=note.unread or (lost and is_of_its_cell(note, reading.rows)))


def is_of_its_cell(note: Note, rows: Sequence[SourceRow]) -> bool:
    """Whether the words of a note are those of the cell for its field, and not of another one."""
    place = note.action or 0
    cells = rows[place].cells if place < len(rows) else ()
    return any(cell.field == note.field and cell.text == note.said for cell in cells)
