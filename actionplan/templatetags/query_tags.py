"""Queries as rows show them: one sentence, how it stands, and what was said of it."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from actionplan.models import Entry
from actionplan.queries.about_actions import queries_about, suggested
from actionplan.queries.rows import Row
from actionplan.rules.answers import Asked, headline
from actionplan.rules.words import sentence
from actionplan.templatetags.board_tags import FOLD_OWN, long_words
from actionplan.words import day as day_words
from council import clock

register = template.Library()
ROW = (
    '<div class="gt-row__stack gt-row__asked"><strong>{}:</strong> {} '
    '<span class="gt-meta">({})</span>{}</div>'
)
SUGGESTS = '<span class="gt-row__stack gt-suggests">Dates suggest {}: {}</span>'
VERBS = {
    Entry.Kind.QUERY_ANSWERED: "answered",
    Entry.Kind.ANSWER_ACCEPTED: "accepted the answer",
    Entry.Kind.ASKED_AGAIN: "asked again",
    Entry.Kind.QUESTION: "asked",
    Entry.Kind.REPLY: "replied",
}


@register.simple_tag
def query_of(row: Row) -> SafeString:
    """``{% query_of row %}``: the gravest query, how it stands, and its reason; then a question."""
    day = clock.today()
    first = headline(queries_about(row.action, day), day)
    parts = [_query(row, first)] if first else []
    if question := getattr(row.action, "question", None):
        words = long_words(question, "", FOLD_OWN)
        parts.append(format_html(ROW, "Question from SLT", "", "not answered", words))
    return mark_safe("".join(parts))  # noqa: S308 - every part is escaped above


@register.simple_tag
def suggests(row: Row) -> SafeString:
    """``{% suggests row %}``: "Dates suggest red: it is past its date"; nothing where all agree.

    In words, beside the declared rating, which stays what it is.
    """
    found = suggested(row.action)
    if found is None:
        return mark_safe("")
    return format_html(SUGGESTS, found.rating.word.lower(), found.because)


def _query(row: Row, asked: Asked) -> SafeString:
    said = sentence(asked.challenge, clock.today(), row.action.plan.ratings)
    last = asked.said.note or asked.said.reason if asked.said else ""
    words = long_words(last, "", FOLD_OWN) if last else ""
    return format_html(ROW, "Query", said, asked.state.value.lower(), words)


@register.simple_tag
def said_by(entry: Entry) -> str:
    """``{% said_by entry %}``: "Priya Raman answered on 30 June 2023, as Head of Finance"."""
    post = f", as {entry.post.title}" if entry.post else ""
    source = f", on behalf of the lead ({entry.on_behalf_source})" if entry.on_behalf_source else ""
    verb = VERBS[Entry.Kind(entry.kind)]
    return f"{entry.signed_by}{post}{source} {verb} on {day_words(clock.day_of(entry.recorded_at))}"
