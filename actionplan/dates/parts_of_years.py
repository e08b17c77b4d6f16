"""Quarters, halves, seasons and years as they are written. Pure.

A council's year runs from April to March, so that "Q3 2024/25" ends on 31 December 2024.
"""

import re

from actionplan.dates.understood import Understood, full_year, last_day, outside, settled
from actionplan.declared import Precision

SEASONS = {"spring": 5, "summer": 8, "autumn": 11}
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}


def read_quarter(match: re.Match[str]) -> Understood:
    """A quarter of a council's year, April to March."""
    year, named = council_year(match), quarter_of(match)
    if year is None:
        return None, f"{match[0]} names two years that do not follow each other.", False
    month = named * 3 + 3 if named < 4 else 3
    return settled(match, last_day(year + (named == 4), month, Precision.QUARTER))


def read_quarter_of_a_year(match: re.Match[str]) -> Understood:
    """ "Q3 2024": of the council's year that starts in 2024, unless the calendar's is meant."""
    named, year = quarter_of(match), int(match["year"])
    month = named * 3 + 3 if named < 4 else 3
    moment = last_day(year + (named == 4), month, Precision.QUARTER)
    words = f"{match[0]} is read as a quarter of {year}/{(year + 1) % 100:02}, from April."
    return (moment, words, False) if moment else outside(match)


def quarter_of(match: re.Match[str]) -> int:
    given = match.groupdict()
    named = given.get("later") or given.get("quarter")
    return int(named) if named else ORDINALS[match["nth"].lower()]


def read_half(match: re.Match[str]) -> Understood:
    """ "H1 2024/25" ends with September, as the half of a council's year."""
    year = council_year(match)
    if year is None:
        return None, f"{match[0]} names two years that do not follow each other.", False
    month = 9 if match["half"] == "1" else 3
    moment = last_day(year + (month == 3), month, Precision.QUARTER)
    words = f"{match[0]} is read as the half of a council's year, from April."
    return (moment, words, False) if moment else outside(match)


def two_years(match: re.Match[str]) -> tuple[int, int]:
    """The years of "2024/25": the second, if short, is in the century of the first or next."""
    first, second = full_year(match["year"]), int(match["next"])
    if second < 100:
        second += first - first % 100
        second += 100 if second < first else 0
    return first, second


def council_year(match: re.Match[str]) -> int | None:
    """The first of the two years, or None if the second does not follow it."""
    first, second = two_years(match)
    return first if second == first + 1 else None


def read_council_year(match: re.Match[str]) -> Understood:
    """ "2024/25" ends on 31 March 2025; "2021-2023" is a stretch of years, and ends in doubt."""
    first, second = two_years(match)
    if second == first + 1:
        words = f"{match[0]} is read as a council's year, which ends in March."
        moment = last_day(second, 3, Precision.YEAR)
        # "2024-2025" in full may as well be two calendar years.
        sure = len(match["next"]) == 2
        return (moment, words, sure) if moment else outside(match)
    if not 0 < second - first < 50:
        return None, f"{match[0]} names two years that do not follow each other.", False
    moment = last_day(second, 12, Precision.YEAR)
    return moment, f"{match[0]} is read as ending with the year {second}.", False


def read_season(match: re.Match[str]) -> Understood:
    season, year = match["season"].lower(), full_year(match["year"])
    moment = last_day(year, SEASONS[season], Precision.SEASON)
    return settled(match, moment, f"{match[0]} is read as its last day, by the month.")


def read_winter(match: re.Match[str]) -> Understood:
    """Winter has two years; one alone leaves a doubt, and December is the end of that year."""
    year = full_year(match["year"])
    if match["next"] and council_year(match):
        words = f"{match[0]} is read as its last day, by the month."
        return settled(match, last_day(year + 1, 2, Precision.SEASON), words)
    moment = last_day(year, 12, Precision.SEASON)
    return moment, f"{match[0]} is read as ending in December {year}.", False


def read_year(match: re.Match[str]) -> Understood:
    return settled(match, last_day(int(match["year"]), 12, Precision.YEAR))


def read_financial_year_end(match: re.Match[str]) -> Understood:
    """ "Financial year end 2025" is 31 March 2025, unless 2025 is the year that it began in."""
    moment = last_day(int(match["year"]), 3, Precision.YEAR)
    words = f"{match[0]} is read as 31 March of that year, when a financial year ends."
    return (moment, words, False) if moment else outside(match)


def read_part_of_year(match: re.Match[str]) -> Understood:
    return None, f"{match[0]} names no day, month or quarter.", False
