"""Every form of words that names a date, in the order in which they are tried. Pure."""

import re

from actionplan.dates.days_and_months import read_day, read_month, read_month_and_number
from actionplan.dates.parts_of_years import (
    read_council_year,
    read_financial_year_end,
    read_half,
    read_part_of_year,
    read_quarter,
    read_quarter_of_a_year,
    read_season,
    read_winter,
    read_year,
)
from actionplan.dates.understood import Reader, Understood, no_such_quarter

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
            r"(?:Q|Qtr|Quarter)\.?\s?(?:0|[5-9]|\d\d),?(?: of)?(?: FY)?[ (]{0,2}"
            r"20\d\d(?:\s?[/-]\s?(?:20\d\d|\d\d))?(?![\d/-])",
            no_such_quarter,
        ),
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
