"""What an import was not sure of and nobody has decided: lines of the plan's set-up list."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from actionplan.importing.notes import Note
from actionplan.merging.decided import Book
from actionplan.merging.decisions import RowWord
from actionplan.merging.values import RowChange
from actionplan.models import Action, Doubt, Plan, PlanFile

SETTLED = {RowWord.TAKE, RowWord.LEAVE, RowWord.ASIDE}


def still_open(notes: Iterable[Note], book: Book, rows: Iterable[RowChange]) -> list[Note]:
    """All notes; those still need a decision that a review of ``rows`` asks and leaves open."""
    by_place: dict[int | None, RowChange] = {}
    for row in rows:
        by_place.setdefault(row.place, row)
    return [
        replace(note, needs_decision=_is_open(note, book, by_place.get(note.action)))
        for note in notes
    ]


def _is_open(note: Note, book: Book, row: RowChange | None) -> bool:
    if note.action is None or row is None:
        return note.needs_decision
    return note.needs_decision and row.asks(note) and not is_decided(note, book)


def keep_doubts(
    *, file: PlanFile, plan: Plan, notes: Iterable[Note], actions: Mapping[int, Sequence[Action]]
) -> list[int]:
    """Keep each note that still needs a decision; the ids of the new lines.

    ``actions`` are those of the file's rows, by place: of a row that was split every part, since
    each has the row's cells. What the list has already of the same action, or had until somebody
    settled it, is not asked a second time.
    """
    known = {_about(doubt) for doubt in plan.doubts.all()}
    fresh: dict[object, Doubt] = {}
    for note in notes:
        for action in _asked(note, actions) if note.needs_decision else ():
            doubt = _doubt(note, file, plan, action)
            if _about(doubt) not in known:
                fresh.setdefault(_about(doubt), doubt)
    return [doubt.pk for doubt in Doubt.objects.bulk_create(fresh.values())]


def _asked(note: Note, actions: Mapping[int, Sequence[Action]]) -> Sequence[Action | None]:
    """The actions that a note is about; the steps of a split row are with its first part."""
    found = () if note.action is None else actions.get(note.action, ())
    if not found:
        return (None,)
    return found[:1] if note.field == "steps" else found


def _doubt(note: Note, file: PlanFile, plan: Plan, action: Action | None) -> Doubt:
    return Doubt(
        plan=plan,
        action=action,
        file=file,
        field=note.field[:40],
        where=note.where,
        said=note.said,
        understood=note.understood,
    )


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
