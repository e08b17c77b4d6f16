"""What a workbook's cell shows: dates, numbers and percentages in the form it gives them."""

import re
from datetime import date, datetime, time, timedelta
from typing import Any

from actionplan.dates.understood import last_day
from actionplan.declared import Moment, Precision

# A format may hold colours and locales in brackets, quoted words and sections after semicolons.
NOISE = re.compile(r'\[[^\]]*\]|"[^"]*"|\\|;.*|_.|\*.|@')
TOKENS = re.compile(r"y+|m+|d+|h+|s+|[^ymdhs]+", re.IGNORECASE)
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
TIME = re.compile(r"\s*h.*")
FIXED = re.compile(r"#?,?#*0\.(0+)")

# Excel shows its standard date by the country of the person: here day, month, year.
STANDARD = {"mm-dd-yy": "dd/mm/yyyy", "m/d/yy": "dd/mm/yyyy", "m/d/yyyy": "dd/mm/yyyy"}


def shown(value: Any, number_format: str) -> str:
    """The words that a cell shows for ``value``."""
    if isinstance(value, datetime | date):
        return shown_date(value, number_format)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return shown_number(value, number_format)
    if isinstance(value, time):
        return value.isoformat(timespec="minutes")
    return "" if value is None else ESCAPED.sub(unescaped, str(value))


def unescaped(match: re.Match[str]) -> str:
    """The character that Excel writes as "_x000D_"."""
    return chr(int(match[1], 16))


def shown_number(value: float, number_format: str) -> str:
    """A number: 60% where the format is a percentage, 1.10 where it fixes the places."""
    plain = NOISE.sub("", number_format)
    if plain.endswith("%"):
        return f"{value * 100:.10g}%"
    places = FIXED.fullmatch(plain)
    if places:
        return f"{value:.{len(places[1])}f}"
    return f"{value:.15g}"


def shown_date(value: date, number_format: str) -> str:
    """A date in its own format; as 31 March 2025 where the format says nothing of dates."""
    pattern = NOISE.sub("", STANDARD.get(number_format.lower(), number_format)).lower()
    pattern = TIME.sub("", pattern)
    if not re.search(r"[ym]", pattern):
        return f"{value.day} {value:%B %Y}"
    return "".join(token(value, one) for one in TOKENS.findall(pattern)).strip(" ,/-.:")


def token(value: date, part: str) -> str:
    """One piece of a date's format."""
    known = {
        "yyyy": f"{value:%Y}", "yy": f"{value:%y}", "mmmm": f"{value:%B}", "mmm": f"{value:%b}",
        "mm": f"{value:%m}", "m": str(value.month), "dddd": f"{value:%A}", "ddd": f"{value:%a}",
        "dd": f"{value:%d}", "d": str(value.day),
    }  # fmt: skip
    return known.get(part, part if part[0] not in "ymd" else known[part[0] * 2])


def moment_of(value: Any, number_format: str) -> Moment | None:
    """A real date with the precision its format shows: "Mar-25" means the whole month."""
    if not isinstance(value, date):
        return None
    day = value.date() if isinstance(value, datetime) else value
    pattern = NOISE.sub("", number_format).lower()
    if "d" in pattern or not re.search(r"[ym]", pattern):
        return Moment(day) if last_day(day.year, day.month, Precision.DAY) else None
    if "m" in pattern:
        return last_day(day.year, day.month, Precision.MONTH)
    return last_day(day.year, 12, Precision.YEAR)


# Workbooks count days from 1900 or 1904; these are the years 1990 to 2100.
SERIALS = range(31_000, 73_500)


def serial_date(value: Any, epoch: datetime) -> Moment | None:
    """The date that a bare whole number would be, counted from the workbook's first day."""
    if isinstance(value, bool) or not isinstance(value, int | float) or value not in SERIALS:
        return None
    return Moment((epoch + timedelta(days=int(value))).date())
