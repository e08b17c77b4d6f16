"""Days and times as people, spreadsheets and calendars write them. Knows no models."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time

YEARS = range(1900, 2200)  # anything else is a slip, and some calendars end soon after
DAYS = (
    "%d %B %Y", "%d %b %Y", "%d/%m/%Y", "%d/%m/%y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d",
    "%d-%b-%Y", "%d-%b-%y", "%Y-%m-%d %H:%M:%S",
)  # fmt: skip
TIMES = ("%H:%M", "%H:%M:%S", "%H.%M", "%I:%M%p", "%I.%M%p", "%I%p")
WEEKDAY = re.compile(r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+", re.IGNORECASE)
SEPTEMBER = re.compile(r"\bsept\b\.?", re.IGNORECASE)  # as people write it; %b knows "Sep"
ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b", re.IGNORECASE)


def read_day(words: str) -> date | None:
    """A day, with or without its weekday; None where it is none, or of no year in sight."""
    plain = ORDINAL.sub("", WEEKDAY.sub("", words.strip())).replace(",", "")
    plain = SEPTEMBER.sub("Sep", plain)
    return next((found.date() for found in _parsed(plain, DAYS) if found.year in YEARS), None)


def read_time(words: str) -> time | None:
    """A time of day; None where it is none."""
    plain = words.strip().casefold().replace(" ", "").replace("a.m.", "am").replace("p.m.", "pm")
    plain = {"noon": "12:00", "12noon": "12:00", "midday": "12:00"}.get(plain, plain)
    return next((found.time().replace(second=0) for found in _parsed(plain, TIMES)), None)


def _parsed(words: str, forms: Iterable[str]) -> Iterator[datetime]:
    for form in forms:
        try:
            yield datetime.strptime(words, form)  # noqa: DTZ007 - only its day or time is used
        except ValueError:
            continue
