"""Changes of what stands about an action that are not the lead's own words."""

from uuid import uuid4

from django.db import transaction

from actionplan.models import Action, Change, Entry
from actionplan.position import Position, columns
from actionplan.services.updates import add_entry
from council import clock
from council.models import Person


@transaction.atomic
def decide(
    *,
    action: Action,
    position: Position,
    by: Person,
    change: Change,
    kind: Entry.Kind = Entry.Kind.DECISION,
    due_reason: str = "",
    carries: Entry | None = None,
) -> Entry:
    """Let ``position`` stand from now on, by a decision or because a meeting has moved.

    The entry carries the lead's last words (those of ``carries``, else of the action itself): the
    day they speak of and the period they were said in stay, so that nobody is taken to have
    updated the action. Raises UpdatedMeanwhile when a lead updates it at the same moment.
    """
    latest = carries or action.latest
    words = latest.said if latest else None
    now = clock.now()
    entry = Entry(
        action=action,
        kind=kind,
        once=uuid4(),
        by=by,
        change=change,
        carries=words,
        post=words.post if words else None,
        period=words.period if words else None,
        as_at=words.as_at if words else now.date(),
        recorded_at=now,
        due_reason=due_reason,
        **columns(position),
    )
    return add_entry(entry, action.latest_id)
