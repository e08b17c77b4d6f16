"""What an action is a part of, is made of, depends on, came from and went on as."""

from dataclasses import dataclass

from django.db.models import QuerySet

from actionplan.models import Action, Change
from actionplan.queries.conditions import visible
from council.in_words import in_words
from council.scope import Scope

LABELS = {
    "title": "Title",
    "recommendation": "Recommendation",
    "parent": "Part of",
    "steps": "Steps",
    "timescale": "Timescale",
    "priority": "Priority",
    "first_due_words": "First agreed date",
    "counts_in_totals": "Counts in totals",
    "extras": "Further columns",
    "left": "Left the plan",
}


@dataclass(frozen=True, slots=True)
class Relations:
    """The actions around one action, and the change by which it left its plan."""

    parts: list[Action]
    depends_on: list[Action]
    needed_by: list[Action]
    went_on_as: list[Action]
    came_from: list[Action]
    left_by: Change | None


def relations_of(action: Action, scope: Scope) -> Relations:
    """Everything around an action that the member may see, in a fixed number of queries."""
    seen = Action.objects.filter(visible(scope))
    return Relations(
        parts=_with_plan(action.sub_actions.in_plan().order_by("order", "number")),
        depends_on=_with_plan(action.depends_on.filter(visible(scope)).order_by("number")),
        needed_by=_with_plan(action.needed_by.filter(visible(scope)).order_by("number")),
        went_on_as=_with_plan(seen.filter(predecessors__before=action)),
        came_from=_with_plan(seen.filter(successors__after=action)),
        left_by=_left_by(action) if action.left else None,
    )


def _with_plan(actions: QuerySet[Action]) -> list[Action]:
    return list(actions.select_related("plan__council"))


def _left_by(action: Action) -> Change | None:
    """The line of the register with which the action left its plan."""
    entries = action.entries.exclude(change=None).select_related("change__meeting__committee")
    last = entries.order_by("-number").first()
    return last.change if last else None


def changed_since(action: Action, seen: int | None) -> list[tuple[str, str, str]]:
    """What, then, now: how an action differs from the line of its history that was seen."""
    then = action.history.filter(history_id=seen).first() if seen else None
    if then is None:
        return []
    pairs = [
        (label, in_words(getattr(then, name)), in_words(getattr(action, name)))
        for name, label in LABELS.items()
    ]
    return [(label, was, now) for label, was, now in pairs if was != now]
