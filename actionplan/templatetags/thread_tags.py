"""Tags of the golden thread: figures that lead to their rows; what serves what, on any page."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from actionplan import marks
from actionplan.access.thread import may_link, may_link_any
from actionplan.models import Action
from actionplan.queries import thread_lines
from actionplan.queries.thread_ends import Served, kind_of
from actionplan.queries.thread_indicators import rating_counts
from actionplan.queries.thread_rows import figure_query, figures_of
from actionplan.queries.thread_tree import EACH, Branch, Tree
from actionplan.words import counted
from strategy.models import Strategy
from strategy.queries.indicators import IndicatorRow

register = template.Library()


@register.simple_tag
def thread_bar(tree: Tree | Branch, label: str) -> SafeString:
    """One stacked bar of the ratings of everything that serves a part."""
    return marks.ratings_bar(tree.tally.ratings, label)


@register.simple_tag
def thread_counts(strategy: Strategy, branch: Tree | Branch) -> SafeString:
    """Each figure of a part as a link to exactly the actions that it counts."""
    links = (
        (
            thread_address(strategy, branch.query | figure_query(kind, rating)),
            marks.rating_mark(rating) if kind == "rating" else words,
            number,
        )
        for kind, rating, words, number in figures_of(branch.tally)
    )
    items = format_html_join(
        "",
        '<li><a class="gt-count" href="{}">{} <span class="gt-count__number">{}</span></a></li>',
        links,
    )
    return format_html('<ul class="gt-counts">{}</ul>', items) if items else SafeString("")


@register.simple_tag
def thread_address(strategy: Strategy, query: dict[str, str]) -> str:
    """Where the actions stand that serve a part of a strategy."""
    page = reverse("thread:thread_actions", args=[strategy.council.slug, strategy.slug])
    return f"{page}?{urlencode(query)}" if query else page


@register.simple_tag
def left_over(branch: Branch) -> int:
    """How many links of a part are not shown: under a long list, and in outcomes under it."""
    if len(branch.lines) < EACH:
        return 0
    tally = branch.tally
    return tally.total + tally.kept_out + tally.recommendations - len(branch.lines)


@register.filter
def indicator_sentence(lines: Sequence[IndicatorRow]) -> str:
    """ "3 indicators: 1 on target, 2 no target"."""
    said = ", ".join(f"{number} {words.lower()}" for words, number in rating_counts(lines))
    return f"{counted(len(lines), 'indicator')}: {said}"


@register.inclusion_tag("actionplan/includes/_thread_of_action.html", takes_context=True)
def thread_of_action(context: template.Context, action: Action) -> dict[str, Any]:
    """``{% thread_of_action action %}``: from an action up to the vision, as a section."""
    scope = context["request"].scope
    return {
        "council": scope.council,
        "action": action,
        "ways": thread_lines.thread_of(scope, action),
        "may_link": may_link(scope, action),
    }


@register.inclusion_tag("actionplan/includes/_served_by.html", takes_context=True)
def served_by(context: template.Context, served: Served) -> dict[str, Any]:
    """``{% served_by outcome %}``: the actions and recommendations that serve it, as a section.

    Takes an outcome or a principle that has its strategy at hand.
    """
    scope = context["request"].scope
    kind = kind_of(served)
    lines = thread_lines.served_by(scope, served)
    return {
        "council": scope.council,
        "strategy": served.strategy,
        "part": served,
        "lines": lines,
        "is_cut": len(lines) == thread_lines.MOST,
        "all_url": thread_address(served.strategy, {kind: served.code}),
        "may_link": may_link_any(scope),
        "links_url": reverse(
            f"thread:{kind}_links", args=[scope.council.slug, served.strategy.slug, served.code]
        ),
    }
