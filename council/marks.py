"""What every mark of a rating is drawn with: a shape with its letter, and the word beside it.

Never colour alone. Everything is drawn with SVG attributes, because the pages allow no inline
style and the PDF maker reads attributes. Marks stand in long tables, so each is made once and
kept.
"""

from functools import lru_cache
from typing import NamedTuple

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

FONTS = "Atkinson Hyperlegible Next, Noto Sans, sans-serif"


class Tone(NamedTuple):
    """What one colour of a key is drawn with. ``ink`` on ``fill`` and on ``weave``: 4.5 to 1."""

    fill: str
    ink: str
    edge: str
    weave: str


TONES = {
    "green": Tone(fill="#0f7a52", ink="#ffffff", edge="#083d29", weave="#0f7a52"),
    "amber": Tone(fill="#ffb733", ink="#0b0c0c", edge="#7a4600", weave="#e89400"),
    "red": Tone(fill="#c42a2a", ink="#ffffff", edge="#651b1b", weave="#8f1414"),
    "blue": Tone(fill="#1d70b8", ink="#ffffff", edge="#0f385c", weave="#124a7c"),
    "grey": Tone(fill="#5f6061", ink="#ffffff", edge="#2b2c2c", weave="#484949"),
}

SHAPES = {
    "circle": '<circle cx="12" cy="12" r="11"{}/>',
    "triangle": '<path d="M12 1.5 23.2 22.5H.8z" stroke-linejoin="round"{}/>',
    "square": '<path d="M2 2h20v20H2z"{}/>',
    "diamond": '<path d="M12 .8 23.2 12 12 23.2.8 12z" stroke-linejoin="round"{}/>',
    "hexagon": '<path d="M6.5 2h11L23 12l-5.5 10h-11L1 12z"{}/>',
}
UNKNOWN_SHAPE = "hexagon"  # a shape that no key has given a meaning
LOW = {"triangle": 20.2}  # the widest part of a triangle is below its middle
MIDDLE = 16.8


@lru_cache(maxsize=256)
def draw_mark(letter: str, word: str, shape: str, colour: str) -> SafeString:
    """The shape with its letter, and the word beside it.

    The drawing is hidden from screen readers, which hear the word alone. Its title is the letter,
    which a tagged PDF reads out before the word.
    """
    tone = TONES.get(colour, TONES["grey"])
    shape = shape if shape in SHAPES else UNKNOWN_SHAPE
    look = mark_safe(f' fill="{tone.fill}" stroke="{tone.edge}" stroke-width="1.5"')  # noqa: S308
    size = {1: 13, 2: 10}.get(len(letter), 7)
    return format_html(
        '<span class="gt-mark"><svg class="gt-mark__shape" width="22" height="22"'
        ' viewBox="0 0 24 24" aria-hidden="true" focusable="false"><title>{}</title>{}'
        '<text x="12" y="{}" fill="{}" font-family="{}" font-size="{}" font-weight="700"'
        ' text-anchor="middle">{}</text></svg> <span class="gt-mark__word">{}</span></span>',
        letter,
        format_html(SHAPES[shape], look),
        LOW.get(shape, MIDDLE if size == 13 else 15.5),
        tone.ink,
        FONTS,
        size,
        letter,
        word,
    )


@lru_cache(maxsize=16)
def draw_no_mark(word: str) -> SafeString:
    """A dashed circle with the word for why there is no rating."""
    return format_html(
        '<span class="gt-mark gt-mark--none"><svg class="gt-mark__shape" width="22" height="22"'
        ' viewBox="0 0 24 24" aria-hidden="true" focusable="false"><title>–</title>'
        '<circle cx="12" cy="12" r="10.5" fill="none" stroke="#484949" stroke-width="2"'
        ' stroke-dasharray="4 2.6"/></svg> <span class="gt-mark__word">{}</span></span>',
        word,
    )
