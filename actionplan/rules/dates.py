"""Rules about dates: past, moved again and again, missing, or not to be fixed. Pure."""

from datetime import timedelta

from actionplan.due import read_due
from actionplan.rules.case import ONE_DAY, Case
from actionplan.rules.challenges import Challenge, Code
from actionplan.rules.ratings import is_red
from actionplan.status_words import status_of


def past_date(case: Case) -> Challenge | None:
    """Past its own date, open, and not rated red."""
    due = case.action.due.date
    if not case.action.is_open or due is None or is_red(case):
        return None
    since = due + timedelta(days=case.rules.grace_days) + ONE_DAY
    facts = (("due", due.isoformat()), ("rating", case.action.rating or ""))
    return Challenge(Code.PAST_DATE, facts, since)


def past_band(case: Case) -> Challenge | None:
    """Past the end of its timescale band, open, and not rated red."""
    ends = case.band_ends
    if not case.action.is_open or ends is None or is_red(case):
        return None
    facts = (
        ("band", "/".join(one.code for one in case.named_bands)), ("ends", ends.isoformat()),
        ("rating", case.action.rating or ""),
    )  # fmt: skip
    return Challenge(Code.PAST_BAND, facts, ends + ONE_DAY)


def slipped(case: Case) -> Challenge | None:
    """Open, and its date has moved to a later one again and again."""
    if not case.action.is_open or case.slips < case.rules.slips:
        return None
    due = case.action.due.date
    facts = (("times", str(case.slips)), ("due", due.isoformat() if due else ""))
    return Challenge(Code.SLIPPED, facts)


def no_date(case: Case) -> Challenge | None:
    """Open, and no word says when it is due; "In progress" where a date should be is none."""
    if not case.action.is_open or case.action.due.date or _date_words(case):
        return None
    return Challenge(Code.NO_DATE)


def words_only(case: Case) -> Challenge | None:
    """Open, and when it is due stands in words that fix no date."""
    if not case.action.is_open or case.action.due.date or not _date_words(case):
        return None
    return Challenge(Code.WORDS_ONLY)


def two_in_one(case: Case) -> Challenge | None:
    """Open, and the lines of its due words give two dates, or a date and "Complete"."""
    if not case.action.is_open:
        return None
    lines = [read_due(line) for line in case.action.due.words.splitlines() if line.strip()]
    said = {(one.due.date, one.status) for one in lines if one.due.date or one.status}
    return Challenge(Code.TWO_IN_ONE, (("parts", str(len(said))),)) if len(said) > 1 else None


def _date_words(case: Case) -> str:
    """What the due words say besides a status."""
    lines = (line.strip() for line in case.action.due.words.splitlines())
    return " ".join(line for line in lines if line and not status_of(line))
