"""Words as lines of a printed cell, and cells parted so that no row outgrows a page.

A row that the end of a page cuts anywhere is hard to read and harder to hear. So we say ourselves
where a tall row may be cut, and print it as pieces that are each kept whole.
"""

import re
from bisect import bisect
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby
from math import ceil

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from council.hostile import runs_right_to_left

PLACES_TO_BREAK = re.compile("[ \u200b]")
TALLEST = 24  # lines of a piece: about half of a landscape page


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph of a cell. ``kind``: text, bullet, note (smaller) or past (bold)."""

    words: str
    kind: str = "text"


def lines_of(text: str | None, kind: str = "text") -> list[Line]:
    """The lines of a text that are not blank."""
    return [Line(words, kind) for one in (text or "").split("\n") if (words := one.strip())]


def height(line: Line, width: int) -> int:
    """How many lines of ``width`` usual letters a paragraph takes, filled word by word."""
    full, room = 1, float(width)
    for word in PLACES_TO_BREAK.split(line.words):
        needed = breadth(word)
        if needed > room:
            full += ceil(needed / width)
            room = width - needed % width
        else:
            room -= needed
        room -= 1
    return full


def breadth(words: str) -> float:
    """The length of words in usual letters: capitals and pictograms are wider."""
    return len(words) + 0.35 * sum(map(str.isupper, words)) + sum(one > "\u2e80" for one in words)


def tallness(lines: Iterable[Line], width: int) -> int:
    """How many lines of ``width`` usual letters a cell takes."""
    return sum(height(line, width) for line in lines)


def parted(lines: Iterable[Line], width: int) -> list[list[Line]]:
    """``lines`` in pieces no taller than ``TALLEST``, at least one; short paragraphs stay whole."""
    pieces = []
    waiting = list(lines)
    while waiting:
        piece, waiting = first_piece(waiting, width, TALLEST)
        pieces.append(piece)
    return pieces or [[]]


def first_piece(lines: list[Line], width: int, tallest: int) -> tuple[list[Line], list[Line]]:
    """The paragraphs that fit in ``tallest`` lines, and the rest; the first is cut if it must."""
    whole = 1
    while whole <= len(lines) and tallness(lines[:whole], width) <= tallest:
        whole += 1
    if whole > 1:
        return lines[: whole - 1], lines[whole - 1 :]
    start, rest = cut(lines[0], width, tallest)
    return [start], [rest, *lines[1:]]


def cut(line: Line, width: int, tallest: int) -> tuple[Line, Line]:
    """A line in two, after the last place to break at which the first is not too tall."""
    places = [found.start() for found in PLACES_TO_BREAK.finditer(line.words)]
    fits = bisect(places, tallest, key=lambda end: height(Line(line.words[:end]), width))
    end = places[max(fits - 1, 0)] if places else len(line.words) // 2
    kind = "text" if line.kind == "bullet" else line.kind
    return replace(line, words=line.words[:end]), Line(line.words[end:].strip(), kind)


def as_html(lines: Iterable[Line]) -> SafeString:
    """Lines as paragraphs and lists; one plain line as it is. Every word is escaped."""
    known = list(lines)
    if len(known) == 1 and not marks_of(known[0]) and known[0].kind != "bullet":
        return format_html("{}", known[0].words)
    groups = groupby(known, key=lambda line: line.kind == "bullet")
    return format_html_join("", "{}", ((bullets(g) if b else paragraphs(g),) for b, g in groups))


def marks_of(line: Line) -> SafeString:
    """The attributes of a line that is not plain: its kind, and its direction."""
    kind = format_html(' class="{}"', line.kind) if line.kind in {"note", "past"} else ""
    turned = ' dir="rtl"' if runs_right_to_left(line.words) else ""
    return format_html("{}{}", kind, SafeString(turned))


def bullets(lines: Iterable[Line]) -> SafeString:
    """Lines as one list."""
    items = format_html_join("", "<li{}>{}</li>", ((marks_of(x), x.words) for x in lines))
    return format_html("<ul>{}</ul>", items)


def paragraphs(lines: Iterable[Line]) -> SafeString:
    """Lines as a paragraph each."""
    return format_html_join("", "<p{}>{}</p>", ((marks_of(x), x.words) for x in lines))
