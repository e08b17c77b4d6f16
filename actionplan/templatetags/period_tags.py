"""Tags of the page of a closed period. Tags rather than includes: they stand in long tables."""

from collections.abc import Mapping, Sequence

from django import template
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from actionplan.document import Action, Narrative, PlanDocument
from actionplan.marks import rating_mark
from actionplan.models import Correction
from actionplan.reported_page import ReportedRow
from actionplan.reporting.writers import WRITERS
from actionplan.templatetags.plan_tags import paragraphs
from actionplan.words import EDITED, counted, day

register = template.Library()


@register.simple_tag
def corrected(corrections: Mapping[str, Sequence[Correction]], *fields: str) -> SafeString:
    """``{% corrected row.corrections "due" "completed" %}``: what stands beside these fields."""
    found = [one for field in fields for one in corrections.get(field, ())]
    return format_html_join("", "{}", ((beside(one),) for one in found))


@register.filter
def beside(correction: Correction) -> SafeString:
    """One correction as it stands beside its figure; it leads to the whole of it."""
    words = " ".join(correction.correct.split())
    return format_html(
        '<ins class="gt-correction"><a class="govuk-link" href="#correction-{}">Correction {}</a>: '
        "{} should read “{}”. {}</ins>",
        correction.number,
        correction.number,
        correction.get_field_display(),
        f"{words[:200].rstrip()}…" if len(words) > 200 else words,
        correction.minute,
    )


@register.simple_tag
def own_words(action: Action) -> SafeString:
    """That the wording was edited, with the lead's own words; nothing where it was not."""
    if not action.is_edited:
        return mark_safe("")
    return format_html(
        '<details class="gt-more gt-own-words"><summary>{}: read the lead’s own words'
        '<span class="govuk-visually-hidden"> of {}</span></summary>{}</details>',
        EDITED,
        action.reference or action.title,
        paragraphs(action.commentary or ""),
    )


@register.simple_tag
def reported_narrative(document: PlanDocument, said: Narrative) -> SafeString:
    """What the SLT lead said, with the overall rating by the key of that time."""
    rating = document.rating(said.rating)
    rated = format_html('<p class="gt-narrative__rating">Overall: {}</p>', rating_mark(rating))
    exempt = format_html('<p class="gt-meta">Not for the public: {}</p>', said.exempt_paragraph)
    return format_html(
        '<div class="gt-narrative">{}<div class="gt-narrative__words">{}</div>'
        '<p class="gt-meta">{}</p>{}</div>',
        rated if rating else "",
        paragraphs(said.words),
        said.post or "SLT",
        exempt if said.exempt_paragraph else "",
    )


@register.simple_tag
def reported_due(row: ReportedRow) -> SafeString:
    """The due date as it was reported: its words, how late it was, and what it was first."""
    parts = [str(escape(line)) for line in row.due.split("\n") if line.strip()]
    html = "<br>".join(parts) or '<span class="gt-meta">No date</span>'
    if row.late:
        html += f'<strong class="gt-row__stack gt-row__late">{escape(row.late)}</strong>'
    if row.completed:
        html += f'<span class="gt-row__stack gt-meta">Completed: {escape(row.completed)}</span>'
    if row.first_agreed:
        slips = len(row.slips)
        moved = f"; moved {counted(slips, 'time')}" if slips else ""
        first = f"First agreed: {row.first_agreed}{moved}"
        html += f'<span class="gt-row__stack gt-meta">{escape(first)}</span>'
    return mark_safe(html)  # noqa: S308 - every part is escaped above


@register.simple_tag
def reported_update(row: ReportedRow) -> str:
    """ "31 May 2023, Head of Finance"; whose words they were, and of which day."""
    update = row.action.last_update
    if update is None:
        return "Never updated"
    agreed = {None: "", True: "", False: "; not yet agreed"}[update.agreed]
    return ", ".join(part for part in (day(update.as_at), update.post) if part) + agreed


@register.simple_tag
def file_called(kind: str) -> str:
    """What people call a file of this kind: "PDF", "Word", "a page"."""
    return WRITERS[kind].called
