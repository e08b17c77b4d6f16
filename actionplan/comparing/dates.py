"""What two documents say of an action's dates: moved, newly overdue, completed on time. Pure."""

from datetime import date

from actionplan.comparing.comparison import Move, Punctuality
from actionplan.dates.precision import first_day, is_within
from actionplan.declared import Due, Revision
from actionplan.document import Action


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
        times=sum(is_slip(one) for one in now.revisions),
        revisions=_since(was, now),
        days=(after.date - before.date).days if after.date and before.date else None,
    )


def is_slip(revision: Revision) -> bool:
    """Whether a promise moved: not where its meeting did, nor to a day within the month agreed."""
    return not revision.by_meeting and is_another(revision.before, revision.after)


def is_with_its_meeting(move: Move) -> bool:
    """Whether all that moved the date since is that its meeting was moved."""
    return bool(move.revisions) and not any(is_slip(one) for one in move.revisions)


def is_promised(move: Move) -> bool:
    """Whether something else was promised before, by a date or in words; else a date is given."""
    return move.before.date is not None or move.after.date is None


def _since(was: Action, now: Action) -> tuple[Revision, ...]:
    """The revisions since ``was``; of one that knows none, those from its date to the one in force.

    They are told apart by their dates: a minute that was awaited may be known by now.
    """
    known = len(was.revisions)
    if known and _dates(now.revisions[:known]) == _dates(was.revisions):
        return now.revisions[known:]
    begun = [at for at, one in enumerate(now.revisions) if one.before.date == was.due.date]
    if begun:
        return now.revisions[begun[-1] :]
    return tuple(one for one in now.revisions[-1:] if one.after.date == now.due.date)


def _dates(revisions: tuple[Revision, ...]) -> list[tuple[Due, Due]]:
    return [(one.before, one.after) for one in revisions]


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
