"""A reading as a plan can hold it."""

from dataclasses import replace

from actionplan.fitting import fitted, rated
from actionplan.importing.naming import is_on_title
from actionplan.importing.notes import Note, Reading
from actionplan.models import Plan


def as_held(
    reading: Reading, plan: Plan | None, *, is_new: bool = False
) -> tuple[Reading, list[Note]]:
    """The reading with what ``plan`` has room for, and a note on each thing that gives way.

    ``plan`` is None, or ``is_new``, where the file makes one: only then its name is asked for.
    """
    document, notes = fitted(reading.document)
    if plan:
        letters = {rating.letter for rating in plan.ratings}
        document, unrated = rated(document, letters, confidence=plan.asks_confidence)
        notes += unrated
    known = plan is not None and not is_new
    kept = tuple(note for note in reading.notes if not (known and is_on_title(note)))
    return replace(reading, document=document, notes=kept), notes
