"""What two documents say of an action's dates: moved, newly overdue, completed on time. Pure."""

from datetime import date

from actionplan.comparison import Move, Punctuality
from actionplan.dates import first_day, is_within
from actionplan.document import Action, Due, Revision


def is_another(before: Due, after: Due) -> bool:
    """Whether a due date is another than it was; a day within the month that was agreed is not.

    Where neither has a date, their words are compared.
    """
    if before.date is None and after.date is None:
        return " ".join(before.words.split()) != " ".join(after.words.split())
    if before.date is None or after.date is None:
        return True
    return not is_within(after.date, before) and not is_within(before.date, after)


def moved(was: Action, now: Action) -> Move | None:
    """How the due date has moved, or None where it is the same."""
    before, after = was.due, now.due
    if not is_another(before, after):
        return None
    return Move(
        before,
        after,
        now.first_due or was.first_due,
        times=sum(is_another(one.before, one.after) for one in now.revisions),
        revisions=_since(was, now),
        days=(after.date - before.date).days if after.date and before.date else None,
    )


def is_promised(move: Move) -> bool:
    """Whether something else was promised before, by a date or in words; else a date is given."""
    return move.before.date is not None or move.after.date is None


def _since(was: Action, now: Action) -> tuple[Revision, ...]:
    """The revisions since ``was``; of one that knows none, that which led to the date in force."""
    known = len(was.revisions)
    if known and now.revisions[:known] == was.revisions:
        return now.revisions[known:]
    return tuple(one for one in now.revisions[-1:] if one.after.date == now.due.date)


def is_newly_overdue(was: Action, now: Action, then: date | None, as_at: date | None) -> bool:
    """Open and past its date now, and not then. A heading for others is never overdue.

    Where the day of either document is not known, nothing is said.
    """
    return then is not None and _is_overdue(now, as_at) and not _is_overdue(was, then)


def _is_overdue(action: Action, as_at: date | None) -> bool:
    due = action.due.date
    return bool(as_at and due and action.is_open and action.counts_in_totals and due < as_at)


def finished(was: Action, now: Action) -> tuple[Punctuality | None, int]:
    """Whether an action that is newly complete was so in time, and at least how many days late.

    Late only where every day that the completion names lies after the due date; where only some
    do, the day is not known.
    """
    if was.is_complete or not now.is_complete:
        return None, 0
    due, completed = now.due.date, now.completed
    if due is None:
        return Punctuality.NO_DATE, 0
    if completed is None:
        return Punctuality.DAY_UNKNOWN, 0
    if completed.date <= due:
        return Punctuality.ON_TIME, 0
    late_by = (first_day(completed) - due).days
    return (Punctuality.LATE, late_by) if late_by > 0 else (Punctuality.DAY_UNKNOWN, 0)
