"""Days and months as they are written: "3/9/23", "September 2023"; the day first. Pure."""

import re
from datetime import date

from actionplan.dates.understood import (
    FIRST_YEAR,
    LAST_YEAR,
    Understood,
    full_year,
    last_day,
    no_such_day,
    settled,
)
from actionplan.declared import Moment, Precision

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def month_number(words: str) -> int:
    """ "September", "Sept." and "sep" are 9."""
    return MONTHS.index(words[:3].lower()) + 1


def read_day(match: re.Match[str]) -> Understood:
    """A day, a month (its number or name) and a year."""
    month = match["month"]
    number = int(month) if month.isdigit() else month_number(month)
    try:
        day = date(full_year(match["year"]), number, int(match["day"]))
    except ValueError:
        return no_such_day(match)
    in_reach = FIRST_YEAR <= day.year <= LAST_YEAR
    return settled(match, Moment(day) if in_reach else None)


def read_month(match: re.Match[str]) -> Understood:
    month = match["month"]
    number = int(month) if month.isdigit() else month_number(month)
    return settled(match, last_day(full_year(match["year"]), number, Precision.MONTH))


def read_month_and_number(match: re.Match[str]) -> Understood:
    """ "Mar 25": the month of a year, most likely, but perhaps a day of it."""
    moment, words, _ = read_month(match)
    words = words or f"{match[0]} is read as a month and a year; it may be a day of that month."
    return moment, words, False
