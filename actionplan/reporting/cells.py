"""Words as lines of a printed cell, and cells parted so that no row outgrows a page.

A row that the end of a page cuts anywhere is hard to read and harder to hear. So we say ourselves
where a tall row may be cut, and print it as pieces that are each kept whole.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby
from math import ceil

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from actionplan.reporting.hostile import runs_right_to_left

TALLEST = 24  # lines of a piece: about half of a landscape page


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


def tallness(lines: Iterable[Line], width: int) -> int:
    """How many lines of ``width`` usual letters a cell takes."""
    return sum(height(line, width) for line in lines)


def parted(lines: Iterable[Line], width: int, enough: int = TALLEST) -> list[list[Line]]:
    """``lines`` in pieces, at least one.

    A piece ends with the paragraph that makes it ``enough`` lines tall, or before one that would
    make it taller than ``TALLEST``; only a paragraph taller than that is cut.
    """
    pieces: list[list[Line]] = [[]]
    waiting = list(lines)[::-1]
    while waiting:
        line = waiting.pop()
        if pieces[-1] and tallness([*pieces[-1], line], width) > TALLEST:
            pieces.append([])
        if height(line, width) > TALLEST:
            line, rest = cut(line, TALLEST * width)
            waiting.append(rest)
        pieces[-1].append(line)
        if waiting and tallness(pieces[-1], width) >= enough:
            pieces.append([])
    return pieces


def cut(line: Line, letters: int) -> tuple[Line, Line]:
    """A line in two, at a word if one is near: what fits in ``letters``, and the rest."""
    letters = int(letters * len(line.words) / breadth(line.words))
    end = max(line.words.rfind(" ", 1, letters), line.words.rfind("\u200b", 1, letters))
    end = end if end > 0 else letters
    kind = "text" if line.kind == "bullet" else line.kind
    return replace(line, words=line.words[:end]), Line(line.words[end:].strip(), kind)


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
