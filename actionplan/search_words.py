"""Words that somebody looks for: read, found in a text, marked there. Pure but for escaping."""

import re
from collections.abc import Sequence

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

MOST_WORDS = 8
BEFORE, AFTER = 80, 200  # characters of a text that are shown around what was found
REFERENCE = re.compile(r"([A-Z][A-Z0-9]{0,7})-([1-9][0-9]{0,8})", re.IGNORECASE | re.ASCII)
# So that "reviewing" is marked where "review" was found; the longest ending first.
ENDINGS = ("ations", "ation", "ings", "ing", "ies", "ied", "ers", "er", "ed", "es", "s", "y", "e")


def words_of(asked: str) -> list[str]:
    """The first words of what was asked for, each once, in small letters."""
    words = re.findall(r"[^\W_]+(?:[-’'][^\W_]+)*", asked.lower())
    return list(dict.fromkeys(words))[:MOST_WORDS]


def references_of(words: Sequence[str]) -> list[tuple[str, int]]:
    """The references among the words, as code and number: pr-17 is ("PR", 17)."""
    found = (REFERENCE.fullmatch(word) for word in words)
    return [(match[1].upper(), int(match[2])) for match in found if match]


def stem(word: str) -> str:
    """What a word and its other forms begin with: review, reviews, reviewing."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word.removesuffix(ending)
    return word


def _pattern(words: Sequence[str]) -> re.Pattern[str] | None:
    if not words:
        return None
    stems = sorted({stem(word) for word in words}, key=len, reverse=True)
    either = "|".join(re.escape(each) for each in stems)
    return re.compile(rf"(?<!\w)(?:{either})\w{{0,6}}(?!\w)", re.IGNORECASE)


def marked(text: str, words: Sequence[str]) -> SafeString:
    """The text, made safe first, with what was looked for marked."""
    pattern = _pattern(words)
    if pattern is None:
        return SafeString(escape(text))
    parts, end = [], 0
    for match in pattern.finditer(text):
        parts += [escape(text[end : match.start()]), format_html("<mark>{}</mark>", match[0])]
        end = match.end()
    return mark_safe("".join([*parts, escape(text[end:])]))  # noqa: S308 - all of it is escaped


def has_any(text: str, words: Sequence[str]) -> bool:
    """Whether any of the words, in any form, stands in the text."""
    pattern = _pattern(words)
    return bool(pattern and pattern.search(text))


def excerpt(text: str, words: Sequence[str]) -> SafeString:
    """The part of a long text around the first word found, marked."""
    text = " ".join(text.split())
    pattern = _pattern(words)
    match = pattern.search(text) if pattern else None
    start = max(0, match.start() - BEFORE) if match else 0
    if start:
        start = text.find(" ", start) + 1 or start
    end = (match.end() if match else 0) + AFTER
    if end < len(text):
        end = max(text.rfind(" ", start, end), start + 1)
    before, after = ("… " if start else ""), (" …" if end < len(text) else "")
    return format_html("{}{}{}", before, marked(text[start:end], words), after)
