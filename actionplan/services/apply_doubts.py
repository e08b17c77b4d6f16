"""What an import was not sure of and nobody has decided: lines of the plan's set-up list."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from actionplan.importing.notes import Note
from actionplan.merging.decided import Book
from actionplan.merging.decisions import Decisions, RowWord
from actionplan.merging.values import Merge, RowChange
from actionplan.models import Action, Doubt, Plan, PlanFile
from actionplan.services.apply_receipt import Receipt
from actionplan.services.apply_rows import Rows

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


@dataclass(frozen=True, slots=True)
class From:
    """The file that lines come from: its name, and the file itself where it is kept."""

    name: str
    file: PlanFile | None = None


def keep_doubts(*, receipt: Receipt, rows: Rows, decided: Decisions, source: From) -> None:
    """Keep each note of a receipt that still needs a decision on the set-up list of its plan.

    The receipt then says which notes these are, and names the new lines. What the list has already
    of the same action, or had until somebody settled it, is not asked a second time.
    """
    merged = rows.merged
    receipt.notes = still_open(receipt.notes, Book(decided), merged.rows)
    known = {_about(doubt) for doubt in receipt.plan.doubts.all()}
    actions = _by_place(merged, rows.found)
    fresh: dict[object, Doubt] = {}
    for note in receipt.notes:
        for action in _asked(note, actions) if note.needs_decision else ():
            doubt = _doubt(note, source, receipt.plan, action)
            if _about(doubt) not in known:
                fresh.setdefault(_about(doubt), doubt)
    receipt.doubts = [doubt.pk for doubt in Doubt.objects.bulk_create(fresh.values())]


def _by_place(merged: Merge, found: dict[int, Action]) -> dict[int, list[Action]]:
    """The actions of each row of the file, by its place; of a split row every part."""
    actions: dict[int, list[Action]] = {}
    for row in merged.rows:
        if row.place is not None and row.index in found:
            actions.setdefault(row.place, []).append(found[row.index])
    return actions


def _asked(note: Note, actions: Mapping[int, Sequence[Action]]) -> Sequence[Action | None]:
    """The actions that a note is about; the steps of a split row are with its first part."""
    found = () if note.action is None else actions.get(note.action, ())
    if not found:
        return (None,)
    return found[:1] if note.field == "steps" else found


def _doubt(note: Note, source: From, plan: Plan, action: Action | None) -> Doubt:
    return Doubt(
        plan=plan,
        action=action,
        file=source.file,
        file_name=source.name[:200],
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
