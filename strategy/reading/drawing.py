"""The family of a strategy as a diagram: a trunk with a box a document, left and right of it.

Everything is drawn with SVG attributes: pages allow no inline style, and the PDF maker reads them.
"""

import textwrap
from collections.abc import Iterator

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from strategy.reading.family import Family, Member

FONTS = "Atkinson Hyperlegible Next, Noto Sans, sans-serif"
WIDTH, BOX, HIGH, GAP = 720, 336, 56, 14
MIDDLE = WIDTH // 2
ROW = HIGH + GAP
LETTERS = 40  # of a line in a box


def family_svg(family: Family, ground: str = "#1d3557", ink: str = "#ffffff") -> SafeString:
    """The diagram, its sentence as its title. Equal families make equal drawings."""
    pieces, height = _drawn(family, ground, ink)
    return format_html(
        '<svg class="gt-family__drawing" role="img" aria-labelledby="family-title"'
        ' viewBox="0 0 {} {}" width="100%" focusable="false">'
        '<title id="family-title">{}</title>{}</svg>',
        WIDTH,
        height,
        family.sentence,
        format_html_join("", "{}", ((piece,) for piece in pieces)),
    )


def _drawn(family: Family, ground: str, ink: str) -> tuple[list[SafeString], int]:
    own = _rows(family.above) * ROW
    below = own + ROW
    beside = below + _rows(family.below) * ROW
    pieces = [
        *_trunk(family, own),
        *_boxes(family.above, 0),
        _box(Member(family.title), (WIDTH - BOX) // 2, own, fill=ground, ink=ink),
        *_boxes(family.below, below),
        *_boxes(family.beside, beside, dashes="5 4"),
    ]
    return pieces, beside + _rows(family.beside) * ROW - GAP + 2


def _rows(members: tuple[Member, ...]) -> int:
    return -(-len(members) // 2)


def _trunk(family: Family, own: int) -> Iterator[SafeString]:
    """From the first row above to the last row below; a branch for each row."""
    rows_below = _rows(family.below)
    top = HIGH // 2 if family.above else own
    bottom = own + ROW * rows_below + HIGH // 2
    yield format_html(
        '<path d="M{} {}V{}" stroke="#484949" stroke-width="2"/>', MIDDLE, top, bottom
    )
    starts = [(family.above, 0), (family.below, own + ROW)]
    for members, start in starts:
        for row in range(len(members) // 2):
            y = start + row * ROW + HIGH // 2
            branch = '<path d="M{} {}H{}" stroke="#484949" stroke-width="2"/>'
            yield format_html(branch, BOX, y, WIDTH - BOX)


def _boxes(members: tuple[Member, ...], y: int, dashes: str = "") -> Iterator[SafeString]:
    """In pairs, left and right; one without a neighbour stands in the middle."""
    for place, member in enumerate(members):
        alone = place % 2 == 0 and place == len(members) - 1
        x = (WIDTH - BOX) // 2 if alone else (WIDTH - BOX) * (place % 2)
        yield _box(member, x, y + place // 2 * ROW, dashes=dashes)


def _box(
    member: Member, x: int, y: int, *, fill: str = "#ffffff", ink: str = "#0b0c0c", dashes: str = ""
) -> SafeString:
    frame = format_html(
        '<rect x="{}" y="{}" width="{}" height="{}" rx="3" fill="{}" stroke="#484949"'
        ' stroke-width="1.5"{}/>',
        x + 1,
        y + 1,
        BOX - 2,
        HIGH - 2,
        fill,
        format_html(' stroke-dasharray="{}"', dashes) if dashes else "",
    )
    return format_html("{}{}", frame, _lines(member, x + BOX // 2, y, ink))


def _lines(member: Member, x: int, y: int, ink: str) -> SafeString:
    """One or two lines of the title; where it has one, what needs somebody stands below it."""
    room = 1 if member.words else 2
    lines = [(line, 700) for line in _wrapped(member.title, room)]
    lines += [(line, 400) for line in _wrapped(member.words, 1)]
    first = y + HIGH / 2 + 5 - (len(lines) - 1) * 9
    text = (
        '<text x="{}" y="{}" fill="{}" font-family="{}" font-size="15" font-weight="{}"'
        ' text-anchor="middle">{}</text>'
    )
    rows = (
        (x, f"{first + place * 18:g}", ink, FONTS, weight, line)
        for place, (line, weight) in enumerate(lines)
    )
    return format_html_join("", text, rows)


def _wrapped(words: str, room: int) -> list[str]:
    return textwrap.wrap(words, LETTERS, max_lines=room, placeholder=" …") if words else []
