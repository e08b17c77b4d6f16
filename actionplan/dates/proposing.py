"""Which new dates need agreement, and how it is said who agreed them. Pure."""

import re

from actionplan.comparing.dates import is_another
from actionplan.declared import Due, Revision
from actionplan.words import moment

AWAITED = "agreed, minute awaited"


def needs_agreement(in_force: Due, new: Due) -> bool:
    """Whether a date that was promised becomes another, or none.

    The first date of an action breaks no promise; nor does a day within the month agreed.
    """
    return in_force.date is not None and is_another(in_force, new)


def date_words(due: Due) -> str:
    """ "31 December 2023"; where there is no date the words, else "no date"."""
    if due.date:
        return moment(due.date, due.precision)
    return due.words.strip() or "no date"


def minute_words(minute: str) -> str:
    """A minute as it is cited: "34" becomes "minute 34"; other words stay as they are."""
    words = " ".join(minute.split())
    return f"minute {words}" if re.match(r"\d", words) else words


def who_agreed(agreed_by: str, meeting: str = "", minute: str = "") -> str:
    """ "Full Council on 7 March 2023, minute 34"; a post alone; "" where nobody had to agree."""
    who = meeting or agreed_by
    return ", ".join(part for part in (who, minute_words(minute)) if part)


def times_moved(times: int) -> str:
    """ "Not yet", "Once", "Twice", "3 times"."""
    return {0: "Not yet", 1: "Once", 2: "Twice"}.get(times, f"{times} times")


def move_sentence(revision: Revision) -> str:
    """ "30 September 2023 to 31 March 2024; reason: Elections; agreed by Full Council, minute 34".

    A move with its meeting is called that.
    """
    parts = [f"{date_words(revision.before)} to {date_words(revision.after)}"]
    if revision.by_meeting:
        parts[0] += ", with its meeting: no slip"
    if revision.reason.strip():
        parts.append(f"reason: {revision.reason.strip().rstrip('.')}")
    if revision.agreed_by:
        parts.append(f"agreed by {revision.agreed_by}")
    return "; ".join(parts)
