"""Rules about ratings: unknown, missing, or other than the key has for what is complete. Pure."""

from actionplan.rules.case import Case
from actionplan.rules.challenges import Challenge, Code
from actionplan.rules.key_says import GOOD_WHEN_DONE


def unknown_rating(case: Case) -> Challenge | None:
    """Its rating is no letter of the key."""
    if case.action.rating and case.declared is None:
        return Challenge(Code.UNKNOWN_RATING, (("rating", case.action.rating),))
    return None


def complete_not_green(case: Case) -> Challenge | None:
    """Complete, and rated neither green nor as the key rates what is complete.

    Where the key has red for what was completed late, red is wrong only for what was in time.
    """
    declared = case.declared
    if not case.action.is_complete or declared is None or declared.colour in GOOD_WHEN_DONE:
        return None
    if declared.colour == "red" and case.late_is_red and not _done_in_time(case):
        return None
    return Challenge(Code.COMPLETE_NOT_GREEN, (("rating", declared.letter),))


def _done_in_time(case: Case) -> bool:
    done, due = case.action.completed, case.action.due.date
    return bool(done and due and done.date <= due)


def complete_late(case: Case) -> Challenge | None:
    """Completed after its date where the key has red for that, and not rated red."""
    declared, red = case.declared, case.late_is_red
    if not (case.done_late and red and declared) or declared.colour == "red":
        return None
    done, due = case.action.completed, case.action.due.date
    assert done  # noqa: S101 - for the type checker
    assert due  # noqa: S101 - for the type checker
    facts = (
        ("due", due.isoformat()), ("completed", done.date.isoformat()),
        ("precision", done.precision.value), ("rating", declared.letter),
    )  # fmt: skip
    return Challenge(Code.COMPLETE_LATE, facts)


def no_rating(case: Case) -> Challenge | None:
    """Not rated; of one that nobody has spoken of, only when its first update is missing."""
    if case.action.rating:
        return None
    unheard = case.running and case.action.last_update is None
    if unheard and case.arose_since:
        return None
    since = case.running.overdue_from if case.running and unheard else None
    facts = (("complete", "yes" if case.action.is_complete else ""),)
    return Challenge(Code.NO_RATING, facts, since)


def is_rated(case: Case, colour: str) -> bool:
    declared = case.declared
    return declared is not None and declared.colour == colour


def is_red(case: Case) -> bool:
    return is_rated(case, "red")
