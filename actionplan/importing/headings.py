"""What a line that stands by itself says: a recommendation, a numbered heading, a day."""

import re
from dataclasses import dataclass
from datetime import date

from actionplan.dates.written import find_dates
from actionplan.importing.grid import Cell

SPELLED = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
           "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
           "nineteen", "twenty")  # fmt: skip
RECOMMENDATION = re.compile(
    r"^(?:(?:key|lga|peer|peer review|peer challenge|cpc|audit|priority)\s+)*"
    r"(?:recommendation|rec)\.?\s*(?:no\.?|number|#)?\s*"
    rf"(?:(?P<number>\d+(?:\.\d+)*[a-z]?|{'|'.join(SPELLED)})\b\s*[:.)\-–—]*"
    r"|(?P<bare>[:\-–—])|$)\s*(?P<text>.*)$",
    re.IGNORECASE | re.DOTALL,
)
SHORT = re.compile(r"^K?R[ -]?(?P<number>\d+(?:\.\d+)*)\b\s*[:.)\-–—]*\s*(?P<text>.*)$", re.DOTALL)
# "Objective 1.2 Improve health", "Key Priority 3 – Homes": named and numbered, but not outright.
NAMED = re.compile(
    r"^(?:(?:key|strategic|corporate|equality|council)\s+)*(?:objective|priority|action area"
    r"|outcome|aim|goal|ambition|commitment|theme|finding|issue|area)\s*(?:no\.?\s*)?"
    r"(?P<number>\d+(?:\.\d+)*[a-z]?)\b\s*[:.)\-–—]*\s*(?P<text>\D.*)$",
    re.IGNORECASE | re.DOTALL,
)
NUMBERED = re.compile(r"^\(?(?P<number>\d+(?:\.\d+)*[a-z]?)[.):]?\s+(?P<text>\D.*)$", re.DOTALL)
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
    return Heading(in_figures(match["number"]), text)


def in_figures(number: str | None) -> str | None:
    """A number in figures: "1" for "One"."""
    spelled = (number or "").casefold()
    return str(SPELLED.index(spelled) + 1) if spelled in SPELLED else number


def numbered(words: str) -> Heading:
    """A heading's number, if it begins with one, and its words."""
    patterns = (RECOMMENDATION, SHORT, NUMBERED, NAMED)
    match = next((found for one in patterns if (found := one.match(words))), None)
    if match and match["text"].strip():
        return Heading(in_figures(match["number"]), match["text"].strip())
    return Heading(in_figures(match["number"]), words) if match else Heading(None, words)


# What stands on many covers before the title.
COVER = re.compile(
    r"(?:appendix|annex|agenda item|item)\b.{0,12}|official.{0,20}|draft|confidential"
    r"|not protectively marked|version\b.{0,20}"
    r"|(?:\w[\w.'’&-]*\s+){0,6}(?:council|city of \w+|combined authority)",
    re.IGNORECASE,
)


def is_cover_line(words: str) -> bool:
    """Whether a line is a marking of a paper and not its title ("Appendix 1", "OFFICIAL")."""
    return COVER.fullmatch(words.strip()) is not None


# Headings that stand over any table and say nothing of what its rows answer.
GENERAL = re.compile(
    r"(?:(?:the|our|key|table|summary of|list of|detailed|current|agreed|outstanding|open|new"
    r"|progress|action|actions|plan|delivery|improvement|recommendations?|implementation|audit"
    r"|tracker|log|register|schedule|appendix|annex|introduction|background|summary|overview"
    r"|contents|risks?|notes?|sheet|data|main|master|live|updates?|monitoring|against|on|of|to|and"
    r"|status|report|review|purpose|next|steps|conclusion|context|legend|glossary|\d+|[a-z])"
    r"(?:\s+|[:.–-]+\s*|$))+",
    re.IGNORECASE,
)
KEYS = re.compile(
    r"(?:the )?(?:(?:rag|brag|b?rag status|rating|colour|status|timescales?|progress)\s+)*"
    r"(?:key|legend|ratings?|definitions?|explanation)(?: (?:to|of|for) .{1,30})?\W*",
    re.IGNORECASE,
)


def is_general(words: str) -> bool:
    """Whether a heading would do for any plan ("Actions", "Audit action plan", "Key")."""
    line = " ".join(words.split())
    return bool(GENERAL.fullmatch(line) or KEYS.fullmatch(line))


def position_day(words: str) -> date | None:
    """The day that a line says the plan speaks of ("Updated June 2023" is 30 June 2023)."""
    for label in POSITION.finditer(words):
        found = [one for one in find_dates(words[label.end() :]) if one.moment]
        if found and found[0].start <= 3:
            return found[0].moment.date if found[0].moment else None
    return None
