"""Deadlines before a meeting, counted back from it in working or clear days.

A deadline is stored as {"name": "Final draft", "days": 7, "count": "working"}. Working days are
counted back from the meeting, which is day nought. Clear days (Local Government Act 1972,
section 100B: five clear days for agendas) count neither the meeting's day nor the deadline's own.
Saturdays, Sundays and the bank holidays of England are no days at all in either count.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

import holidays
from django.core.exceptions import ValidationError

from council.texts import Limits, fault

WORKING = "working"
CLEAR = "clear"
COUNTS = {WORKING: "working days before", CLEAR: "clear days before"}
MOST_DAYS = 120
NAME = Limits(100)

# What section 100B and usual practice ask of a committee that has said nothing of its own.
USUAL = [
    {"name": "Final draft to Democratic Services", "days": 7, "count": WORKING},
    {"name": "Agenda published", "days": 5, "count": CLEAR},
]


@dataclass(frozen=True, slots=True)
class Deadline:
    """One step before one meeting: what, by which day, and how that was counted."""

    name: str
    day: date
    words: str


def deadlines_before(meeting: date, rules: list[dict[str, Any]]) -> list[Deadline]:
    """The deadlines of a meeting on that day, the first due first."""
    found = [
        Deadline(
            rule["name"], _count_back(meeting, rule), f"{rule['days']} {COUNTS[rule['count']]}"
        )
        for rule in rules
    ]
    return sorted(found, key=lambda deadline: deadline.day)


def last_deadline(meeting: date, rules: list[dict[str, Any]]) -> Deadline:
    """The one after which an item is late; of the usual ones where a committee has none."""
    return deadlines_before(meeting, rules or USUAL)[-1]


def working_days_after(day: date, number: int) -> date:
    """The working day that lies ``number`` working days after ``day``; 0 gives ``day``."""
    while number:
        day += timedelta(days=1)
        number -= is_working_day(day)
    return day


def working_days_before(day: date, number: int) -> date:
    """The working day that lies ``number`` working days before ``day``; 0 gives ``day``."""
    while number:
        day -= timedelta(days=1)
        number -= is_working_day(day)
    return day


def is_working_day(day: date) -> bool:
    """From Monday to Friday, and no bank holiday in England."""
    return day.weekday() < 5 and day not in _bank_holidays(day.year)


def check_deadlines(data: object) -> None:
    """Raise ValidationError unless ``data`` is a list of deadlines, each name once."""
    if not isinstance(data, list) or not all(map(_is_deadline, data)):
        raise ValidationError(
            f"A deadline has a name, a number of days from 0 to {MOST_DAYS}, and says whether "
            "working or clear days are counted."
        )
    names = [rule["name"].casefold() for rule in data]
    if len(set(names)) != len(names):
        raise ValidationError("Each deadline needs a name of its own.")


def _count_back(meeting: date, rule: dict[str, Any]) -> date:
    """With n clear days between, the deadline's own day is one more working day back."""
    return working_days_before(meeting, rule["days"] + (rule["count"] == CLEAR))


def _is_deadline(rule: Any) -> bool:
    return (
        isinstance(rule, dict)
        and set(rule) == {"name", "days", "count"}
        and isinstance(rule["name"], str)
        and bool(rule["name"].strip())
        and fault(rule["name"], NAME) is None
        and type(rule["days"]) is int
        and 0 <= rule["days"] <= MOST_DAYS
        and rule["count"] in COUNTS
    )


@lru_cache(maxsize=64)
def _bank_holidays(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))
