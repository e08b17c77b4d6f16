"""What a row of a file declares: as a position, as columns, as lines of a receipt."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from actionplan import document as doc
from actionplan.declared import Due, Status
from actionplan.merging.values import CellChange
from actionplan.models import Action, Entry, Period
from actionplan.position import Position, columns
from actionplan.services.apply_receipt import Source
from council import clock


def first_due_columns(due: Due) -> dict[str, Any]:
    """A first agreed date as columns of an action."""
    precision = due.precision if due.date else None
    return {
        "first_due_words": due.words,
        "first_due_date": due.date,
        "first_due_precision": precision or "",
    }


def position_in(row: doc.Action | None) -> Position:
    """What a row of a file declares."""
    if row is None:
        return Position()
    said = (row.rating or "", row.status, row.due, row.completed, row.commentary or "")
    return Position(*said, row.confidence)


def declared(stands: Position, cells: Sequence[CellChange]) -> Position:
    """What stands with what is taken; a day of completion stays only with what is complete."""
    changes = {cell.field: cell.value for cell in cells}
    for name in {"rating", "commentary"} & set(changes):
        changes[name] = changes[name] or ""
    position = replace(stands, **changes)
    ended = {Status.COMPLETE, Status.BUSINESS_AS_USUAL}
    return position if position.status in ended else replace(position, completed=None)


def in_lines(cells: Sequence[CellChange]) -> list[tuple[str, str, str]]:
    """Cells as lines of a receipt: what, before, after."""
    return [(cell.label, cell.ours, cell.theirs) for cell in cells]


def entry_of(action: Action, source: Source, period: Period | None, position: Position) -> Entry:
    """What a file declares of an action, as an entry of its log that is not saved yet."""
    return Entry(
        action=action,
        by=source.by,
        imported_from=source.file_name[:255],
        period=period,
        as_at=source.as_at,
        recorded_at=clock.now(),
        **columns(position),
    )
