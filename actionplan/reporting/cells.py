"""Words as lines of a printed cell, and cells parted so that no row outgrows a page.

A row that the end of a page cuts is hard to read and harder to hear, so a row of many words is
printed as several rows, each with the action's name and each short enough to be kept whole.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby
from math import ceil

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from actionplan.reporting.hostile import runs_right_to_left

TALLEST = 24  # lines of a row: about half of a landscape page


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph of a cell. ``kind``: text, strong, bullet or note (smaller, about the text)."""

    words: str
    kind: str = "text"

    @property
    def direction(self) -> str:
        """ "rtl" or "ltr", by its first letter."""
        return "rtl" if runs_right_to_left(self.words) else "ltr"


def lines_of(text: str | None, kind: str = "text") -> list[Line]:
    """The lines of a text that are not blank."""
    return [Line(words, kind) for one in (text or "").split("\n") if (words := one.strip())]


def height(line: Line, width: int) -> int:
    """How many lines of ``width`` usual letters a paragraph takes."""
    return max(1, ceil(breadth(line.words) / width))


def breadth(words: str) -> float:
    """The length of words in usual letters: capitals and pictograms are wider."""
    return len(words) + 0.35 * sum(map(str.isupper, words)) + sum(one > "\u2e80" for one in words)


def parted(lines: Iterable[Line], width: int, tallest: int = TALLEST) -> list[list[Line]]:
    """``lines`` in pieces of at most ``tallest`` lines each; at least one piece."""
    pieces: list[list[Line]] = [[]]
    room = tallest
    waiting = list(lines)[::-1]
    while waiting:
        line = waiting.pop()
        if height(line, width) <= room:
            pieces[-1].append(line)
            room -= height(line, width)
            continue
        first, rest = cut(line, room * width, must=room == tallest)
        pieces[-1].extend(first)
        pieces.append([])
        room = tallest
        waiting.append(rest)
    return pieces


def cut(line: Line, letters: int, *, must: bool) -> tuple[list[Line], Line]:
    """A line in two at a word: what fits in ``letters`` usual ones, and the rest.

    Nothing fits where no word ends in time, unless it ``must``.
    """
    letters = int(letters * len(line.words) / breadth(line.words))
    end = max(line.words.rfind(" ", 0, letters), line.words.rfind("\u200b", 0, letters))
    if end <= 0:
        if not must:
            return [], line
        end = letters
    rest = "text" if line.kind == "bullet" else line.kind
    return [replace(line, words=line.words[:end])], Line(line.words[end:].strip(), rest)


def as_html(lines: Iterable[Line]) -> SafeString:
    """Lines as paragraphs and lists. Every word is escaped."""
    groups = groupby(lines, key=lambda line: line.kind == "bullet")
    return format_html_join("", "{}", ((bullets(g) if b else paragraphs(g),) for b, g in groups))


def bullets(lines: Iterable[Line]) -> SafeString:
    """Lines as one list."""
    items = format_html_join("", '<li dir="{}">{}</li>', ((x.direction, x.words) for x in lines))
    return format_html("<ul>{}</ul>", items)


def paragraphs(lines: Iterable[Line]) -> SafeString:
    """Lines as a paragraph each."""
    pattern = '<p class="{}" dir="{}">{}</p>'
    return format_html_join("", pattern, ((x.kind, x.direction, x.words) for x in lines))
