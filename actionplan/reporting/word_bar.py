"""The bar of ratings in a Word document: a picture, with the sentence that says the whole of it.

Each piece has its letter and its count in it where there is room, and an edge: the picture can be
read in grey print. What a screen reader hears is the sentence.
"""

import io
from typing import TYPE_CHECKING

from actionplan.marks import TONES, in_bar, shares
from actionplan.reporting.pieces import Bar
from actionplan.reporting.word_page import widths_of

if TYPE_CHECKING:
    from docx.document import Document
    from PIL.ImageDraw import ImageDraw

WIDTH, HEIGHT, EDGE = 1600, 72, 3  # pixels
INK = "#0b0c0c"
LETTERS = 40
MARGIN = 160  # twentieths of a point: what cells of a table keep free at both sides
TWIP = 635  # English metric units in a twentieth of a point


def put_bar(document: "Document", bar: Bar) -> None:
    """The picture across the page, and the sentence below it."""
    if any(count for _, count in in_bar(bar.counts)):
        (width,) = widths_of(document, (1,))
        drawn = document.add_picture(io.BytesIO(picture(bar)), width=(width - MARGIN) * TWIP)
        document.paragraphs[-1].paragraph_format.keep_with_next = True
        said = drawn._inline.docPr
        said.set("name", "Bar of ratings")
        said.set("descr", f"{bar.sentence}.")
    document.add_paragraph(f"{bar.sentence}.")


def picture(bar: Bar) -> bytes:
    """The bar as PNG; equal bars make equal bytes."""
    from PIL import Image, ImageDraw

    made = Image.new("RGB", (WIDTH, HEIGHT), "white")
    draw = ImageDraw.Draw(made)
    shown = [(rating, count) for rating, count in in_bar(bar.counts) if count > 0]
    left = 0.0
    for (rating, count), share in zip(shown, shares([n for _, n in shown]), strict=True):
        right = left + share * (WIDTH - 1) / 100
        tone = TONES.get(rating.colour, TONES["grey"]) if rating else None
        words = f"{rating.letter} {count:,}" if rating else f"{count:,}"
        line = " ".join(words.split())  # a letter that a file brought may be anything
        put_piece(draw, (left, right), (tone.fill, tone.ink) if tone else ("white", INK), line)
        left = right
    kept = io.BytesIO()
    made.save(kept, "PNG")
    return kept.getvalue()


def put_piece(
    draw: "ImageDraw", place: tuple[float, float], tone: tuple[str, str], words: str
) -> None:
    """One piece from left to right; its words where they fit."""
    from PIL import ImageFont

    left, right = place
    fill, ink = tone
    draw.rectangle((left, 0, right, HEIGHT - 1), fill=fill, outline=INK, width=EDGE)
    font = ImageFont.load_default(LETTERS)
    if draw.textlength(words, font=font) < right - left - 4 * EDGE:
        draw.text(((left + right) / 2, HEIGHT / 2), words, fill=ink, font=font, anchor="mm")
