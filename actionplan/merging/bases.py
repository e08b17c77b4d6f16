"""What the sender of a file started from, and whether the plan has changed since. Pure."""

from typing import Any

from actionplan.action_fields import LOGGED, Whole, same_value, value_of
from actionplan.document import Action, PlanDocument
from actionplan.merging.pairs import Row, rows_of
from actionplan.merging.values import Base

UNKNOWN = object()  # what the sender started from, where nobody knows


def base_of(document: PlanDocument) -> Base:
    """The base of a file that carries the document it was made from."""
    rows = rows_of(document)
    names = [_name(one.number, one.text) for one in document.recommendations()]
    known = {row.action.reference: row for row in rows if row.action.reference}
    places = {reference: stands(row, rows, names) for reference, row in known.items()}
    actions = {reference: row.action for reference, row in known.items()}
    return Base(actions, places, tuple(document.recommendations()), whole=True)


def stands(row: Row, rows: list[Row], names: list[str]) -> tuple[str, str]:
    """Its recommendation, and the reference of what it is a part of."""
    above = "" if row.recommendation is None else names[row.recommendation]
    part_of = "" if row.parent is None else rows[row.parent].action.reference or ""
    return above, part_of


def _name(number: str | None, text: str) -> str:
    return f"Recommendation {number}" if number else text[:60]


class Sender:
    """What the sender knew of each row, by the ``started`` that is known of the file."""

    def __init__(self, started: Base) -> None:
        self.started = started

    def base(self, reference: str | None) -> Whole | None:
        """The action as the sender had it, or None where that is not known."""
        action = self.started.actions.get(reference or "")
        if action is None:
            return None
        return Whole(action, *self.started.places.get(reference or "", ("", "")))

    def was(self, base: Whole | None, name: str) -> Any:
        """What the file's sender started from, or UNKNOWN."""
        if base is None or not (self.started.whole or name in LOGGED):
            return UNKNOWN
        proposed = None if self.started.whole else base.action.proposed
        return proposed.due if proposed and name == "due" else value_of(base, name)

    def is_untouched(self, name: str, ours: Whole, base: Whole | None) -> bool:
        """Whether the plan has what the file's sender knew; of a date also what it proposed."""
        mine = value_of(ours, name)
        known = base is not None and same_value(name, mine, value_of(base, name))
        return known or same_value(name, mine, self.was(base, name))

    def spoken_since(self, ours: Action, base: Whole | None) -> bool:
        """Whether the plan has words of its lead that the file's sender had not."""
        if base is None:
            return ours.last_update is not None
        mine, then = ours.last_update, base.action.last_update
        if mine and then and (mine.as_at, mine.recorded_on) != (then.as_at, then.recorded_on):
            return True
        logged = [name for name in LOGGED if name != "due" or not _moved_by_others(ours)]
        return any(not self.is_untouched(name, Whole(ours), base) for name in logged)


def _moved_by_others(action: Action) -> bool:
    """Whether the date in force was agreed, or came with a meeting: no words of the lead's."""
    last = action.revisions[-1] if action.revisions else None
    return bool(last and last.after == action.due and (last.agreed_by or last.by_meeting))
