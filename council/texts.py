"""Kinds of text that a hand-edited file may hold, and what is wrong with one that may not stand.

A kind is ``str`` with limits attached, so that a value's own definition says how long its texts
may be: ``title: Line``. Knows nothing of Django.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Annotated


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a text may be, whether it may have several lines, and a form it must have."""

    most: int
    lines: bool = False
    form: str = ""
    example: str = ""


# A title, a name: longer is a paragraph in the wrong place.
Line = Annotated[str, Limits(300)]
# A post, a body, a few words of the source.
Phrase = Annotated[str, Limits(200)]
# What something is called on a screen.
Name = Annotated[str, Limits(60)]
# A council's longest section is about 2,000 characters; ten times that is still a section.
Text = Annotated[str, Limits(20_000, lines=True)]
# Part of addresses and of links between files, so letters, digits and single hyphens.
Code = Annotated[
    str, Limits(20, form=r"[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*", example="letters and digits, as in P1")
]
Slug = Annotated[
    str, Limits(80, form=r"[a-z0-9]+(?:-[a-z0-9]+)*", example="small letters, digits and hyphens")
]
# Only what a browser opens as a page.
Link = Annotated[str, Limits(500, form=r"https?://[^\s<>\"]+", example="an https:// address")]

# Control characters, halves of characters, and marks that turn the direction of what follows.
UNSEEN = {"Cc", "Cs", "Zl", "Zp"}
# Letters and signs of other scripts that are drawn as nothing.
BLANKS = frozenset("\u034f\u115f\u1160\u2800\u3164\uffa0")
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")


def unwanted(letter: str, *, lines: bool) -> bool:
    """Whether a character may not stand; new lines and tabs may in a text of several lines."""
    if letter in "\n\t":
        return not lines
    return unicodedata.category(letter) in UNSEEN or bool(TURNING.match(letter))


def fault(text: str, limits: Limits) -> str | None:
    """What is wrong with ``text``, as the end of a sentence; None when it may stand."""
    if len(text) > limits.most:
        return f"has {len(text):,} characters; at most {limits.most:,} are taken"
    for place, letter in enumerate(text, start=1):
        if unwanted(letter, lines=limits.lines):
            return f"has a character that cannot be printed (U+{ord(letter):04X}, place {place})"
    if limits.form and text and not re.fullmatch(limits.form, text):
        return f"cannot be {text!r}; it takes {limits.example}"
    return None


def tidy(text: str) -> str:
    """Words from a form or a paste as a file may hold them: plain line ends, nothing unseen.

    Marks of no width may stand between letters, where some scripts need them; of nothing but such
    marks, nothing is left.
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    plain = re.sub("[\u0085\u2028\u2029]", "\n", plain)
    kept = "".join(one for one in plain if not unwanted(one, lines=True)).strip()
    return kept if any(map(_is_seen, kept)) else ""


def _is_seen(letter: str) -> bool:
    return not (letter.isspace() or letter in BLANKS or unicodedata.category(letter) == "Cf")
