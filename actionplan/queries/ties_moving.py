"""What the pages of meetings ask about due dates: how many hang there, and which would move."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from django.db.models import Count, Q

from actionplan.models import Action, Plan
from actionplan.models.action import ActionQuerySet
from actionplan.position import position_of
from actionplan.queries.ties import WITH, actions_of, due_day, tie_of
from actionplan.words import day
from council import permissions
from council.meeting_users import Hanging, Numbers, Shift
from council.permissions import Permission
from council.scope import Scope


def numbers(scope: Scope) -> Numbers:
    """How many due dates hang on each meeting and cycle, of those the member may see."""
    tied = _visible(scope).order_by().values_list("due_meeting", "due_cycle").annotate(Count("pk"))
    found = Numbers()
    for meeting, cycle, number in tied:
        if meeting:
            found.meetings[meeting] += number
        elif cycle:
            found.cycles[cycle] += number
    return found


def hanging(scope: Scope, meetings: Collection[int], cycles: Collection[int]) -> list[Hanging]:
    """The due dates that hang on these, of those the member may see."""
    tied = _visible(scope).filter(Q(due_meeting__in=meetings) | Q(due_cycle__in=cycles))
    return [_hanging(action) for action in tied]


def _visible(scope: Scope) -> ActionQuerySet:
    found = actions_of(scope.council)
    if permissions.can(scope, Permission.SEE_DRAFTS):
        return found
    return found.exclude(plan__state=Plan.State.DRAFT)


def _hanging(action: Action) -> Hanging:
    due = position_of(action).due
    return Hanging(str(action.plan), str(action), action.get_absolute_url(), due.words, due.date)


def tied_to(shifts: Sequence[Shift]) -> ActionQuerySet:
    """The actions that hang on what moves, in plans that are not archived."""
    meetings = [shift.meeting for shift in shifts if shift.meeting]
    cycles = [shift.cycle for shift in shifts if shift.cycle]
    hangs = Q(due_meeting__in=meetings) | Q(due_cycle__in=cycles)
    rows = Action.objects.in_plan().filter(hangs).exclude(plan__state=Plan.State.ARCHIVED)
    return rows.select_related(*WITH).order_by("plan", "number")


def moving(shifts: Sequence[Shift]) -> list[Hanging]:
    """What would move with these, with old and new date; what would stay says why."""
    return [_moving(action, shift_of(action, shifts)) for action in tied_to(shifts)]


def shift_of(action: Action, shifts: Sequence[Shift]) -> Shift:
    """The shift of the meeting or cycle that the action hangs on."""
    kind, pk = tie_of(action)
    return next(one for one in shifts if getattr(one, kind) == pk)


def _moving(action: Action, shift: Shift) -> Hanging:
    stays = why_it_stays(action, shift)
    return replace(_hanging(action), stays=stays, after=None if stays else shift.after)


def why_it_stays(action: Action, shift: Shift) -> str:
    """Why an action's date does not move with its meeting; nothing where it does."""
    position = position_of(action)
    if position.status and not position.status.is_open:
        return f"It is {position.status.value}, so its date stays."
    if position.due.date != shift.before:
        return f"Its own date is {due_day(position.due)}, not {day(shift.before)}, so it stays."
    return ""
