"""Quarters and other spans of a council's year, and which comes next. Pure."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Span:
    """A named run of days; both days belong to it."""

    name: str
    first_day: date
    last_day: date


def quarter_of(day: date) -> Span:
    """The quarter of the council's year (April to March) in which ``day`` lies: Q1 2023/24."""
    first_month = (day.month - 1) // 3 * 3 + 1
    year = day.year if day.month > 3 else day.year - 1
    number = (first_month - 4) // 3 % 4 + 1
    first_day = date(day.year, first_month, 1)
    name = f"Q{number} {year}/{(year + 1) % 100:02d}"
    return Span(name, first_day, _month_end(first_day, 3))


def span_after(first_day: date, last_day: date) -> Span:
    """The span that follows on one: as many whole months, else to the end of its quarter.

    A quarter follows on a quarter under its usual name; anything else is named by its days.
    """
    begins = last_day + timedelta(days=1)
    months = _whole_months(first_day, last_day)
    ends = _month_end(begins, months) if months else quarter_of(begins).last_day
    quarter = quarter_of(begins)
    if (begins, ends) == (quarter.first_day, quarter.last_day):
        return quarter
    return Span(_name(begins, ends), begins, ends)


def _whole_months(first_day: date, last_day: date) -> int:
    """How many months a span has from the first of one to the last of another; 0 for others."""
    if first_day.day != 1 or (last_day + timedelta(days=1)).day != 1:
        return 0
    return (last_day.year - first_day.year) * 12 + last_day.month - first_day.month + 1


def _month_end(first_day: date, months: int) -> date:
    """The last day of ``months`` months that begin with that of ``first_day``."""
    past = first_day.year * 12 + first_day.month - 1 + months - 1
    year, month = divmod(past, 12)
    return date(year, month + 1, calendar.monthrange(year, month + 1)[1])


def _name(first_day: date, last_day: date) -> str:
    """ "July 2023", "July to August 2023", "16 June to 30 June 2023"."""
    whole = _whole_months(first_day, last_day)
    if whole == 1:
        return f"{first_day:%B %Y}"
    before = f" {first_day.year}" if first_day.year != last_day.year else ""
    if whole:
        return f"{first_day:%B}{before} to {last_day:%B %Y}"
    return f"{first_day.day} {first_day:%B}{before} to {last_day.day} {last_day:%B %Y}"
