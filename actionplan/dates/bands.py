"""Timescale bands: until when each runs, and which of them a row's own words name."""

import re
from calendar import monthrange
from datetime import date

from actionplan.key_lines import Band
from actionplan.words import day

SEPARATORS = re.compile(r"[/,;&+–-]|\band\b|\bor\b|\bto\b", re.IGNORECASE)
PREFIX = re.compile(r"^(?:band|timescale)\s+", re.IGNORECASE)


def months_after(start: date, months: int) -> date:
    """The same day of a later month, or that month's last: 31 August and 6 are 28 February."""
    years, month = divmod(start.month - 1 + months, 12)
    year = start.year + years
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def runs(band: Band, start: date | None) -> str:
    """From when until when a band runs: "1 July 2022 to 1 September 2022"; "" where unknown."""
    if start is None or (band.from_months is None and band.to_months is None):
        return ""
    first = day(months_after(start, band.from_months)) if band.from_months is not None else ""
    last = day(months_after(start, band.to_months)) if band.to_months is not None else ""
    if not last:
        return f"from {first} on"
    words = f"{first} to {last}" if first else f"until {last}"
    return f"{words}, or later" if band.open_ended else words


def band_words(band: Band) -> str:
    """A band in one line, for registers and conflicts: all that it is."""
    months = [str(month) for month in (band.from_months, band.to_months) if month is not None]
    line = f"{band.code}: {band.words}"
    if months:
        line += f" ({' to '.join(months)} months{', open-ended' if band.open_ended else ''})"
    return line


def codes_in(timescale: str) -> set[str]:
    """The codes that a row's timescale names, in small letters: "A/B" names a and b."""
    bare = PREFIX.sub("", timescale.strip())
    parts = {PREFIX.sub("", part.strip()).casefold() for part in SEPARATORS.split(bare)}
    return (parts | {bare.casefold()}) - {""}
