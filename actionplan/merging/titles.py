"""A plan's title less its date words, by which files of the same plan are known."""

import re

from django.utils.text import slugify

_MONTHS = (
    "january|february|march|april|may|june|july|august|september|october|november|december"
    "|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
)
# A number is a day only beside a month: the 2 of "Phase 2" is part of the name.
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_NAMED = "".join(f"(?<!{word} )" for word in ("phase", "part", "stage", "round", "wave", "tranche"))
_DATE_WORDS = re.compile(
    rf"{_NAMED}\b{_DAY}\s+(?:of\s+)?(?:{_MONTHS})\b|\b(?:{_MONTHS})\s+{_DAY}\b"
    r"|\b\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})\b|\b(?:19|20)\d\d-\d\d-\d\d\b"
    rf"|\b(?:updated?|as at|position|version(?:\s+\d+)?|v\d+|q[1-4]|{_MONTHS}"
    r"|(?:19|20)\d\d(?:[/–-]\d{2,4})?)\b",
    re.IGNORECASE,
)

# What stands beside the plans in their addresses: plans/new/, plans/import/.
RESERVED = frozenset({"new", "import"})


def without_dates(title: str) -> str:
    """ "Peer Review Action Plan – Updated June 2023" -> "Peer Review Action Plan"."""
    bare = _DATE_WORDS.sub(" ", title)
    return " ".join(word.rstrip(",;:") for word in bare.split() if any(map(str.isalnum, word)))


def same_plan(first: str, second: str) -> bool:
    """Whether two titles name the same plan: alike, or alike but for their date words.

    A title that is nothing but a date ("June 2023") names no plan beside itself.
    """
    if _plain(first) == _plain(second):
        return True
    bare = _plain(without_dates(first))
    return bool(bare) and bare == _plain(without_dates(second))


def _plain(title: str) -> str:
    return " ".join(title.split()).casefold()


def code_for(title: str, taken: set[str]) -> str:
    """A short code for references, from the title's initials less the date words.

    "PR" for "Peer Review – June 2023": references outlive the month of the file they came in.
    """
    small = {"and", "of", "the", "for", "a", "to", "action", "plan", "corporate"}
    found = re.findall(r"[A-Za-z]+", without_dates(title))
    words = [word for word in found if word.casefold() not in small]
    base = "".join(word[0].upper() for word in words)[:4] or "AP"
    free = (f"{base}{number}" if number > 1 else base for number in range(1, 10_000))
    return next(code for code in free if code not in taken)


def slug_for(title: str, taken: set[str]) -> str:
    """An address for a plan, from its title less the date words; never one that is reserved."""
    base = slugify(without_dates(title))[:60].strip("-") or "plan"
    free = (f"{base}-{number}" if number > 1 else base for number in range(1, 10_000))
    return next(slug for slug in free if slug not in taken | RESERVED)
