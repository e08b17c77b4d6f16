"""Words that a spreadsheet took for a date when it opened a CSV, and shows in a form of its own.

"January 2024" comes back as "01/01/24", as "Jan-24" or as "2024-01-01", in an American setting
with the month first. Nobody has changed such a cell. Pure.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from actionplan.dates.precision import first_day
from actionplan.dates.understood import full_year
from actionplan.dates.written import find_dates, only_date
from actionplan.declared import Due, Moment, Precision

# How spreadsheets show a date that they made; people write these too, but rarely for the same day.
SHOWN = re.compile(r"\d{1,4}([/.-])\d{1,2}\1\d{2,4}|(?:\d{1,2}-)?[A-Z][a-z]{2}-\d\d")
MONTH_FIRST = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}|\d\d)")


def is_made_a_date(value: Any, shown: Any) -> bool:
    """Whether a spreadsheet shows the words of a ``value`` as ``shown``.

    Both are values of one field of an action: words, a due date or a moment.
    """
    if isinstance(value, Due) and isinstance(shown, Due):
        dated = (value.date, value.precision) == (shown.date, shown.precision)
        return dated and is_made_a_date(value.words, shown.words)
    if isinstance(value, Moment) and isinstance(shown, Moment):
        is_day = shown.precision is Precision.DAY and value.precision is Precision.MONTH
        return is_day and first_day(value) == shown.date
    if not (isinstance(value, str) and isinstance(shown, str)):
        return False
    return _is_shown_as(value, shown)


def _is_shown_as(words: str, shown: str) -> bool:
    said = [one for one in find_dates(words.strip()) if one.moment]
    if len(said) != 1 or (said[0].start, said[0].end) != (0, len(words.strip())):
        return False
    moment = said[0].moment
    if moment is None or moment.precision not in {Precision.DAY, Precision.MONTH}:
        return False
    return any(
        one == moment or (one.precision is Precision.DAY and one.date == first_day(moment))
        for one in _days(shown.strip())
    )


def _days(shown: str) -> Iterator[Moment]:
    """What a spreadsheet's form of a date may stand for: British order, then American."""
    if not SHOWN.fullmatch(shown):
        return
    british = only_date(shown)
    if british:
        yield british
    found = MONTH_FIRST.fullmatch(shown)
    if found and int(found[1]) <= 12:
        yield from _american(found)


def _american(found: re.Match[str]) -> Iterator[Moment]:
    try:
        yield Moment(date(full_year(found[3]), int(found[1]), int(found[2])))
    except ValueError:
        return
