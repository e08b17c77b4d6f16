"""Meetings: added, changed, moved, cancelled. What hangs on one that moves, moves with it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from hashlib import sha256
from typing import Any

from django.db import transaction

from council import meeting_users
from council.in_words import in_words
from council.meeting_users import Hanging, Shift
from council.models import Council, Meeting, Person
from council.services import rows
from council.timetable import Held, shifts
from council.versions import CannotEdit, ChangedMeanwhile, claim, sign

NEEDS_REASON = "Say why it moves: due dates move with it, and each keeps the reason."


@transaction.atomic
def add_meeting(*, meeting: Meeting, by: Person) -> None:
    """Add a meeting. Raises CannotEdit where its committee already meets on that day."""
    _check_day(meeting, meeting.day)
    rows.add_row(row=meeting, by=by)


@transaction.atomic
def edit_meeting(
    *, meeting: Meeting, values: Mapping[str, Any], seen: int | None, by: Person
) -> list[str]:
    """Time, place, committee, cycle; the day has a service of its own (``move_meeting``)."""
    _check_day(meeting, meeting.day, values.get("committee"))
    return rows.save_row(row=meeting, values=values, seen=seen, by=by)


@transaction.atomic
def move_meeting(
    *,
    meeting: Meeting,
    day: date,
    by: Person,
    reason: str,
    seen: int | None,
    shown: str | None = None,
) -> int:
    """Let the meeting take place on another day; returns how many due dates moved with it.

    ``shown`` is the ``fingerprint`` of what the person was told would move. Raises
    ChangedMeanwhile where the meeting, or what would move, is no longer as it was shown, and
    CannotEdit without a reason where something moves, or where the committee meets that day.
    """
    hold_calendar(meeting.committee.council)
    stands = claim(meeting, seen)
    check_move(stands, day)
    moving = shifts_of_move(stands, day)
    hanging = meeting_users.moving(moving)
    if shown is not None and shown != fingerprint(hanging):
        raise ChangedMeanwhile
    if not reason.strip() and any(not one.stays for one in hanging):
        raise CannotEdit(NEEDS_REASON)
    stands.day = day
    sign(stands, by, reason)
    stands.save()
    return meeting_users.move(moving, by, reason)


@transaction.atomic
def cancel_meeting(
    *, meeting: Meeting, by: Person, seen: int | None, cancelled: bool = True, reason: str = ""
) -> None:
    """Cancel a meeting, or let it take place after all. What hangs on it keeps its date."""
    stands = claim(meeting, seen)
    if stands.is_cancelled == cancelled:
        raise ChangedMeanwhile
    stands.is_cancelled = cancelled
    sign(stands, by, reason)
    stands.save()


def check_move(meeting: Meeting, day: date) -> None:
    """Raise CannotEdit where the meeting cannot move to that day, whatever hangs on it."""
    if meeting.is_cancelled:
        raise CannotEdit("This meeting is cancelled. Say first that it takes place after all.")
    if meeting.day == day:
        raise CannotEdit(f"The meeting is on {in_words(day)} already. Give another day.")
    _check_day(meeting, day)


def hold_calendar(council: Council) -> None:
    """One at a time: where a cycle ends depends on all of its meetings."""
    Council.objects.select_for_update(no_key=True).get(pk=council.pk)


def shifts_of_move(meeting: Meeting, day: date) -> list[Shift]:
    """What lies on another day once the meeting has moved: it, and perhaps its cycle's end."""
    before = timetable(meeting.committee.council)
    after = [replace(held, day=day) if held.meeting == meeting.pk else held for held in before]
    return shifts(before, after)


def timetable(council: Council) -> list[Held]:
    """Every meeting of the council that is held, as plain values."""
    held = Meeting.objects.held().filter(committee__council=council)
    return [
        Held(one.pk, one.committee.name, one.day, one.cycle_id, one.cycle.name if one.cycle else "")
        for one in held.select_related("committee", "cycle")
    ]


def fingerprint(hanging: list[Hanging]) -> str:
    """A mark of what would move and what would not: the same for the same, in any order."""
    lines = sorted(f"{one.url} {one.day} {one.after} {one.stays}" for one in hanging)
    return sha256("\n".join(lines).encode()).hexdigest()[:32]


def _check_day(meeting: Meeting, day: date, committee: Any = None) -> None:
    """Raise CannotEdit where the committee has another meeting on that day."""
    committee = committee or meeting.committee
    if committee.meetings.filter(day=day).exclude(pk=meeting.pk).exists():
        raise CannotEdit(
            f"{committee} has a meeting on {in_words(day)} already. "
            "Change that one, or choose another day."
        )
