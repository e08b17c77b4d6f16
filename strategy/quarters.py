"""Quarters of the council's year (April to March), and what is due in one."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from strategy.indicator import Frequency
from strategy.quantities import day_in_words

# By the middle of a quarter one still enters the values of the quarter before.
STILL_THE_LAST = timedelta(days=45)
# How many quarters may pass from one measurement to the next; where nobody has said: one.
INTERVALS = {Frequency.TWICE_A_YEAR: 2, Frequency.ANNUALLY: 4}
SLUG = re.compile(r"(20\d\d)-q([1-4])")


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """Quarter ``number`` (1: April to June) of the year that begins in April of ``year``."""

    year: int
    number: int

    @property
    def first(self) -> date:
        return date(self.year + (self.number == 4), (3 * self.number) % 12 + 1, 1)

    @property
    def last(self) -> date:
        return self.next.first - timedelta(days=1)

    @property
    def next(self) -> "Quarter":
        return (
            Quarter(self.year + 1, 1) if self.number == 4 else Quarter(self.year, self.number + 1)
        )

    @property
    def previous(self) -> "Quarter":
        return (
            Quarter(self.year - 1, 4) if self.number == 1 else Quarter(self.year, self.number - 1)
        )

    @property
    def slug(self) -> str:
        """2023-q1, for addresses."""
        return f"{self.year}-q{self.number}"

    @property
    def name(self) -> str:
        """Q1 2023/24."""
        return f"Q{self.number} {self.year}/{(self.year + 1) % 100:02d}"

    @property
    def words(self) -> str:
        """ "Q1 2023/24 (1 April 2023 to 30 June 2023)"."""
        return f"{self.name} ({day_in_words(self.first)} to {day_in_words(self.last)})"

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


def quarter_of(day: date) -> Quarter:
    """The quarter in which ``day`` lies."""
    if day.month < 4:
        return Quarter(day.year - 1, 4)
    return Quarter(day.year, (day.month - 1) // 3)


def asked_for(slug: str, today: date) -> Quarter:
    """The quarter of an address; what is none, or lies ahead, gives the one usually entered."""
    found = SLUG.fullmatch(slug)
    quarter = Quarter(int(found[1]), int(found[2])) if found else None
    if quarter is None or quarter.first > today:
        return quarter_of(today - STILL_THE_LAST)
    return quarter


def is_due(frequency: Frequency | None, last: date | None, quarter: Quarter) -> bool:
    """Whether a value is wanted in ``quarter`` when ``last`` is the day of the one before it."""
    if last is None:
        return True
    before = quarter_of(last)
    passed = (quarter.year - before.year) * 4 + quarter.number - before.number
    return passed >= (INTERVALS.get(frequency, 1) if frequency else 1)


def forecast_day(quarter: Quarter, target_date: date | None) -> date:
    """The day a forecast speaks of: the target's, else the end of the year after this quarter."""
    if target_date and target_date > quarter.last:
        return target_date
    return date(quarter.next.year + 1, 3, 31)
