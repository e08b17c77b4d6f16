"""Dates as British councils write them: what each form of words names, and how exactly.

A date kept is the last day of what is named: "September 2023" is 30 September 2023 with the
precision "month". Day before month always. A council's year runs from April to March, so that
"Q3 2024/25" ends on 31 December 2024.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from actionplan.document import Due, Moment, Precision

# Plans speak of years near their own; anything else is a slip or another kind of number.
FIRST_YEAR, LAST_YEAR = 1990, 2100

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
SEASONS = {"spring": 5, "summer": 8, "autumn": 11}
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}

# The same length in and out, so that places in the text stay true.
PLAIN = str.maketrans(
    dict.fromkeys("‐‑‒–—−", "-") | dict.fromkeys("\xa0\u2007\u202f\t", " ") | {"’": "'"}
)

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
YEAR = r"(?P<year>(?:19|20|21)\d\d)\b"
SHORT = r"(?P<year>(?:(?:19|20|21)\d\d|'?\d\d))(?![\d/:])"
JOIN = r"\s{0,2}(?:-|/|&|to|and|until)\s{0,2}"
NAMED_JOIN = r"\s{0,2}(?P<join>-|/|&|to|and|or|until)\s{0,2}"
COUNCIL_YEAR = r"(?P<year>20\d\d|\d\d)\s?[/-]\s?(?P<next>20\d\d|\d\d)(?![\d/-])"
QUARTER = r"(?:Q|Qtr|Quarter)\.?\s?(?P<quarter>[1-4])"
NTH_QUARTER = r"(?P<nth>first|second|third|fourth) quarter"
TWO_QUARTERS = (
    rf"(?:Q|Qtr|Quarters?)\.?\s?[1-4]{NAMED_JOIN}(?:Q|Qtr|Quarter)?\.?\s?(?P<later>[1-4])"
)
SOME_QUARTER = rf"(?:{TWO_QUARTERS}|{QUARTER}|{NTH_QUARTER})"
TWO_MONTHS = rf"(?:{MONTH}{NAMED_JOIN})?"


@dataclass(frozen=True, slots=True)
class Found:
    """One date in a text: where it stands, and the moment, or why there is none.

    ``problem`` says why no date can be fixed. ``remark`` says what a reader should know of a
    date that could be; ``sure`` is False where a person has to decide.
    """

    start: int
    end: int
    moment: Moment | None = None
    problem: str = ""
    remark: str = ""
    sure: bool = True


Understood = tuple[Moment | None, str, bool]
Reader = Callable[[re.Match[str]], Understood]


LONGEST = 3_000


def find_dates(text: str) -> list[Found]:
    """Every date that ``text`` names, in its order; places count in ``text`` itself.

    Words as long as a page name none: nobody could say which of them counts.
    """
    if len(text) > LONGEST:
        return []
    text = text.translate(PLAIN)
    found: list[Found] = []
    for pattern, read in PATTERNS:
        for match in pattern.finditer(text):
            if not any(match.start() < other.end and other.start < match.end() for other in found):
                found.append(as_found(match, read(match)))
    return sorted(found, key=lambda one: one.start)


def only_date(text: str) -> Moment | None:
    """The date that ``text`` is as a whole and without any doubt, or None."""
    found = find_dates(text.strip())
    if len(found) != 1 or (found[0].start, found[0].end) != (0, len(text.strip())):
        return None
    return found[0].moment if found[0].sure else None


def as_found(match: re.Match[str], understood: Understood) -> Found:
    moment, words, sure = understood
    if moment is None:
        return Found(*match.span(), problem=words, sure=False)
    return Found(*match.span(), moment, remark=words, sure=sure)


def last_day(year: int, month: int, precision: Precision) -> Moment | None:
    """The end of a month, which ends a quarter, a season or a year too."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    return Moment(date(year, month, monthrange(year, month)[1]), precision)


def full_year(words: str) -> int:
    """ "23", "'23" and "2023" are 2023; "95" is 1995."""
    number = int(words.strip("'"))
    if number >= 100:
        return number
    return number + (1900 if number >= FIRST_YEAR - 1900 else 2000)


def month_number(words: str) -> int:
    """ "September", "Sept." and "sep" are 9."""
    return MONTHS.index(words[:3].lower()) + 1


def no_such_day(match: re.Match[str]) -> Understood:
    return None, f"There is no such date as {match[0]}.", False


def outside(match: re.Match[str]) -> Understood:
    return None, f"The year in {match[0]} is outside {FIRST_YEAR} to {LAST_YEAR}.", False


def settled(match: re.Match[str], moment: Moment | None, words: str = "") -> Understood:
    """A moment without doubt, or the sentence that its year is out of reach."""
    return (moment, words, True) if moment else outside(match)


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


# Between two times these say that the first is where it begins.
FROM_TO = {"-", "to", "until"}


def last_of_two(read: Reader) -> Reader:
    """``read``, with a word on the first of two times: "June/July 2024" may mean either."""

    def reader(match: re.Match[str]) -> Understood:
        moment, words, sure = read(match)
        join = match["join"]
        if moment is None or not join:
            return moment, words, sure
        if join.lower() in FROM_TO:
            return moment, words or f"{match[0]} is read as its end.", sure
        return moment, f"{match[0]} names two times; the end of the later one is taken.", False

    return reader


def read_part_of_year(match: re.Match[str]) -> Understood:
    return None, f"{match[0]} names no day, month or quarter.", False


def compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w]){pattern}", re.IGNORECASE)


NUMBERED = r"(?<!phase )(?<!stage )(?<!part )(?<!step )(?<!wave )(?<!tranche )"

# First match wins, so the longer and the more exact forms stand first.
PATTERNS: tuple[tuple[re.Pattern[str], Reader], ...] = tuple(
    (compiled(pattern), read)
    for pattern, read in (
        (
            r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?:[T ]00:00(?::00)?)?(?![\d-])",
            read_day,
        ),
        (r"(?P<day>\d{1,2})([/.-])(?P<month>\d{1,2})\2(?P<year>\d{4}|\d\d)(?![\d/])", read_day),
        (
            rf"{NUMBERED}(?:\d{{1,2}}(?:st|nd|rd|th)?{JOIN})?{DAY}(?: of)?[ -]{{0,2}}"
            rf"(?P<month>{MONTH}),?[\s-]{{0,3}}{SHORT}",
            read_day,
        ),
        (rf"(?P<month>{MONTH})[ -]{DAY},? {{1,2}}{YEAR}", read_day),
        (
            rf"{TWO_MONTHS}(?P<month>{MONTH}),?(?:\s{{0,3}}|[-/]| of )(?P<year>\d{{4}})\b",
            last_of_two(read_month),
        ),
        (
            rf"{TWO_MONTHS}(?P<month>{MONTH})\s?[-/']\s?'?(?P<year>\d\d)(?![\d/-])",
            last_of_two(read_month),
        ),
        (rf"(?P<month>{MONTH}) (?P<year>\d\d)(?![\d/:.%-])", read_month_and_number),
        (r"(?P<month>0?[1-9]|1[0-2])/(?P<year>20\d\d)(?![\d/])", read_month),
        (
            rf"{SOME_QUARTER},?(?: of)?(?: FY)?[ (]{{0,2}}{COUNCIL_YEAR}\)?",
            last_of_two(read_quarter),
        ),
        (
            rf"{COUNCIL_YEAR},? {{0,2}}\(?{TWO_QUARTERS}\)?",
            last_of_two(read_quarter),
        ),
        (rf"{COUNCIL_YEAR},? {{0,2}}\(?{QUARTER}\)?", read_quarter),
        (
            rf"{SOME_QUARTER},?(?: of)? {{0,2}}{YEAR}",
            last_of_two(read_quarter_of_a_year),
        ),
        (rf"H(?P<half>[12]),?(?: of)?(?: FY)?[ (]{{0,2}}{COUNCIL_YEAR}\)?", read_half),
        (rf"winter {{1,2}}{YEAR}(?:[/-](?P<next>20\d\d|\d\d))?(?!\d)", read_winter),
        (rf"(?P<season>spring|summer|autumn)(?: of|,)? {{1,2}}{YEAR}", read_season),
        (rf"(?:early|mid|start of|beginning of)[ -]{{1,2}}{YEAR}(?![/-]\d)", read_part_of_year),
        (
            r"(?P<year>20\d\d)\s?[/-]\s?(?P<next>20\d\d|\d\d)(?![\d/-])",
            read_council_year,
        ),
        (
            rf"(?:(?:end of (?:the )?)?(?:financial year|fy)(?: end(?:ing)?)?(?: of| in)?"
            rf"|year end(?:ing)?(?: march)?) {YEAR}(?![/-]?\d)",
            read_financial_year_end,
        ),
        (
            rf"(?:end of|late|by|in|during|throughout|until|before end)"
            rf"(?: the)?(?: (?:calendar )?year)? {YEAR}(?![/-]?\d)",
            read_year,
        ),
        (rf"(?<!\n)\A\s*{YEAR}\s*\Z", read_year),
    )
)


LENGTHS = {Precision.MONTH: 1, Precision.QUARTER: 3, Precision.SEASON: 3, Precision.YEAR: 12}


def is_within(day: date, due: Due) -> bool:
    """Whether ``day`` lies in what a dated ``due`` names: the day itself, its month, its year."""
    if due.date is None:
        return False
    length = LENGTHS.get(due.precision or Precision.DAY)
    if length is None:
        return day == due.date
    months_before = (due.date.year - day.year) * 12 + due.date.month - day.month
    return 0 <= months_before < length


def first_day(moment: Moment) -> date:
    """The first day of what a moment names: 1 June 2023 for June 2023, the day itself for a day."""
    length = LENGTHS.get(moment.precision)
    if length is None:
        return moment.date
    months = moment.date.year * 12 + moment.date.month - length
    return date(months // 12, months % 12 + 1, 1)
