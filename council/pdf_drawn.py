"""One part of a long page, drawn: what its child hands back, and what is kept of it."""

import json
from dataclasses import dataclass
from typing import Any

from council.pdf_parts import several_from_bytes, several_to_bytes

POINTS = 0.75  # in one of the pixels that a style sheet counts in


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A heading: its level from 1, its title, and its place: sheet from 0, points from below."""

    level: int
    title: str
    sheet: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Drawn:
    """A part as a tagged PDF without numbers of pages, and its bookmarks in reading order."""

    pdf: bytes
    bookmarks: tuple[Bookmark, ...]

    def to_bytes(self) -> bytes:
        """As one text: the bookmarks as JSON, then the file."""
        marks = [[one.level, one.title, one.sheet, one.x, one.y] for one in self.bookmarks]
        return several_to_bytes([json.dumps(marks).encode(), self.pdf])


def from_bytes(data: bytes) -> Drawn:
    """What ``Drawn.to_bytes`` wrote."""
    marks, pdf = several_from_bytes(data)
    return Drawn(pdf, tuple(Bookmark(*one) for one in json.loads(marks)))


def draw(html: str) -> Drawn:
    """Draw a part; for a bounded child."""
    from council.pdf import laid_out

    return drawn(laid_out(html))


def drawn(document: Any) -> Drawn:
    """A part that is laid out on its sheets."""
    from council.pdf import painted, with_tags_mended

    marks = tuple(
        Bookmark(level, title, sheet, x * POINTS, (page.height - y) * POINTS)
        for sheet, page in enumerate(document.pages)
        for level, title, (x, y), _ in page.bookmarks
    )
    return Drawn(with_tags_mended(painted(document)), marks)


def draw_several(payload: bytes) -> bytes:
    """What a child runs: parts as ``several_to_bytes`` wrote them, to parts drawn, likewise."""
    pages = several_from_bytes(payload)
    return several_to_bytes(draw(page.decode()).to_bytes() for page in pages)
