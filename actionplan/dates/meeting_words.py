"""Due words taken apart: the dates they name, and words as they are compared with names."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from actionplan.dates.around import opens_a_range, relative
from actionplan.dates.days_and_months import MONTHS
from actionplan.dates.understood import Found
from actionplan.dates.written import PLAIN, find_dates
from actionplan.declared import Moment, Precision

# What may stand beside a committee and a date without making a sentence of it.
SMALL_WORDS = frozenset({
    "by", "the", "at", "to", "of", "on", "in", "for", "end", "approval", "agreed", "agreement",
    "report", "reported", "meeting", "committee", "cycle", "round", "due", "date", "before", "a",
    "next",
})  # fmt: skip


def moments_of(plain: str) -> list[Moment]:
    """The days, months and quarters that words name; not those they only reckon from ("Post …")."""
    found = find_dates(plain)
    return [one.moment for one in found if one.moment and not is_relative(plain, one, found)]


def is_relative(plain: str, one: Found, found: list[Found]) -> bool:
    """Whether the words speak of a time after, before or from this date on."""
    return bool(relative(plain, one, found)) and not opens_a_range(plain, one, found)


def on(day: date, moment: Moment) -> bool:
    """Whether a day lies within what a moment names."""
    return first_day(moment) <= day <= moment.date


def first_day(moment: Moment) -> date:
    """The first day of what a date names: June 2023 begins on 1 June."""
    month = moment.date.replace(day=1)
    match moment.precision:
        case Precision.DAY:
            return moment.date
        case Precision.MONTH:
            return month
        case Precision.YEAR:
            return month.replace(month=1) if month.month == 12 else _a_year_before(moment.date)
        case _:  # three months
            return (month - timedelta(days=62)).replace(day=1)


def _a_year_before(last: date) -> date:
    """The first day of a council's year, which ends in March."""
    return date(last.year - 1, 4, 1)


def month_of(moment: Moment) -> Moment:
    """The month in which a day lies; anything longer as it is."""
    if moment.precision is not Precision.DAY:
        return moment
    following = (moment.date.replace(day=28) + timedelta(days=4)).replace(day=1)
    return Moment(following - timedelta(days=1), Precision.MONTH)


def tokens_of(words: str) -> Iterator[str]:
    """Words as they are compared: small letters, "&" as "and", months in three letters."""
    plain = words.translate(PLAIN).casefold().replace("&", " and ")
    for token in re.findall(r"[^\W_]+(?:['/][^\W_]+)*", plain):
        month = token[:3] in MONTHS and re.fullmatch(MONTH_NAME, token)
        if token != "and":  # noqa: S105 - a word, no password
            yield token[:3] if month else token


MONTH_NAME = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)


def place_of(name: Sequence[str], tokens: list[str]) -> int | None:
    """Where a name stands in the words, as whole words in a row."""
    size = len(name)
    places = range(len(tokens) - size + 1) if size else range(0)
    return next((place for place in places if tokens[place : place + size] == list(name)), None)


def is_word(one: str) -> bool:
    """Whether a word left over says more than a date and its usual small words do."""
    return one != "|" and one not in SMALL_WORDS and one not in MONTHS and not one[0].isdigit()
