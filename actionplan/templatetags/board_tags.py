"""Tags of the plan page and the dashboard: figures that lead to their rows, dates, long words."""

from urllib.parse import urlencode

from django import template
from django.urls import reverse
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from actionplan import marks
from actionplan.dates.proposing import date_words
from actionplan.declared import Moment, Status
from actionplan.figures import Figures
from actionplan.key_lines import Rating
from actionplan.models import Plan
from actionplan.queries.rows import Row
from actionplan.templatetags.plan_tags import paragraphs
from actionplan.words import (
    NOT_RATED,
    NOT_STATED,
    brief_position,
    confidence_words,
    meaning,
    moment,
    status_words,
)

register = template.Library()

# Longer commentary is folded in a table: about seven lines of its column.
FOLD = 260
FOLD_OWN = 120  # of a plan's own columns, of which a row may have twelve

Count = tuple[str, int, dict[str, str]]  # words, number, the filter that shows exactly these rows


@register.simple_tag
def figures_bar(plan: Plan, figures: Figures) -> SafeString:
    """One stacked bar of the ratings, worst last as in the key, with its sentence."""
    return marks.ratings_bar(_ratings(plan, figures), "RAG ratings")


def _ratings(plan: Plan, figures: Figures) -> list[tuple[Rating | None, int]]:
    rated = [(rating, figures.by_rating[rating.letter]) for rating in plan.ratings]
    return [*rated, (None, figures.by_rating[None])]


@register.simple_tag
def figures_counts(plan: Plan, figures: Figures) -> SafeString:
    """Counts by rating and by status; each opens exactly its rows. Last of the ratings, and named
    as such, come those that the key keeps out of the roll-up."""
    known = _ratings(plan, figures)
    counted = marks.in_bar(known)
    ratings = [_rating_count(*one) for one in counted]
    ratings += [_rating_count(*one) for one in known if one not in counted]
    statuses: list[Count] = [
        (status_words(status), figures.by_status[status], {"status": status.value})
        for status in Status
        if figures.by_status[status]
    ]
    unstated: Count = (f"Status {NOT_STATED.lower()}", figures.by_status[None], {"status": "none"})
    return _count_list(plan, _counted([*ratings, *statuses, unstated], figures), "gt-counts")


def _rating_count(rating: Rating | None, number: int) -> Count:
    """The count of one rating; "Not due yet, not counted in the bar" where the key says so."""
    if rating is None:
        return NOT_RATED, number, {"rating": "none"}
    words = rating.word if rating.counts else f"{rating.word}, not counted in the bar"
    return words, number, {"rating": rating.letter}


def _counted(counts: list[Count], figures: Figures) -> list[Count]:
    """The same counts, their filters without the rows that are kept out of totals, if any are."""
    only = {"counted": "on"} if figures.kept_out else {}
    return [(words, number, query | only) for words, number, query in counts]


def _count_list(plan: Plan, counts: list[Count], css: str) -> SafeString:
    items = format_html_join("", "<li>{}</li>", ((_link(plan, count),) for count in counts))
    return format_html('<ul class="{}">{}</ul>', css, items)


def _link(plan: Plan, count: Count) -> SafeString:
    words, number, query = count
    return format_html(
        '<a class="gt-count" href="{}">{} <span class="gt-count__number">{}</span></a>',
        _address(plan, query),
        words,
        number,
    )


def _address(plan: Plan, query: dict[str, str]) -> str:
    board = reverse("actionplan:plan_detail", args=[plan.council.slug, plan.slug])
    return f"{board}?{urlencode(query)}"


@register.simple_tag
def trouble_figures(plan: Plan, figures: Figures) -> SafeString:
    """What needs somebody, worst first; each figure opens exactly its rows."""
    red = [rating for rating in plan.ratings if rating.colour == "red" and rating.counts]
    counts: list[Count] = [
        (f"{r.word} rated", figures.by_rating[r.letter], {"rating": r.letter}) for r in red
    ]
    counts.append(("Past their own date", figures.past_date, {"due": "past"}))
    if getattr(plan, "open_period_id", None):
        counts.append(("Open, no update this period", figures.not_updated, {"silent": "on"}))
    counts.append(("Open without a date", figures.no_date, {"due": "none"}))
    counts.append(("Without a lead", figures.no_lead, {"no_lead": "on"}))
    shown = ((_figure(plan, count),) for count in _counted(counts, figures))
    return format_html('<ul class="gt-figures">{}</ul>', format_html_join("", "{}", shown))


def _figure(plan: Plan, count: Count) -> SafeString:
    words, number, query = count
    return format_html(
        '<li class="gt-figure gt-figure--{}"><a class="gt-figure__link" href="{}">'
        '<span class="gt-figure__number">{}</span> '
        '<span class="gt-figure__words">{}</span></a></li>',
        "attention" if number else "nothing",
        _address(plan, query),
        number,
        words,
    )


@register.simple_tag
def due_cell(row: Row) -> SafeString:
    """The plan's own words, the date they give, how late it is, and the first agreed date."""
    due = row.position.due
    if not due:
        return mark_safe('<span class="gt-meta">No date</span>')
    words = "<br>".join(str(escape(line)) for line in due.words.split("\n") if line.strip())
    parts = [words] if words else []
    if due.date and (said := moment(due.date, due.precision)) not in due.words:
        parts.append(f'<span class="gt-row__stack gt-meta">{escape(said)}</span>')
    if row.late:
        parts.append(f'<strong class="gt-row__stack gt-row__late">{escape(row.late)}</strong>')
    if row.moved_from:
        first = escape(moment(row.moved_from.date, row.moved_from.precision))
        parts.append(f'<span class="gt-row__stack gt-meta">First agreed: {first}</span>')
    if row.proposed:
        new = escape(date_words(row.proposed.due))
        parts.append(f'<strong class="gt-row__stack">Proposed, not agreed yet: {new}</strong>')
    return mark_safe("".join(parts))  # noqa: S308 - every part is escaped above


@register.simple_tag
def long_words(text: str | None, nothing: str = "", fold: int = FOLD) -> SafeString:
    """Text as paragraphs; a long one is folded after its first words, and prints in full.

    ``fold`` is how many letters are not yet long.
    """
    text = (text or "").strip()
    if not text:
        return format_html('<span class="gt-meta">{}</span>', nothing)
    if len(text) <= fold:
        return paragraphs(text)
    short = text[:fold].rsplit(" ", 1)[0]
    return format_html(
        '<div class="gt-short">{}</div><details class="gt-more">'
        '<summary>Read all<span class="govuk-visually-hidden"> of “{}…”</span></summary>'
        "{}</details>",
        paragraphs(short + " …"),
        text[:40],
        paragraphs(text),
    )


@register.simple_tag
def own_columns(row: Row) -> SafeString:
    """What the plan's own columns say of a row, each under its heading; nothing for nothing."""
    return format_html_join(
        "",
        '<div class="gt-row__own"><span class="gt-meta">{}</span> {}</div>',
        ((f"{heading}:", long_words(words, "", FOLD_OWN)) for heading, words in row.own_columns),
    )


@register.simple_tag
def rating_of(plan: Plan, letter: str | None) -> SafeString:
    """The mark of a letter of the plan's key."""
    return marks.rating_mark(next((r for r in plan.ratings if r.letter == letter), None))


@register.filter
def moment_words(value: Moment) -> str:
    """A date in words no more exact than it is."""
    return moment(value.date, value.precision)


register.filter("brief_position", brief_position)
register.filter("meaning", meaning)
register.filter("confidence_words", confidence_words)
