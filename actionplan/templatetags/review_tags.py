"""Filters of the review of files: what was decided, in words."""

from collections.abc import Iterable

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from actionplan.merging.decisions import CellWord, RowDecision, RowWord
from actionplan.reviewing.alike import Group, Kind
from actionplan.reviewing.answers import COUNTS, HEADING
from actionplan.reviewing.references import in_runs
from actionplan.services.apply_receipt import Deed, What

register = template.Library()

# Of these a person may say that the whole row is no action.
ABOUT_ROWS = {"", "title"}

ROWS = {
    RowWord.TAKE: "Taken as it was understood",
    RowWord.LEAVE: "Left: nothing of this row is brought in",
    RowWord.ASIDE: "Set aside: it is no action",
    RowWord.NEW: "A new action",
}


DEEDS = {
    What.ADDED: "Added",
    What.UPDATED: "Updated",
    What.EDITED: "Edited",
    What.LEADS: "Leads changed",
    What.MOVED: "Moved",
    What.DROPPED: "Dropped",
    What.RECOMMENDATION: "Recommendation added",
    What.RECOMMENDATION_LEADS: "Leads changed",
    What.THEME: "Theme added",
    What.POST: "Post made",
}


@register.filter
def deed_words(deed: Deed) -> str:
    """What kind of thing an import did, in a word or two."""
    return DEEDS[deed.what]


@register.filter
def row_decision(decision: RowDecision) -> str:
    """ "Split into 2 actions"; "It is PR-17"."""
    if decision.word is RowWord.SPLIT:
        return f"Split into {len(decision.titles)} actions"
    if decision.word is RowWord.SAME:
        return f"It is {decision.reference}"
    return ROWS[decision.word]


@register.filter
def answers(group: Group) -> list[tuple[str, str]]:
    """What may be answered for all rows of a group at once: a word and what its button says."""
    if group.kind is Kind.SAME:
        known = [(RowWord.SAME.value, "They are the same")] if group.asks[0].reference else []
        return [*known, (RowWord.NEW.value, "They are new actions")]
    if group.kind is not Kind.NOTE:
        return [(CellWord.TAKE.value, "Take the file’s"), (CellWord.LEAVE.value, "Keep the plan’s")]
    if group.is_unread:
        return [(CellWord.LEAVE.value, "Keep the plan’s" if group.in_plan else "Leave them out")]
    right = (CellWord.TAKE.value, "All are right")
    if group.field == COUNTS:
        return [
            (CellWord.TAKE.value, "All are actions"),
            (HEADING, "All are headings: leave them out of totals"),
            (RowWord.ASIDE.value, "Set all aside"),
        ]
    if group.field in ABOUT_ROWS:
        return [right, (RowWord.ASIDE.value, "Set all aside: they are not actions")]
    return [right, (CellWord.LEAVE.value, "Leave them out")]


@register.filter
def references(found: Iterable[str]) -> SafeString:
    """References with commas, runs of them as "PR-1 to PR-4"; none is broken at its hyphen."""
    parts = [part.split(" to ") for part in in_runs(found)]
    return format_html_join(
        ", ",
        "{}",
        (
            [
                format_html_join(
                    " to ", '<span class="gt-nowrap">{}</span>', ((one,) for one in part)
                )
            ]
            for part in parts
        ),
    )
