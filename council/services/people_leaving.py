"""Leaving a council on a day, and coming back to it."""

from datetime import date, timedelta

from django.db import transaction

from council import clock
from council.in_words import in_words
from council.models import Membership, Person
from council.queries.people_leaving import Ending, endings
from council.services.people import check_may_end, check_somebody_is_left, lock
from council.versions import CannotEdit, claim, sign


@transaction.atomic
def leave(*, membership: Membership, day: date, seen: int | None, by: Person) -> list[Ending]:
    """End somebody's access on ``day``, the first day without it, and their posts the day before.

    Returns what became of each holding. What would have begun on that day or later is removed.
    Raises ChangedMeanwhile, and CannotEdit for somebody who has left already, a day before they
    joined, the last plan manager or system administrator, and a system administrator where
    ``by`` is none.
    """
    lock(membership.council)
    stands: Membership = claim(membership, seen)
    refuse_leaving(stands, day, by)
    ended = endings(stands, day)
    for one in ended:
        _end(one, day, by)
    stands.left_on = day
    sign(stands, by)
    stands.save()
    return ended


def refuse_leaving(membership: Membership, day: date | None, by: Person) -> None:
    """Raise CannotEdit where somebody's access may not be ended on ``day``, or on any (None)."""
    person, joined, left = membership.person, membership.joined_on, membership.left_on
    if left and left <= clock.today():
        raise CannotEdit(
            f"{person} left on {in_words(left)}. Let them come back first, if that day is wrong."
        )
    check_may_end(membership, by)
    check_somebody_is_left(membership, membership.roles)
    if day and joined and day < joined:
        raise CannotEdit(f"{person} joined on {in_words(joined)}: give that day or a later one.")


def _end(ending: Ending, day: date, by: Person) -> None:
    holding = ending.holding
    sign(holding, by, f"Leaves the council on {in_words(day)}")
    if ending.never_begins:
        holding.delete()
    else:
        holding.until = day - timedelta(days=1)
        holding.save()


@transaction.atomic
def come_back(*, membership: Membership, seen: int | None, by: Person) -> None:
    """Give somebody who has left or is leaving their access again, with the roles they had.

    The day of joining stays, and posts are not given back: others may hold them by now. Raises
    ChangedMeanwhile, and CannotEdit for somebody who is not leaving and for a system
    administrator where ``by`` is none.
    """
    lock(membership.council)
    stands: Membership = claim(membership, seen)
    if stands.left_on is None:
        raise CannotEdit(f"{stands.person} is not leaving.")
    check_may_end(stands, by)
    stands.left_on = None
    sign(stands, by)
    stands.save()
