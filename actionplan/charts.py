"""Stacked columns as SVG, the same on pages and in PDFs: attributes only, no style. Pure.

Never colour alone: a piece has its weave, its letter and its number, the title says all figures in
a sentence, and the table beneath holds every one. Drawn for 760 by 280.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from actionplan.marks import WEAVES
from council.marks import FONTS, TONES

WIDTH, HEIGHT = 760, 280
TOP, BOTTOM = 26, 244
ROOM_FOR_TEXT = 17  # of a piece's height
WIDEST = 120  # the place of one column, where there are few
GAP = 0.28  # of a column's place that stays empty
NONE = "none"  # the tone of what has no rating: dashed, on white


@dataclass(frozen=True, slots=True)
class Piece:
    """One part of a column: its word, the letter drawn in it ("" for none), tone, and number."""

    word: str
    letter: str
    tone: str
    number: int


@dataclass(frozen=True, slots=True)
class Column:
    """One column with its label; pieces from the bottom up."""

    label: str
    pieces: tuple[Piece, ...]

    @property
    def total(self) -> int:
        return sum(piece.number for piece in self.pieces)


def stacked_columns(name: str, columns: Sequence[Column]) -> SafeString:
    """The chart; "" where there is nothing to draw."""
    highest = max((column.total for column in columns), default=0)
    if not highest:
        return SafeString()
    said = sentence(name, columns)
    mark = hashlib.sha256(said.encode()).hexdigest()[:8]
    drawn = [_column(mark, at, len(columns), column, highest) for at, column in enumerate(columns)]
    return format_html(
        '<svg class="gt-column-chart" role="img" aria-labelledby="columns-{}" viewBox="0 0 {} {}"'
        ' width="{}" height="{}" focusable="false" font-family="{}" font-size="14">'
        '<title id="columns-{}">{}</title>{}{}<path d="M0 {}H{}" stroke="#0b0c0c"/></svg>',
        *(mark, WIDTH, HEIGHT, WIDTH, HEIGHT, FONTS, mark, said, _weaves(mark, columns)),
        *(format_html_join("", "{}", ((one,) for one in drawn)), BOTTOM, WIDTH),
    )


def sentence(name: str, columns: Sequence[Column]) -> str:
    """ "Ratings: Q1 2022/23: 50 Green, 8 Amber; now: …"."""
    return f"{name}: {'; '.join(map(_told, columns))}. The table holds every figure."


def _told(column: Column) -> str:
    said = [f"{one.number:,} {one.word}".strip() for one in column.pieces if one.number]
    return f"{column.label}: {', '.join(said) or 'none'}"


def _weaves(mark: str, columns: Iterable[Column]) -> SafeString:
    """The tiles of the tones that are drawn, as in the bars of ratings."""
    tones = {piece.tone for column in columns for piece in column.pieces if piece.number}
    tiles = format_html_join(
        "",
        '<pattern id="columns-{}-{}" width="8" height="8" patternUnits="userSpaceOnUse">'
        '<path d="{}" fill="none" stroke="{}" stroke-width="1.8"/></pattern>',
        ((mark, tone, WEAVES[tone], TONES[tone].weave) for tone in sorted(tones & set(WEAVES))),
    )
    return format_html("<defs>{}</defs>", tiles) if tiles else SafeString()


def _column(mark: str, at: int, number: int, column: Column, highest: int) -> SafeString:
    place = min(WIDTH / number, WIDEST)
    left, width = place * (at + GAP / 2), place * (1 - GAP)
    middle = left + width / 2
    pieces, level = [], float(BOTTOM)
    for piece in column.pieces:
        height = piece.number / highest * (BOTTOM - TOP)
        level -= height
        if piece.number:
            pieces.append(_piece(mark, piece, (left, level, width, height)))
    return format_html(
        '{}<text x="{}" y="{}" text-anchor="middle" font-weight="700">{}</text>'
        '<text x="{}" y="{}" text-anchor="middle">{}</text>',
        format_html_join("", "{}", ((one,) for one in pieces)),
        *(f"{middle:.1f}", f"{level - 6:.1f}", column.total or ""),
        *(f"{middle:.1f}", BOTTOM + 20, column.label),
    )


def _piece(mark: str, piece: Piece, box: tuple[float, float, float, float]) -> SafeString:
    left, top, width, height = box
    place = format_html(
        'x="{}" y="{}" width="{}" height="{}"',
        *(f"{left:.1f}", f"{top:.1f}", f"{width:.1f}", f"{height:.1f}"),
    )
    words = f"{piece.letter} {piece.number:,}" if piece.letter else ""
    ink = TONES[piece.tone].ink if piece.tone in TONES else "#0b0c0c"
    return format_html(
        "{}{}",
        _box(mark, piece.tone, place),
        _words(words, left + width / 2, top + height / 2 + 5, ink)
        if height >= ROOM_FOR_TEXT
        else "",
    )


def _box(mark: str, tone: str, place: SafeString) -> SafeString:
    if tone not in TONES:
        return format_html(
            '<rect {} fill="#ffffff" stroke="#484949" stroke-width="1.5" stroke-dasharray="4 3"/>',
            place,
        )
    look = TONES[tone]
    ground = format_html(
        '<rect {} fill="{}" stroke="{}" stroke-width="1.5"/>', place, look.fill, look.edge
    )
    if tone not in WEAVES:
        return ground
    return format_html('{}<rect {} fill="url(#columns-{}-{})"/>', ground, place, mark, tone)


def _words(words: str, middle: float, level: float, ink: str) -> SafeString:
    return format_html(
        '<text x="{}" y="{}" text-anchor="middle" font-weight="700" fill="{}">{}</text>',
        *(f"{middle:.1f}", f"{level:.1f}", ink, words),
    )
