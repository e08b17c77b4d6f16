"""Slips of the hand: what stood before an update that is corrected."""

from actionplan.models import Action, Entry
from actionplan.position import Position, said


def stood_before(action: Action, update: Entry) -> Position:
    """What stood before ``update``, which a correction says was never meant: one query."""
    earlier = action.entries.standing().filter(number__lt=update.number)
    before = earlier.order_by("-number").first()
    return said(before) if before else Position(due=action.first_due)
