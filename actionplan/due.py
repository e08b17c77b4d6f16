"""What a plan's due words say: "End of September 2022", "As above", "Complete\\nMay 2023".

The words are always kept. A date is set only where the words fix one, as the last day of what
they name; whatever is doubtful about it is said, so that a person can decide.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from actionplan.dates.around import (
    MONTH_ALONE,
    beside,
    choose,
    left_over,
    opens_a_range,
    relative,
    spoken,
    stretch,
    without_dates,
)
from actionplan.dates.understood import Doubt, Found
from actionplan.dates.written import PLAIN, find_dates, only_date
from actionplan.declared import Due, Moment, Status
from actionplan.status_words import leading_status, mentions_status


@dataclass(frozen=True, slots=True)
class DueReading:
    """What due words say: the due date, a status among the words, and what is doubtful.

    ``dates`` are all the moments that the words fix, in their order.
    """

    due: Due
    status: Status | None = None
    doubts: tuple[Doubt, ...] = ()
    dates: tuple[Moment, ...] = ()


AS_ABOVE = re.compile(
    r"\b(?:as (?:above|below)|ditto|see (?:above|below)|same as|as per)\b|^\W*[\"”〃]\W*$"
)
NOT_KNOWN = re.compile(
    r"\b(?:tb[acd]|to be (?:confirmed|agreed|determined|advised|decided|set)|not (?:yet )?known"
    r"|unknown|none)\b"
)
NO_END = re.compile(
    r"\b(?:on-?going|continuous(?:ly)?|continuing|rolling|permanent|n/?a|annual(?:ly)?"
    r"|quarterly|monthly|not applicable|business as usual|bau)\b"
)


def parse_date(text: str) -> Moment | None:
    """A single date as a person types it into a form, or None if it is not exactly one.

    "30/9/2023", "30 September 2023" and "2023-09-30" are days; "September 2023", "Q2 2023/24",
    "Spring 2024" and "2023/24" are kept as their last day with that precision. Impossible dates,
    years outside 1990 to 2100 and doubtful forms ("Mar 25", "Q3 2024") are no date.
    """
    return only_date(text)


@lru_cache(maxsize=1024)
def read_due(words: str) -> DueReading:
    """Read due words (one or several lines), as written: words, date, status, doubts.

    Several dates give the later one, with a doubt. Raises nothing.
    """
    words = words.strip()
    plain = words.translate(PLAIN)
    found = find_dates(plain)
    status, about_status = read_status(plain, found)
    date, about_date = read_date(plain, found)
    due = Due(words, date.date, date.precision) if date else Due(words)
    doubts = [*about_date, *about_status, *both(date, status)]
    if not found:
        doubts += undated(plain, status)
    fixed = tuple(one.moment for one in found if one.moment)
    return DueReading(due, status, tuple(doubts), fixed)


def read_date(words: str, found: list[Found]) -> tuple[Moment | None, list[Doubt]]:
    """The date that the words fix, and what is doubtful about it."""
    doubts = [Doubt(one.problem) for one in found if one.problem]
    doubts += [Doubt(one.remark, not one.sure) for one in found if one.moment and one.remark]
    kept: list[Moment] = []
    for one in found:
        relation = relative(words, one, found) if one.moment else ""
        if relation and not opens_a_range(words, one, found):
            doubts.append(Doubt(f"No date is set for a time {relation}."))
        elif one.moment and not relation:
            kept.append(one.moment)
            doubts += stretch(words, one)
    chosen, about = choose(words, kept)
    more = [*beside(words.casefold()), *left_over(words, found)] if chosen else []
    return chosen, doubts + about + more


def read_status(words: str, found: list[Found]) -> tuple[Status | None, list[Doubt]]:
    """The status among the words, if a line is or begins with one, and what is doubtful."""
    lines = without_dates(words, found).split("\n")
    stated = [leading_status(line) for line in lines if line.strip()]
    statuses = {one for one in stated if one}
    if len(statuses) > 1:
        return None, [Doubt("More than one status is named, so none is set.", field="status")]
    if statuses:
        status = statuses.pop()
        twice = f"“{status.capitalize()}” is said more than once."
        repeated = len([one for one in stated if one]) > 1
        return status, [Doubt(twice, False, "status")] if repeated else []
    if any(mentions_status(line) for line in lines):
        words = "A status is mentioned, but not of the action as a whole; none is set."
        return None, [Doubt(words, field="status")]
    return None, []


def both(date: Moment | None, status: Status | None) -> list[Doubt]:
    """The doubts that a status and a date in one cell raise together."""
    if not date or not status:
        return []
    if status is Status.COMPLETE:
        return [
            Doubt(
                f"{spoken(date)} is kept as the due date; beside Complete it may be the date of"
                " completion."
            )
        ]
    return [
        Doubt(f"{status.capitalize()} and {spoken(date)} stand together; both are kept.", False)
    ]


def undated(words: str, status: Status | None) -> list[Doubt]:
    """What to say of words that hold no date."""
    if not words:
        return []
    folded = words.casefold()
    if AS_ABOVE.search(folded):
        return [Doubt(f"No date is set: “{words}” points at another row.")]
    if MONTH_ALONE.search(words):
        return [Doubt("No date is set: no year is named.")]
    return [] if status else [no_date(folded)]


def no_date(folded: str) -> Doubt:
    """What to say of words that hold no date, no part of one and no status."""
    if NOT_KNOWN.search(folded):
        return Doubt("No date has been set yet.", needs_decision=False)
    if NO_END.search(folded):
        return Doubt("The words name no end date.", needs_decision=False)
    return Doubt("No date could be read in these words.")
