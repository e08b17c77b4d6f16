"""What an import was not sure of and nobody has decided: lines of the plan's set-up list."""

from collections.abc import Iterable, Mapping

from actionplan.decided import Book
from actionplan.decisions import RowWord
from actionplan.importing.notes import Note
from actionplan.models import Action, Doubt, Plan, PlanFile

SETTLED = {RowWord.TAKE, RowWord.LEAVE, RowWord.ASIDE}


def keep_doubts(
    *, file: PlanFile, plan: Plan, notes: Iterable[Note], book: Book, actions: Mapping[int, Action]
) -> list[int]:
    """Keep each note that still needs a decision; the ids of the new lines.

    ``actions`` are those of the file's rows, by place. What the list has already of the same
    action, or had until somebody settled it, is not asked a second time.
    """
    known = {_about(doubt) for doubt in plan.doubts.all()}
    fresh: dict[object, Doubt] = {}
    for note in notes:
        if not note.needs_decision or is_decided(note, book):
            continue
        action = None if note.action is None else actions.get(note.action)
        doubt = Doubt(
            plan=plan,
            action=action,
            file=file,
            field=note.field[:40],
            where=note.where,
            said=note.said,
            understood=note.understood,
        )
        if _about(doubt) not in known:
            fresh.setdefault(_about(doubt), doubt)
    return [doubt.pk for doubt in Doubt.objects.bulk_create(fresh.values())]


def is_decided(note: Note, book: Book) -> bool:
    """Whether somebody has decided on the cell, or on the row as a whole, that a note is about."""
    if note.action is None:
        return False
    row = book.row(note.action)
    if row and (row.word in SETTLED or (row.word is RowWord.SPLIT and not note.field)):
        return True
    return bool(note.field) and book.cell(note.action, note.field) is not None


def _about(doubt: Doubt) -> tuple[object, ...]:
    """What a doubt is about; where it stands in a file may change from file to file."""
    where = "" if doubt.action_id else doubt.where
    return doubt.action_id, where, doubt.field, doubt.said, doubt.understood
