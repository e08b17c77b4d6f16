"""Updates of several actions in one go, each signed by itself: all of them, or none."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID, uuid5

from django.db import transaction

from actionplan.access.updating import Right
from actionplan.models import Action, Period
from actionplan.position import Position
from actionplan.services.updates import UpdatedMeanwhile, record_update
from council.models import Person


@dataclass(frozen=True, slots=True)
class Chosen:
    """An action, what is said of it, the entry that stood then, and by what right it is said."""

    action: Action
    position: Position
    based_on: int | None
    right: Right
    no_change: bool = False


class SomeUpdatedMeanwhile(Exception):
    """Other people have updated these ``actions`` since the page was shown; nothing was written."""

    def __init__(self, actions: list[Action]) -> None:
        super().__init__()
        self.actions = actions


def record_several(
    *, chosen: Sequence[Chosen], period: Period, source: str, once: UUID, by: Person
) -> int:
    """Record all of them, or none; how many there are. ``source`` is where the leads said so.

    ``once`` is the page's one-time id: sent twice, the first result counts again. Raises
    SomeUpdatedMeanwhile, and leaves everything as it was.
    """
    refused: list[Action] = []
    with transaction.atomic():
        for one in chosen:
            try:
                _record(one, period, source, uuid5(once, str(one.action.pk)), by)
            except UpdatedMeanwhile:
                refused.append(one.action)
        if refused:
            transaction.set_rollback(True)
    if refused:
        raise SomeUpdatedMeanwhile(refused)
    return len(chosen)


def _record(one: Chosen, period: Period, source: str, once: UUID, by: Person) -> None:
    record_update(
        action=one.action,
        position=one.position,
        by=by,
        once=once,
        based_on=one.based_on,
        post=one.right.post,
        period_id=period.pk,
        on_behalf_source=source if one.right.on_behalf else "",
        no_change=one.no_change,
    )
