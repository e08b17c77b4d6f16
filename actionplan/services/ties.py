"""Due dates hung on meetings, taken off them, and moved with them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby

from django.db import transaction

from actionplan.dates.meetings import Calendar, End, exact, said
from actionplan.declared import Due, Precision
from actionplan.due import read_due
from actionplan.models import Action, Change, Entry, Plan
from actionplan.position import position_of
from actionplan.queries.ties import (
    WITH,
    calendar_of,
    due_day,
    due_moment,
    is_open,
    ticket_of,
    tie_words,
    tied_row,
)
from actionplan.queries.ties_moving import (
    hanging,
    moving,
    numbers,
    shift_of,
    tied_to,
    why_it_stays,
)
from actionplan.services.decisions import decide
from actionplan.services.register import Register, Why
from actionplan.words import day
from council.in_words import NOTHING
from council.meeting_users import MeetingUser, Shift
from council.models import Person
from council.versions import ChangedMeanwhile, claim, sign

HANGS_ON = "Due date hangs on"


@transaction.atomic
def tie_actions(*, plan: Plan, chosen: Mapping[int, str], by: Person, why: Why) -> int:
    """Hang the due dates of actions on what their words name; returns how many.

    ``chosen`` has, by the action's id, the ticket that it was offered with. A date that only says
    the month (or nothing) becomes the meeting's day; any other stays. Raises ChangedMeanwhile
    where one is no longer as it was shown, and then ties none; CannotEdit as ``Register`` does.
    """
    register = Register(plan=plan, by=by, why=why)
    calendar = calendar_of(plan.council)
    actions = _locked([pk for pk in chosen if pk < 2**63], plan)
    if len(actions) != len(chosen):
        raise ChangedMeanwhile
    for action in actions:
        _tie(register, action, _end_of(action, chosen[action.pk], calendar))
    return len(actions)


def _locked(ids: Sequence[int], plan: Plan | None = None) -> list[Action]:
    """The actions, locked first and then read, so that what is read is what stands."""
    rows = Action.objects.in_plan().filter(pk__in=ids).order_by("pk")
    rows = rows.filter(plan=plan) if plan else rows
    held = list(rows.select_for_update(of=("self",)).values_list("pk", flat=True))
    wanted = Action.objects.filter(pk__in=held).select_related(*WITH)
    return list(wanted.order_by("plan", "number"))


def _end_of(action: Action, ticket: str, calendar: Calendar) -> End:
    """What the ticket names; raises ChangedMeanwhile where it is out of date."""
    end = calendar.end(ticket.partition("/")[0])
    tied = action.due_meeting_id or action.due_cycle_id
    if end is None or tied or not is_open(action) or ticket != ticket_of(action, end):
        raise ChangedMeanwhile
    return end


def _tie(register: Register, action: Action, end: End) -> None:
    due = position_of(action).due
    action.due_meeting_id = end.pk if end.kind == "meeting" else None
    action.due_cycle_id = end.pk if end.kind == "cycle" else None
    sign(action, register.by, register.why.reason)
    action.save()
    details = [[HANGS_ON, NOTHING, said(end)]]
    becomes = exact(end.day, due_moment(due))
    if becomes:
        details.append(["Due", due_day(due), day(end.day)])
    change = register.note(Change.Kind.TIED, str(action), details, action=action)
    if becomes:
        due = Due(due.words or end.name, end.day, Precision.DAY)
        _set_due(action, due, by=register.by, change=change, reason=f"Tied: {said(end)}")


@transaction.atomic
def untie(*, action: Action, by: Person, why: Why, seen: int | None) -> None:
    """Let a due date hang on nothing; the date in force stays.

    Raises ChangedMeanwhile where the action was changed since ``seen``.
    """
    register = Register(plan=action.plan, by=by, why=why)
    stands = claim(action, seen)
    words = tie_words(stands)
    if not words:
        raise ChangedMeanwhile
    stands.due_meeting = stands.due_cycle = None
    sign(stands, by, why.reason)
    stands.save()
    register.note(Change.Kind.TIED, str(stands), [[HANGS_ON, words, NOTHING]], action=stands)


@transaction.atomic
def take_meetings_day(
    *, action: Action, by: Person, why: Why, seen: int | None, shown: date
) -> None:
    """Let an action be due on the day of what it hangs on, which was ``shown`` to be it.

    Raises ChangedMeanwhile where that is another day by now, or the action was changed.
    """
    register = Register(plan=action.plan, by=by, why=why)
    claim(action, seen)
    stands = _locked([action.pk])[0]
    tied = tied_row(stands)
    if tied is None or tied.day != shown:
        raise ChangedMeanwhile
    details = [["Due", due_day(tied.due), day(shown)]]
    change = register.note(Change.Kind.TIED, str(stands), details, action=stands)
    due = Due(words_after(tied.due, tied.words, shown), shown, Precision.DAY)
    _set_due(stands, due, by=by, change=change, reason=f"Due at its meeting: {tied.words}")


def _set_due(
    action: Action,
    due: Due,
    *,
    by: Person,
    change: Change,
    reason: str,
    kind: Entry.Kind = Entry.Kind.DECISION,
) -> None:
    position = replace(position_of(action), due=due)
    decide(action=action, position=position, by=by, change=change, kind=kind, due_reason=reason)


def words_after(due: Due, name: str, day_: date) -> str:
    """The due words once the date is ``day_``: kept, unless they are empty or name another day."""
    days = {one.date for one in read_due(due.words).dates if one.precision is Precision.DAY}
    return due.words if due.words and not days - {day_} else name


@transaction.atomic
def move_tied(shifts: Sequence[Shift], by: Person, reason: str) -> int:
    """Move the dates that hang on what has moved; says how many. See ``council.meeting_users``.

    Moved are open actions whose date in force is the day from which the meeting moved: each by an
    entry of the log and a line of its plan's register. Any other is left as it is.
    """
    moved = 0
    for plan, actions in groupby(tied_to(shifts), key=lambda action: action.plan):
        ids = [one.pk for one in actions if not why_it_stays(one, shift_of(one, shifts))]
        if ids:
            moved += _move_of_plan(Register(plan=plan, by=by, why=Why(reason)), ids, shifts)
    return moved


def _move_of_plan(register: Register, ids: Sequence[int], shifts: Sequence[Shift]) -> int:
    actions = [one for one in _locked(ids) if not why_it_stays(one, shift_of(one, shifts))]
    for action in actions:
        _move(register, action, shift_of(action, shifts))
    return len(actions)


def _move(register: Register, action: Action, shift: Shift) -> None:
    details = [["Due", day(shift.before), day(shift.after)]]
    change = register.note(Change.Kind.MEETING_MOVED, str(action), details, action=action)
    name = f"{shift.name}, {day(shift.after)}" if shift.meeting else shift.name
    words = words_after(position_of(action).due, name, shift.after)
    due = Due(words, shift.after, Precision.DAY)
    kind = Entry.Kind.MEETING_MOVED
    _set_due(action, due, by=register.by, change=change, reason=shift.words, kind=kind)


MEETING_USER = MeetingUser(numbers, hanging, moving, move_tied)
