"""Which period the heading of a column names, where a plan has a column for each."""

import re

from actionplan.dates.written import find_dates

QUARTER = re.compile(r"\b(?:q|qtr|quarter)\.?\s?([1-4])\b|\b([1-4])(?:st|nd|rd|th) quarter", re.I)
MONTHS = ["apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "jan", "feb", "mar"]
MONTH = re.compile(rf"\b({'|'.join(MONTHS)})[a-z]*\b", re.I)


def period(heading: str) -> tuple[str, int] | None:
    """Which period a heading names, to be compared with others of its kind."""
    dates = [one.moment for one in find_dates(heading) if one.moment]
    if dates:
        return "day", dates[0].date.toordinal()
    quarter = QUARTER.search(heading)
    if quarter:
        return "quarter", int(quarter[1] or quarter[2])
    month = MONTH.search(heading)
    return ("month", MONTHS.index(month[1].lower())) if month else None
