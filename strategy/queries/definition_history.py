"""How an indicator's definition came to be as it is: who changed what, and when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import pairwise
from typing import Any

from council.models import Person, Post
from strategy.models import Indicator
from strategy.quantities import day_in_words, plain

FIELDS = {
    "name": "Name",
    "unit": "Measured in",
    "baseline": "Baseline",
    "baseline_date": "Day of the baseline",
    "target": "Target",
    "target_words": "Target, in the source’s words",
    "target_date": "Last day for the target",
    "good": "Which way is good",
    "tolerance": "Tolerance",
    "frequency": "How often",
    "owner_post_id": "Owner",
    "formula": "Formula",
    "note": "Note",
}
NEWEST = 50


@dataclass(frozen=True, slots=True)
class Change:
    """One change: (what, from, to) for each field, and what is said of what it measures."""

    on: datetime
    by: Person | None
    fields: tuple[tuple[str, str, str], ...]
    reason: str


def changes_of(indicator: Indicator) -> list[Change]:
    """The newest changes first, without the making itself: two queries."""
    lines = list(indicator.history.select_related("history_user")[: NEWEST + 1])
    posts = Post.objects.in_bulk({pk for line in lines if (pk := line.owner_post_id)})
    changes = (_change(new, old, posts) for new, old in pairwise(lines))
    return [change for change in changes if change.fields or change.reason]


def _change(new: Any, old: Any, posts: dict[int, Post]) -> Change:
    return Change(
        on=new.history_date,
        by=new.history_user,
        fields=tuple(_differences(new, old, posts)),
        reason=new.history_change_reason or "",
    )


def _differences(new: Any, old: Any, posts: dict[int, Post]) -> Iterable[tuple[str, str, str]]:
    for name, words in FIELDS.items():
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            yield words, in_words(before, posts), in_words(after, posts)


def in_words(value: Any, posts: dict[int, Post]) -> str:
    """A field's value for a person; "Nothing" where it is empty."""
    match value:
        case None | "":
            return "Nothing"
        case Decimal():
            return plain(value)
        case date():
            return day_in_words(value)
        case int():
            return posts[value].title
        case _:
            return str(value)
