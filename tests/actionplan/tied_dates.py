"""Due dates, meetings, and what ties them."""

from datetime import date
from typing import Any

from actionplan.declared import Due, Precision
from actionplan.models import Action
from actionplan.queries.ties import candidates
from actionplan.services.register import Why
from actionplan.services.ties import tie_actions
from council.models import Meeting
from council.services.meetings import move_meeting

PAGE = "/ashdown/meetings/due/"

PFD = "Policy, Finance and Development Committee"

OLD, NEW = date(2023, 9, 12), date(2023, 9, 19)

WHY = Why("Agreed with the clerk.")

MONTH = Due("PFD September 2023", date(2023, 9, 30), Precision.MONTH)


def seen(row) -> int:
    return row.history.latest("history_id").history_id


def words(answer) -> str:
    return answer.content.decode()


def fresh(action: Action) -> Any:
    return Action.objects.select_related("latest", "plan", "due_meeting").get(pk=action.pk)


def ticket(cast, action: Action, place: int = 0) -> str:
    found = next(one for one in candidates(cast.council) if one.action == action)
    return found.offers[place].ticket


def tie(cast, action: Action) -> Any:
    chosen = {action.pk: ticket(cast, action)}
    tie_actions(plan=cast.plan, chosen=chosen, by=cast.manager, why=WHY)
    return fresh(action)


def shift(meeting: Meeting, day: date, cast) -> int:
    stands = Meeting.objects.get(pk=meeting.pk)
    return move_meeting(meeting=stands, day=day, by=cast.clerk, reason="Flood.", seen=seen(stands))
