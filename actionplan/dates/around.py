"""What the words around a date make of it: after it, a part of it, not its end. Pure."""

import re

from actionplan.dates.understood import Doubt, Found
from actionplan.dates.written import find_dates
from actionplan.declared import Moment

# "Post Full Council February 2024" is after that month; "from April 2023" is a beginning.
AFTER = re.compile(
    r"\b(?:post|after|following|subsequent to|beyond|not before"
    r"|(?:days?|weeks?|months?|years?) (?:of|from))\b(?:\W+\w+){0,5}\W*\Z"
)
FROM = re.compile(
    r"\b(?:from|since|starting|starts?|commenc\w+|beginning)(?: in| on| the| of)?"
    r"(?: early| mid| late| end of)?\W*\Z"
)
BEFORE = re.compile(r"\b(?:before|prior to|ahead of)(?: the)?(?: end of)?\W*\Z")
# "Mid-May 2024" and "week commencing 3 June 2024" name a stretch whose end the words do not give.
PART = re.compile(r"\b(?:early|mid(?:dle of)?|start of|beginning of|first (?:half|week) of)[ -]*\Z")
WEEK = re.compile(r"\b(?:w/c|wc|w/b|week (?:commencing|beginning|of))\W*\Z")
# Beside a date these say that it is not the end, or not settled, or of another kind of year.
UNENDED = re.compile(r"\b(?:on-?going|continuous(?:ly)?|continuing|rolling|and annually|bau)\b")
UNSETTLED = re.compile(
    r"\b(?:tb[acd]|to be (?:confirmed|agreed|determined|decided)|provisional(?:ly)?)\b"
)
OTHER_YEARS = re.compile(r"\b(?:municipal|civic|academic|calendar|school) year\b")
SENTENCE_END = re.compile(r"[;\n]|[.!?](?=\s)")

MONTH_ALONE = re.compile(
    r"\b(?:January|February|March|April|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|May(?! be)|[Qq][1-4]"
    r"|[Ss]pring|[Ss]ummer|[Aa]utumn|[Ww]inter)\b"
)

# What may stand beside a date without making a sentence of it.
FILLERS = re.compile(
    r"\b(?:by|the|end|of|at|in|on|for|to|until|late|early|mid|due|date|completed?|target|no later"
    r"|than|before|week|ending|commencing|w/c|w/e|monday|tuesday|wednesday|thursday|friday"
    r"|saturday|sunday|mon|tues?|weds?|thurs?|fri|in progress|currently|and)\b|\W"
)


def left_over(words: str, found: list[Found]) -> list[Doubt]:
    """The doubt where a month or quarter without a year stands beside a date."""
    if len(found) > 1 or not all(one.sure for one in found):
        return []  # a person is asked already
    rest = without_dates(words, found)
    before = rest.casefold()
    named = [one for one in MONTH_ALONE.finditer(rest) if not FROM.search(before[: one.start()])]
    if not named:
        return []
    return [Doubt(f"“{named[0][0]}” is named too, without a year; it may be meant.")]


def stretch(words: str, one: Found) -> list[Doubt]:
    """The doubt where only the beginning or the middle of what is named is meant."""
    before, named = words[: one.start].casefold(), words[one.start : one.end]
    if WEEK.search(before):
        return [Doubt(f"{named} begins a week; that day is taken and not the week's end.")]
    if PART.search(before):
        return [Doubt(f"Only a part of {named} is meant; its last day is taken.")]
    return []


def beside(folded: str) -> list[Doubt]:
    """Doubts from what else is said beside a date."""
    kinds = (
        (UNENDED, "The words also say that it goes on; the date may not be its end."),
        (UNSETTLED, "The words also say that the date is not settled."),
        (OTHER_YEARS, "Another year than the financial one is named; the date may be wrong."),
    )
    return [Doubt(said) for pattern, said in kinds if pattern.search(folded)]


def opens_a_range(words: str, one: Found, found: list[Found]) -> bool:
    """Whether ``one`` is the beginning of "from April 2023 to March 2024", which has its end."""
    follows = [words[one.end : other.start].strip().casefold() for other in found]
    return bool({"to", "until", "till", "-", "up to"} & set(follows))


def relative(words: str, one: Found, found: list[Found]) -> str:
    """How the words before a date move it ("Post", "from", "before"), or nothing."""
    start = max((other.end for other in found if other.end <= one.start), default=0)
    before = SENTENCE_END.split(words[start : one.start].casefold())[-1]
    named = words[one.start : one.end]
    if AFTER.search(before):
        return f"after {named}"
    if BEFORE.search(before) and "end of" not in before:
        return f"before {named}"
    if FROM.search(before):
        return f"from {named} on"
    return ""


def choose(words: str, moments: list[Moment]) -> tuple[Moment | None, list[Doubt]]:
    """The latest of the dates, with a doubt if they differ."""
    if not moments:
        return None, []
    latest = max(moments, key=lambda moment: moment.date)
    if len({moment.date for moment in moments}) > 1:
        return latest, [Doubt(f"Several dates are named; the latest, {spoken(latest)}, is taken.")]
    if is_sentence(words):
        return latest, [Doubt(f"The date is taken from a sentence: {spoken(latest)}.", False)]
    return latest, []


def is_sentence(words: str) -> bool:
    """Whether more than a date and its usual small words is said."""
    for one in reversed(find_dates(words)):
        words = words[: one.start] + " " + words[one.end :]
    return bool(FILLERS.sub("", words.casefold()))


def spoken(moment: Moment) -> str:
    """A date as it is said: 30 September 2022."""
    return f"{moment.date.day} {moment.date:%B %Y}"


def without_dates(words: str, found: list[Found]) -> str:
    """The words with a bar for each date, so that "Complete March 2023" is "Complete -"."""
    for one in reversed(found):
        words = words[: one.start] + "-" + words[one.end :]
    return words
