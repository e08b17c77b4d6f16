"""What was understood of a date in a text: the moment, or why none can be fixed. Pure.

A date kept is the last day of what is named: "September 2023" is 30 September 2023 with the
precision "month".
"""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from actionplan.declared import Moment, Precision

# Plans speak of years near their own; anything else is a slip or another kind of number.
FIRST_YEAR, LAST_YEAR = 1990, 2100


@dataclass(frozen=True, slots=True)
class Found:
    """One date in a text: where it stands, and the moment, or why there is none.

    ``problem`` says why no date can be fixed. ``remark`` says what a reader should know of a
    date that could be; ``sure`` is False where a person has to decide.
    """

    start: int
    end: int
    moment: Moment | None = None
    problem: str = ""
    remark: str = ""
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Doubt:
    """One sentence about what was understood; ``needs_decision`` where a person must choose.

    ``field`` names the field of the action that it is about, where the words belong to another.
    """

    understood: str
    needs_decision: bool = True
    field: str = ""


Understood = tuple[Moment | None, str, bool]
Reader = Callable[[re.Match[str]], Understood]


def as_found(match: re.Match[str], understood: Understood) -> Found:
    moment, words, sure = understood
    if moment is None:
        return Found(*match.span(), problem=words, sure=False)
    return Found(*match.span(), moment, remark=words, sure=sure)


def last_day(year: int, month: int, precision: Precision) -> Moment | None:
    """The end of a month, which ends a quarter, a season or a year too."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    return Moment(date(year, month, monthrange(year, month)[1]), precision)


def full_year(words: str) -> int:
    """ "23", "'23" and "2023" are 2023; "95" is 1995; "0023" is the year 23."""
    digits = words.strip("'")
    number = int(digits)
    if len(digits) > 2:
        return number
    return number + (1900 if number >= FIRST_YEAR - 1900 else 2000)


def no_such_day(match: re.Match[str]) -> Understood:
    return None, f"There is no such date as {match[0]}.", False


def no_such_quarter(match: re.Match[str]) -> Understood:
    return None, f"There is no such quarter as {match[0]}.", False


def outside(match: re.Match[str]) -> Understood:
    return None, f"The year in {match[0]} is outside {FIRST_YEAR} to {LAST_YEAR}.", False


def settled(match: re.Match[str], moment: Moment | None, words: str = "") -> Understood:
    """A moment without doubt, or the sentence that its year is out of reach."""
    return (moment, words, True) if moment else outside(match)
