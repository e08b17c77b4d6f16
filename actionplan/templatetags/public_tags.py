"""Tags of a plan's public page."""

from collections.abc import Iterable, Sequence

from django import template
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from actionplan.glossary import Term
from actionplan.key_lines import Rating
from actionplan.marks import ratings_bar
from actionplan.queries.public import Published
from actionplan.reporting.written_out import html_written_out

register = template.Library()

WORDS = {
    "pdf": "PDF, to read and to print",
    "xlsx": "Excel",
    "csv": "CSV: one row an action",
    "json": "JSON: the whole plan as data",
    "ics": "Calendar of due dates (iCalendar), to subscribe to",
}


@register.simple_block_tag
def written_out(content: SafeString, glossary: tuple[Term, ...]) -> SafeString:
    """What stands between, with the first use of each term in full."""
    return SafeString(html_written_out(content, glossary))


@register.simple_tag
def public_bar(counts: Sequence[tuple[Rating | None, int]]) -> SafeString:
    """The ratings of the whole plan as one bar."""
    return ratings_bar(counts, "Whole plan")


@register.simple_tag
def public_counts(headings: Iterable[str], counts: Iterable[str]) -> SafeString:
    """The counts of one recommendation, each under its heading."""
    cell = '<td role="cell" data-label="{}"><div>{}</div></td>'
    return format_html_join("", cell, zip(headings, counts, strict=True))


@register.simple_tag
def public_file(found: Published, asked: str | None, kind: str) -> str:
    """Where a file is: of the last position, or of the period that the page was asked for."""
    of = [found.plan.council.slug, found.plan.slug]
    if asked:
        return reverse("public:period_file", args=[*of, asked, kind])
    return reverse("public:plan_file", args=[*of, kind])


@register.simple_tag
def public_file_words(kind: str) -> str:
    """What a file is."""
    return WORDS[kind]
