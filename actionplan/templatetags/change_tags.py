"""Tags of the page "What changed". Tags rather than includes: they stand in long tables."""

from datetime import date

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from actionplan import marks
from actionplan.comparing.comparison import ActionChange, Kind
from actionplan.comparing.sentences import due_words, sentence
from actionplan.comparing.words import also
from actionplan.models import Plan
from actionplan.queries.rows import address
from actionplan.templatetags.board_tags import long_words

register = template.Library()

RATED = frozenset({Kind.WORSENED, Kind.IMPROVED, Kind.RERATED})
TO = (
    '<svg class="gt-changes__arrow" width="16" height="10" viewBox="0 0 16 10" role="img"'
    ' focusable="false"><title>to</title><path d="M0 5h14M10 1l4 4-4 4" fill="none"'
    ' stroke="currentColor" stroke-width="1.6"/></svg>'
)


@register.simple_tag
def change_of(line: ActionChange, kind: Kind, as_at: date | None) -> SafeString:
    """What changed, with its facts: ratings as marks, commentary folded, all else as a sentence."""
    if kind in RATED:
        before, after = map(marks.rating_mark, (line.rating_before, line.rating_after))
        return format_html("{}{}{}", before, SafeString(TO), after)
    if kind is Kind.COMMENTARY:
        return long_words(sentence(line, kind, as_at))
    return format_html("{}", sentence(line, kind, as_at))


@register.simple_tag
def beside_change(line: ActionChange, kind: Kind) -> SafeString:
    """What else changed about the action, and why it may not be the same; nothing for nothing."""
    doubt = f"Taken to be the same action: {line.doubt}" if line.doubt else ""
    said = [words for words in (also(line, kind), doubt) if words]
    stacked = '<span class="gt-row__stack gt-meta">{}</span>'
    return format_html_join("", stacked, ((words,) for words in said))


@register.simple_tag
def changed_action(plan: Plan, line: ActionChange) -> SafeString:
    """Its reference, which leads to its page, and what it says."""
    action = line.action
    if not action.reference:
        return format_html("{}", action.title)
    url = address("action_detail", plan.council.slug, plan.slug, action.reference)
    link = '<a class="gt-reference" href="{}">{}</a> {}'
    return format_html(link, url, action.reference, action.title)


@register.filter
def leads_of_change(line: ActionChange) -> str:
    """ "Head of Finance, Head of Law"; "No lead"."""
    action = line.action
    posts = [post for post in (action.accountable, *action.delivery) if post]
    return ", ".join(dict.fromkeys(posts)) or "No lead"


register.filter("due_words", due_words)
