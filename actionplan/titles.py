"""A plan's title less its date words, by which files of the same plan are known."""

import re

from django.utils.text import slugify

_MONTHS = (
    "january|february|march|april|may|june|july|august|september|october|november|december"
    "|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
)
_DATE_WORDS = re.compile(
    rf"\b(updated?|as at|position|version|v\d+|q[1-4]|{_MONTHS}|\d{{1,2}}(st|nd|rd|th)?"
    r"|(19|20)\d\d([/–-]\d{2,4})?)\b",
    re.IGNORECASE,
)


def without_dates(title: str) -> str:
    """ "Peer Review Action Plan – Updated June 2023" -> "Peer Review Action Plan"."""
    bare = _DATE_WORDS.sub(" ", title)
    return " ".join(word for word in bare.split() if any(map(str.isalnum, word)))


def same_plan(first: str, second: str) -> bool:
    """Whether two titles name the same plan."""
    return without_dates(first).casefold() == without_dates(second).casefold()


def code_for(title: str, taken: set[str]) -> str:
    """A short code for references, from the title's initials: "PR" for "Peer Review"."""
    small = {"and", "of", "the", "for", "a", "to", "action", "plan", "corporate", "updated"}
    words = [word for word in re.findall(r"[A-Za-z]+", title) if word.casefold() not in small]
    base = "".join(word[0].upper() for word in words)[:4] or "AP"
    free = (f"{base}{number}" if number > 1 else base for number in range(1, 10_000))
    return next(code for code in free if code not in taken)


def slug_for(title: str, taken: set[str]) -> str:
    """An address for a plan, from its title less the date words."""
    base = slugify(without_dates(title))[:60].strip("-") or "plan"
    free = (f"{base}-{number}" if number > 1 else base for number in range(1, 10_000))
    return next(slug for slug in free if slug not in taken)
