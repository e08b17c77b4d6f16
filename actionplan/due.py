"""What a plan's due words say: "End of September 2022", "As above", "Complete\\nMay 2023".

The words are always kept. A date is set only where the words fix one, as the last day of what
they name; whatever is doubtful about it is said, so that a person can decide.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from actionplan.dates.understood import Found
from actionplan.dates.written import PLAIN, find_dates, only_date
from actionplan.declared import Due, Moment, Status
from actionplan.status_words import leading_status, mentions_status


@dataclass(frozen=True, slots=True)
class Doubt:
    """One sentence about what was understood; ``needs_decision`` where a person must choose.

    ``field`` names the field of the action that it is about, where the words belong to another.
    """

    understood: str
    needs_decision: bool = True
    field: str = ""


@dataclass(frozen=True, slots=True)
class DueReading:
    """What due words say: the due date, a status among the words, and what is doubtful.

    ``dates`` are all the moments that the words fix, in their order.
    """

    due: Due
    status: Status | None = None
    doubts: tuple[Doubt, ...] = ()
    dates: tuple[Moment, ...] = ()


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

AS_ABOVE = re.compile(
    r"\b(?:as (?:above|below)|ditto|see (?:above|below)|same as|as per)\b|^\W*[\"”〃]\W*$"
)
NOT_KNOWN = re.compile(
    r"\b(?:tb[acd]|to be (?:confirmed|agreed|determined|advised|decided|set)|not (?:yet )?known"
    r"|unknown|none)\b"
)
NO_END = re.compile(
    r"\b(?:on-?going|continuous(?:ly)?|continuing|rolling|permanent|n/?a|annual(?:ly)?"
    r"|quarterly|monthly|not applicable|business as usual|bau)\b"
)
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


def parse_date(text: str) -> Moment | None:
    """A single date as a person types it into a form, or None if it is not exactly one.

    "30/9/2023", "30 September 2023" and "2023-09-30" are days; "September 2023", "Q2 2023/24",
    "Spring 2024" and "2023/24" are kept as their last day with that precision. Impossible dates,
    years outside 1990 to 2100 and doubtful forms ("Mar 25", "Q3 2024") are no date.
    """
    return only_date(text)


@lru_cache(maxsize=1024)
def read_due(words: str) -> DueReading:
    """Read due words (one or several lines), as written: words, date, status, doubts.

    Several dates give the later one, with a doubt. Raises nothing.
    """
    words = words.strip()
    plain = words.translate(PLAIN)
    found = find_dates(plain)
    status, about_status = read_status(plain, found)
    date, about_date = read_date(plain, found)
    due = Due(words, date.date, date.precision) if date else Due(words)
    doubts = [*about_date, *about_status, *both(date, status)]
    if not found:
        doubts += undated(plain, status)
    fixed = tuple(one.moment for one in found if one.moment)
    return DueReading(due, status, tuple(doubts), fixed)


def read_date(words: str, found: list[Found]) -> tuple[Moment | None, list[Doubt]]:
    """The date that the words fix, and what is doubtful about it."""
    doubts = [Doubt(one.problem) for one in found if one.problem]
    doubts += [Doubt(one.remark, not one.sure) for one in found if one.moment and one.remark]
    kept: list[Moment] = []
    for one in found:
        relation = relative(words, one, found) if one.moment else ""
        if relation and not opens_a_range(words, one, found):
            doubts.append(Doubt(f"No date is set for a time {relation}."))
        elif one.moment and not relation:
            kept.append(one.moment)
            doubts += stretch(words, one)
    chosen, about = choose(words, kept)
    more = [*beside(words.casefold()), *left_over(words, found)] if chosen else []
    return chosen, doubts + about + more


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


def read_status(words: str, found: list[Found]) -> tuple[Status | None, list[Doubt]]:
    """The status among the words, if a line is or begins with one, and what is doubtful."""
    lines = without_dates(words, found).split("\n")
    stated = [leading_status(line) for line in lines if line.strip()]
    statuses = {one for one in stated if one}
    if len(statuses) > 1:
        return None, [Doubt("More than one status is named, so none is set.", field="status")]
    if statuses:
        status = statuses.pop()
        twice = f"“{status.capitalize()}” is said more than once."
        repeated = len([one for one in stated if one]) > 1
        return status, [Doubt(twice, False, "status")] if repeated else []
    if any(mentions_status(line) for line in lines):
        words = "A status is mentioned, but not of the action as a whole; none is set."
        return None, [Doubt(words, field="status")]
    return None, []


def without_dates(words: str, found: list[Found]) -> str:
    """The words with a bar for each date, so that "Complete March 2023" is "Complete -"."""
    for one in reversed(found):
        words = words[: one.start] + "-" + words[one.end :]
    return words


def both(date: Moment | None, status: Status | None) -> list[Doubt]:
    """The doubts that a status and a date in one cell raise together."""
    if not date or not status:
        return []
    if status is Status.COMPLETE:
        return [
            Doubt(
                f"{spoken(date)} is kept as the due date; beside Complete it may be the date of"
                " completion."
            )
        ]
    return [
        Doubt(f"{status.capitalize()} and {spoken(date)} stand together; both are kept.", False)
    ]


def undated(words: str, status: Status | None) -> list[Doubt]:
    """What to say of words that hold no date."""
    if not words:
        return []
    folded = words.casefold()
    if AS_ABOVE.search(folded):
        return [Doubt(f"No date is set: “{words}” points at another row.")]
    if MONTH_ALONE.search(words):
        return [Doubt("No date is set: no year is named.")]
    return [] if status else [no_date(folded)]


def no_date(folded: str) -> Doubt:
    """What to say of words that hold no date, no part of one and no status."""
    if NOT_KNOWN.search(folded):
        return Doubt("No date has been set yet.", needs_decision=False)
    if NO_END.search(folded):
        return Doubt("The words name no end date.", needs_decision=False)
    return Doubt("No date could be read in these words.")
