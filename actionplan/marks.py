"""Drawings of ratings and statuses: one SVG and one word, the same on pages and in PDFs.

Never colour alone: a mark is a shape, a letter and a word as well, and a bar says its figures in
a sentence. Everything is drawn with SVG attributes, because the pages allow no inline style and
the PDF maker reads attributes. Marks stand in long tables, so each is made once and kept.
"""

import hashlib
from collections.abc import Sequence
from functools import lru_cache

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from actionplan.declared import Status
from actionplan.key_lines import Rating
from actionplan.words import NOT_RATED, NOT_STATED, left_out, status_words
from council.marks import FONTS, TONES, draw_mark, draw_no_mark

__all__ = ["TONES", "WEAVES", "bar_sentence", "in_bar", "rating_mark", "ratings_bar", "status_tag"]

NARROWEST = 1.5  # percent of a bar: one row of 2,000 can still be seen
ROOM_FOR_TEXT = 7.0  # percent of a bar that holds a letter and a number at 320 pixels

# How each tone is woven in a bar, so that it can be told apart in grey print: the path is drawn
# over and over in a tile of 8 by 8.
WEAVES = {
    "amber": "M-2 2 2-2M0 8 8 0M6 10l4-4",
    "red": "M0 0 8 8M8 0 0 8",
    "blue": "M4 0v8",
    "grey": "M0 4h8",
}


def rating_mark(rating: Rating | None) -> SafeString:
    """The shape with its letter, and the word beside it; "Not rated" for None.

    The drawing is hidden from screen readers, which hear the word alone. Its title is the letter,
    which a tagged PDF reads out before the word.
    """
    if rating is None:
        return draw_no_mark(NOT_RATED)
    return draw_mark(rating.letter, rating.word, rating.shape, rating.colour)


def ratings_bar(counts: Sequence[tuple[Rating | None, int]], label: str) -> SafeString:
    """One bar, a piece for each rating in the order given, as wide as its share.

    ``label`` says what is counted ("Ratings of the plan"); with the counts it makes the sentence
    that stands for the picture. Zero counts are said and not drawn. Ratings that the key keeps out
    of the roll-up are no part of the picture: what they count is said in words beneath it.
    """
    picture = _picture(counts, label)
    beside = left_out(counts)
    return format_html('{}<p class="gt-bar__beside">{}</p>', picture, beside) if beside else picture


def in_bar(counts: Sequence[tuple[Rating | None, int]]) -> list[tuple[Rating | None, int]]:
    """The counts that a bar takes in: also those of "not rated"."""
    return [(rating, count) for rating, count in counts if rating is None or rating.counts]


def _picture(counts: Sequence[tuple[Rating | None, int]], label: str) -> SafeString:
    sentence = bar_sentence(counts, label)
    # Two equal bars on one page share an id, and then what it names is the same as well.
    mark = hashlib.sha256(sentence.encode()).hexdigest()[:8]
    shown = [(rating, count) for rating, count in in_bar(counts) if count > 0]
    return format_html(
        '<svg class="gt-bar" role="img" aria-labelledby="bar-{}" width="100%" height="28"'
        ' focusable="false"><title id="bar-{}">{}</title>{}{}</svg>',
        mark,
        mark,
        sentence,
        _weaves(mark, shown),
        _pieces(mark, shown) if shown else _empty_bar(),
    )


def bar_sentence(counts: Sequence[tuple[Rating | None, int]], label: str) -> str:
    """ "Ratings of the plan: 44 Green, 11 Amber, 0 Red, 5 not rated; 60 in all"."""
    drawn = in_bar(counts)
    said = ", ".join(
        f"{count:,} {rating.word if rating else NOT_RATED.lower()}" for rating, count in drawn
    )
    total = sum(count for _, count in drawn)
    where = "in the bar" if left_out(counts) else "in all"
    return f"{label}: {said}; {total:,} {where}" if total else f"{label}: nothing to count"


def _weaves(mark: str, shown: list[tuple[Rating | None, int]]) -> SafeString:
    """The tiles of the tones that are shown. Their ids hold the bar's mark: ids are the page's."""
    colours = dict.fromkeys(_colour(rating) for rating, _ in shown if rating)
    patterns = format_html_join(
        "",
        '<pattern id="weave-{}-{}" width="8" height="8" patternUnits="userSpaceOnUse">'
        '<path d="{}" fill="none" stroke="{}" stroke-width="1.8"/></pattern>',
        (
            (mark, colour, WEAVES[colour], TONES[colour].weave)
            for colour in colours
            if colour in WEAVES
        ),
    )
    return format_html("<defs>{}</defs>", patterns) if patterns else SafeString("")


def _colour(rating: Rating) -> str:
    return rating.colour if rating.colour in TONES else "grey"


def _pieces(mark: str, shown: list[tuple[Rating | None, int]]) -> SafeString:
    widths = shares([count for _, count in shown])
    left = 0.0
    pieces = []
    for (rating, count), width in zip(shown, widths, strict=True):
        pieces.append(_piece(mark, rating, count, left, width))
        left += width
    return format_html_join("", "{}", ((piece,) for piece in pieces))


def shares(counts: Sequence[int]) -> list[float]:
    """Shares in percent, none narrower than can be seen; they add up to 100."""
    total = sum(counts)
    raised = [max(100 * count / total, NARROWEST) for count in counts]
    return [100 * width / sum(raised) for width in raised]


def _piece(mark: str, rating: Rating | None, count: int, left: float, width: float) -> SafeString:
    place = format_html('x="{}%" y="1" width="{}%" height="26"', f"{left:.3f}", f"{width:.3f}")
    if rating is None:
        box, ink, words = _dashed_box(place), "#0b0c0c", f"{count:,}"
    else:
        box = _woven_box(place, mark, _colour(rating))
        ink, words = TONES[_colour(rating)].ink, f"{rating.letter} {count:,}"
    if width < ROOM_FOR_TEXT:
        return box
    return format_html("{}{}", box, _piece_words(words, left + width / 2, ink))


def _woven_box(place: SafeString, mark: str, colour: str) -> SafeString:
    """Colour first and weave over it: a tile with a ground of its own shows its seams in a PDF."""
    tone = TONES[colour]
    ground = format_html(
        '<rect class="gt-bar__piece" {} fill="{}" stroke="{}" stroke-width="1.5"/>',
        place,
        tone.fill,
        tone.edge,
    )
    if colour not in WEAVES:
        return ground
    return format_html(
        '{}<rect class="gt-bar__weave" {} fill="url(#weave-{}-{})"/>', ground, place, mark, colour
    )


def _dashed_box(place: SafeString) -> SafeString:
    return format_html(
        '<rect class="gt-bar__piece gt-bar__piece--none" {} fill="#ffffff" stroke="#484949"'
        ' stroke-width="1.5" stroke-dasharray="4 3"/>',
        place,
    )


def _piece_words(words: str, middle: float, ink: str) -> SafeString:
    return format_html(
        '<text class="gt-bar__words" x="{}%" y="19" fill="{}" font-family="{}" font-size="14"'
        ' font-weight="700" text-anchor="middle">{}</text>',
        f"{middle:.3f}",
        ink,
        FONTS,
        words,
    )


def _empty_bar() -> SafeString:
    return _dashed_box(mark_safe('x="0%" y="1" width="100%" height="26"'))


# Statuses take none of the colours of a rating: green is the owner's word, not "complete".
STATUS_LOOKS = {
    Status.NOT_STARTED: "outline",
    Status.IN_PROGRESS: "blue",
    Status.COMPLETE: "done",
    Status.BUSINESS_AS_USUAL: "done",
    Status.DEFERRED: "purple",
    Status.CANCELLED: "grey",
    Status.SUPERSEDED: "grey",
}


@lru_cache(maxsize=32)
def status_tag(status: Status | None) -> SafeString:
    """The status as a tag, "Not stated" for None; done ones carry a tick as well."""
    if status is None:
        return format_html('<span class="gt-status gt-status--none">{}</span>', NOT_STATED)
    look = STATUS_LOOKS[status]
    return format_html(
        '<span class="gt-status gt-status--{}">{}{}</span>',
        look,
        _tick() if look == "done" else "",
        status_words(status),
    )


def _tick() -> SafeString:
    return mark_safe(
        '<svg class="gt-status__tick" width="12" height="12" viewBox="0 0 12 12"'
        ' aria-hidden="true" focusable="false"><title>Done</title>'
        '<path d="M1.5 6.5l3 3 6-7" fill="none" stroke="currentColor"'
        ' stroke-width="2"/></svg>'
    )
