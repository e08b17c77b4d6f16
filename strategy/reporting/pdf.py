"""A strategy as PDF: A4 portrait, tagged, with bookmarks and the pages of its contents."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

from django.template import Context, Engine

from council.hostile import cleaned, one_line, printable
from council.pdf import html_to_pdf
from strategy.document import StrategyDocument
from strategy.kinds import Status
from strategy.reading.book import read_book
from strategy.reading.drawing import family_svg
from strategy.reading.family import Family
from strategy.words import day

TEMPLATES = Path(__file__).resolve().parent.parent.parent / "templates"
COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
MARKS = {Status.DRAFT: "DRAFT", Status.SUPERSEDED: "SUPERSEDED"}


@dataclass(frozen=True, slots=True)
class Printing:
    """A strategy to print, the day it speaks of, and whose name and colours it carries."""

    document: StrategyDocument
    as_at: date
    council: str
    family: Family | None = None
    ground: str = "#1d3557"
    ink: str = "#ffffff"
    accent: str = "#b8860b"

    def __post_init__(self) -> None:
        for colour in (self.ground, self.ink, self.accent):
            if not COLOUR.fullmatch(colour):
                raise ValueError(f"“{colour}” is no colour.")


def _as_it_is(page: str) -> str:
    return page


def strategy_pdf_bytes(printing: Printing, explain: Callable[[str], str] = _as_it_is) -> bytes:
    """The strategy as a PDF/UA-1 and PDF/A-3a file; equal strategies make equal bytes.

    ``explain`` writes the council's terms out in the page from which it is made. The work is done
    in a child process. Raises the errors of ``council.bounded``.
    """
    return html_to_pdf(explain(html_of(printing)))


def html_of(printing: Printing) -> str:
    """The strategy as one HTML page for the PDF maker. Everything that it says is escaped."""
    fit = replace(
        printing,
        document=_whole_codes(cleaned(printing.document, printable), printing.document),
        family=cleaned(printing.family, printable),
        council=printable(printing.council),
    )
    return _engine().get_template("pdf/strategy.html").render(Context(_context(fit)))


def _whole_codes(fit: StrategyDocument, source: StrategyDocument) -> StrategyDocument:
    """Links stay addresses: no unseen place to break is put into them."""
    pairs = zip(fit.related, source.related, strict=True)
    return replace(fit, related=tuple(replace(new, link=old.link) for new, old in pairs))


def _context(printing: Printing) -> dict[str, object]:
    book = read_book(printing.document, printing.as_at, printing.family)
    return {
        "book": book,
        "drawing": family_svg(book.family, printing.ground, printing.ink),
        "running": one_line(book.title, 90),
        "mark": MARKS.get(printing.document.status, ""),
        "council": one_line(printing.council, 120),
        "as_at": day(printing.as_at),
        "ground": printing.ground,
        "ink": printing.ink,
        "accent": printing.accent,
    }


@cache
def _engine() -> Engine:
    """Django's templates without the rest of Django; a missing variable shows itself."""
    return Engine(dirs=[str(TEMPLATES)], string_if_invalid="[[missing: %s]]")
