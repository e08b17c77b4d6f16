"""The pack of a leadership team: the dashboard or a plan’s figures as PDF, tagged, A4 portrait."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.template import Context, Engine
from django.utils.safestring import SafeString

from actionplan.figure_tables import Table
from actionplan.glossary import Term
from actionplan.reporting.pieces import Grid
from actionplan.reporting.report import Brand
from actionplan.reporting.written_out import HEADINGS, html_written_out
from council.pdf import html_to_pdf

TEMPLATES = Path(__file__).resolve().parent.parent.parent / "templates"


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page and the pack show alike, beneath what needs somebody.

    ``travel`` is now against the last closed period.
    """

    travel: str
    trend: SafeString
    periods: Table
    groups: Sequence[Table]
    timeline: SafeString
    weeks: Table
    punctuality: Table
    record: Table
    moves: str


@dataclass(frozen=True, slots=True)
class PlanPart:
    """A plan's sentence, and what has changed since its last closed period."""

    title: str
    sentence: str
    travel: str


@dataclass(frozen=True, slots=True)
class Together:
    """All plans in force: their ratings over the periods, where one is closed, then each plan."""

    chart: SafeString
    table: Table | None
    plans: Sequence[PlanPart]


@dataclass(frozen=True, slots=True)
class Pack:
    """What is printed, under whose name and in whose colours: of one plan, or of all together."""

    title: str
    council: str
    sentence: str
    good_news: str
    needs: Table
    silent: Table
    decisions: Sequence[str]  # that wait to be taken; ``decided`` are those of the running periods
    brand: Brand
    glossary: tuple[Term, ...] = ()
    decided: Grid | None = None
    standing: Shown | None = None
    together: Together | None = None


def pack_pdf(pack: Pack) -> bytes:
    """The pack as a PDF/UA-1 and PDF/A-3a file; equal packs make equal bytes.

    The work is done in a child process. Raises the errors of ``council.bounded``.
    """
    return html_to_pdf(html_of(pack))


def html_of(pack: Pack) -> str:
    """The pack as one HTML page for the PDF maker. Everything that it says is escaped."""
    page = engine().get_template("pdf/pack.html").render(Context({"pack": pack}))
    # Nearly all that it says stands in the names of its rows.
    return html_written_out(page, pack.glossary, HEADINGS)


@cache
def engine() -> Engine:
    """Django's templates without the rest of Django; a missing variable shows itself."""
    return Engine(dirs=[str(TEMPLATES)], string_if_invalid="[[missing: %s]]")
