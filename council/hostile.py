"""Words that anybody may have typed or pasted, made fit for a file and for print.

``readable`` is for every file: it drops what no file may hold. ``printable`` is for paper: every
character has a glyph of a bundled font, and no word is too long to be broken.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from itertools import islice
from typing import Any, cast

from council.pdf_fonts import unsupported

REPLACEMENT = "\ufffd"
LONGEST_WORD = 30
MOST_PRINTED = 5_000
MOST_LINES = 150

# What Word and Outlook leave behind, and what we can say with a letter that we have.
EQUIVALENTS = str.maketrans({
    "\u00a0": " ", "\u2002": " ", "\u2003": " ", "\u2007": " ", "\u2009": " ", "\u202f": " ",
    "\u2010": "-", "\u2011": "-", "\u2012": "–", "\u2015": "—", "\u2212": "–",
    "\uf0b7": "•", "\uf0a7": "•", "\uf0d8": "•", "\uf0fc": "✔", "\uf06c": "•",
    "\u25cf": "•", "\u25cb": "•", "\u25e6": "•", "\u25aa": "•", "\u2043": "•",
    "→": "->", "←": "<-", "⇒": "=>", "↔": "<->", "✓": "✔", "✗": "✖", "✘": "✖", "☑": "✔",
    "\ufeff": "", "\u00ad": "", "\ufffd": "[U+FFFD]",
})  # fmt: skip

CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
SURROGATES = re.compile(r"[\ud800-\udfff]")
NOT_CHARACTERS = re.compile(r"[\ufffe\uffff]")
LINE_ENDS = re.compile(r"\r\n?|\x0b|\x0c|\x85|\u2028|\u2029")
# Marks that turn the direction of what follows: they can make a line read as another.
TURNS = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
LONG_WORD = re.compile(rf"\S{{{LONGEST_WORD + 1},}}")
JOINERS = "\u200c\u200d\ufe0e\ufe0f"


def readable(text: str | None) -> str:
    """``text`` without control characters; lone surrogates replaced; one kind of line end."""
    text = LINE_ENDS.sub("\n", text or "")
    text = SURROGATES.sub(REPLACEMENT, text)
    return NOT_CHARACTERS.sub(REPLACEMENT, CONTROLS.sub("", text))


def printable(text: str | None) -> str:
    """``text`` for paper: what no bundled font can draw is named by its number, [U+1F600]."""
    text = TURNS.sub("", readable(text)).translate(EQUIVALENTS)
    text = unicodedata.normalize("NFC", text)
    unknown = unsupported(text)
    if unknown:
        text = "".join(named(one) if one in unknown else one for one in text)
    return LONG_WORD.sub(lambda word: soft_broken(word[0]), text)


def named(character: str) -> str:
    """A character by its number; nothing for a lone joiner or selector."""
    return "" if character in JOINERS else f"[U+{ord(character):04X}]"


def soft_broken(word: str) -> str:
    """A long word with an unseen place to break after every 30 characters or so."""
    pieces, start = [], 0
    while len(word) - start > LONGEST_WORD:
        end = start + LONGEST_WORD
        while end < len(word) and belongs_to_last(word[end]) and end < start + 2 * LONGEST_WORD:
            end += 1
        pieces.append(word[start:end])
        start = end
    return "\u200b".join([*pieces, word[start:]])


def belongs_to_last(character: str) -> bool:
    """Whether a character is drawn onto the one before it."""
    return character in JOINERS or unicodedata.combining(character) != 0


def cleaned[Value](value: Value, clean: Callable[[str], str]) -> Value:
    """A value of frozen dataclasses and tuples with every text in it made clean."""
    return cast(Value, clean_part(value, clean))


def clean_part(value: Any, clean: Callable[[str], str]) -> Any:
    """One part of a value, whatever it is."""
    if isinstance(value, str) and not isinstance(value, Enum):
        return clean(value)
    if isinstance(value, tuple):
        return tuple(clean_part(one, clean) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        parts = {one.name: clean_part(getattr(value, one.name), clean) for one in fields(value)}
        return replace(value, **parts)
    return value


def one_line(text: str | None, most: int) -> str:
    """``text`` on one line, cut at a word to at most ``most`` characters."""
    return shortened(" ".join((text or "").split()), most)


def shortened(text: str, most: int) -> str:
    """``text``, cut at a word where it is longer than ``most``, with an ellipsis."""
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut else cut).rstrip(" ,;:–-") + "…"


def capped(text: str, most: int = MOST_PRINTED) -> tuple[str, str]:
    """``text`` in two: what is printed where it belongs, and what an appendix goes on with.

    The first has at most ``most`` characters and ``MOST_LINES`` lines; it is cut at the end of a
    line or a word, if one is near.
    """
    end = min(most, end_of_line(text, MOST_LINES))
    if len(text) <= end:
        return text, ""
    line, word = text.rfind("\n", end - 400, end + 1), text.rfind(" ", end - 100, end + 1)
    end = next((near for near in (line, word) if near > 0), end)
    return text[:end].rstrip(), text[end:].strip()


def end_of_line(text: str, number: int) -> int:
    """Where the ``number``-th line of ``text`` ends; its length if it has fewer."""
    ends = (found.start() for found in re.finditer("\n", text))
    return next(islice(ends, number - 1, None), len(text))


def runs_right_to_left(text: str) -> bool:
    """Whether the first letter with a direction runs from right to left."""
    kinds = (unicodedata.bidirectional(one) for one in text)
    return next((kind for kind in kinds if kind in {"L", "R", "AL"}), "L") != "L"


def run_on(text: str, most: int = MOST_LINES) -> str:
    """``text``; where it has more than ``most`` lines, they run on, parted by a sign."""
    lines = [words for one in text.split("\n") if (words := one.strip())]
    return "\n".join(lines) if len(lines) <= most else " ¶ ".join(lines)
