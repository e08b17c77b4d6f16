"""Direction of travel on the plan page and on the page of an action."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from actionplan.comparing.travel import Direction
from actionplan.models import Action
from actionplan.queries.rows import Row
from actionplan.queries.travel import reported, travel_of

register = template.Library()

# Drawn, never glyphs; hidden from screen readers, which hear the word beside it.
WAYS = {
    Direction.IMPROVING: "M2 10 10 2M4 2h6v6",
    Direction.STEADY: "M1 6h10M7 2l4 4-4 4",
    Direction.WORSENING: "M2 2l8 8M4 10h6V4",
}
ARROW = (
    '<svg class="gt-travel__arrow" width="12" height="12" viewBox="0 0 12 12" aria-hidden="true"'
    ' focusable="false"><path d="{}" fill="none" stroke="currentColor" stroke-width="1.8"/></svg> '
)


@register.simple_tag
def travel_mark(row: Row) -> SafeString:
    """ "Worsening in Q4 2022/23" with its arrow, under the rating of a row.

    Nothing for what was complete in both periods, or stood in one of them alone.
    """
    travel = row.travel
    if travel is None or travel.is_settled:
        return mark_safe("")
    words = f"{travel.direction.capitalize()} in {travel_of(row.action.plan).until}"
    return format_html(
        '<span class="gt-row__stack gt-meta gt-travel">{}{}</span>', _arrow(travel.direction), words
    )


@register.simple_tag
def travel_of_action(row: Row) -> SafeString:
    """ "Worsening: Green to Amber (Q3 2022/23 to Q4 2022/23)" with its arrow; nothing for none."""
    travel, plan = row.travel, travel_of(row.action.plan)
    if travel is None:
        return mark_safe("")
    why = f": {travel.why}" if travel.why else ""
    return format_html(
        '{}{}{} <span class="gt-meta">({} to {})</span>',
        _arrow(travel.direction),
        travel.direction.capitalize(),
        why,
        plan.since,
        plan.until,
    )


def _arrow(direction: Direction) -> SafeString:
    return format_html(ARROW, WAYS[direction])


@register.inclusion_tag("actionplan/includes/_reported.html", takes_context=True)
def reported_in_periods(context: template.Context, action: Action) -> dict[str, Any]:
    """What was reported of the action in the last closed periods, newest first."""
    scope = context["request"].scope
    lines = reported(action.plan, action.reference)
    return {
        "council": scope.council,
        "plan": action.plan,
        "reference": action.reference,
        "lines": lines,
    }
