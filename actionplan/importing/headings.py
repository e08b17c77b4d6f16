"""What a line that stands by itself says: a recommendation, a numbered heading, a day."""

import re
from dataclasses import dataclass
from datetime import date

from actionplan.dates import find_dates
from actionplan.importing.grid import Cell

RECOMMENDATION = re.compile(
    r"^(?:(?:key|lga|peer|peer review|peer challenge|cpc|audit|priority)\s+)*"
    r"(?:recommendation|rec)\.?\s*(?:no\.?|number|#)?\s*"
    r"(?:(?P<number>\d+(?:\.\d+)*[a-z]?)\b\s*[:.)\-–—]*|(?P<bare>[:\-–—])|$)\s*(?P<text>.*)$",
    re.IGNORECASE | re.DOTALL,
)
SHORT = re.compile(r"^R\s?(?P<number>\d+(?:\.\d+)*)\b\s*[:.)\-–—]*\s*(?P<text>.*)$", re.DOTALL)
NUMBERED = re.compile(r"^(?P<number>\d+(?:\.\d+)*[a-z]?)[.):]?\s+(?P<text>\D.*)$", re.DOTALL)
POSITION = re.compile(
    r"\b(?:updated?|as at|as of|position at|position as at|progress (?:to|at)|correct at)\b\W*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A recommendation as a line gives it: its number and its words, either of them or both."""

    number: str | None
    text: str


def recommendation_of(cell: Cell) -> Heading | None:
    """The recommendation that a line states ("RECOMMENDATION 1", "R1: Plan ..."), or None."""
    lines = [one.text for one in cell.filled]
    match = RECOMMENDATION.match(lines[0]) or SHORT.match(lines[0]) if lines else None
    if match is None:
        return None
    text = "\n".join(line for line in (match["text"].strip(), *lines[1:]) if line)
    return Heading(match["number"], text)


def numbered(words: str) -> Heading:
    """A heading's number, if it begins with one, and its words."""
    match = RECOMMENDATION.match(words) or SHORT.match(words) or NUMBERED.match(words)
    if match and match["text"].strip():
        return Heading(match["number"], match["text"].strip())
    return Heading(match["number"], words) if match else Heading(None, words)


# What stands on many covers before the title.
COVER = re.compile(
    r"(?:appendix|annex|agenda item|item)\b.{0,12}|official.{0,20}|draft|confidential"
    r"|not protectively marked|version\b.{0,20}",
    re.IGNORECASE,
)


def is_cover_line(words: str) -> bool:
    """Whether a line is a marking of a paper and not its title ("Appendix 1", "OFFICIAL")."""
    return COVER.fullmatch(words.strip()) is not None


def position_day(words: str) -> date | None:
    """The day that a line says the plan speaks of ("Updated June 2023" is 30 June 2023)."""
    for label in POSITION.finditer(words):
        found = [one for one in find_dates(words[label.end() :]) if one.moment]
        if found and found[0].start <= 3:
            return found[0].moment.date if found[0].moment else None
    return None
