"""What an action is a part of, is made of, depends on, came from and went on as."""

from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q

from actionplan.models import Action, Change, Succession
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
    """Everything around an action that the member may see: one query, and one if it has left."""
    around = _around(action, scope)
    by_order = sorted(around, key=lambda one: (one.order, one.number))
    return Relations(
        parts=[one for one in by_order if one.parent_id == action.pk and not one.left],
        depends_on=_tied(around, "is_needed"),
        needed_by=_tied(around, "needs_it"),
        went_on_as=_tied(around, "comes_after"),
        came_from=_tied(around, "comes_before"),
        left_by=_left_by(action) if action.left else None,
    )


def _tied(around: list[Action], tie: str) -> list[Action]:
    return [one for one in around if getattr(one, tie)]


def _around(action: Action, scope: Scope) -> list[Action]:
    """Every action tied to this one, by number, each with how it is."""
    depends = Action.depends_on.through.objects
    ties = {
        "is_needed": depends.filter(from_action=action).values("to_action"),
        "needs_it": depends.filter(to_action=action).values("from_action"),
        "comes_after": Succession.objects.filter(before=action).values("after"),
        "comes_before": Succession.objects.filter(after=action).values("before"),
    }
    any_of = reduce(or_, (Q(pk__in=tied) for tied in ties.values()), Q(parent=action))
    found = Action.objects.filter(visible(scope), any_of).order_by("plan", "number")
    how = {name: Q(pk__in=tied) for name, tied in ties.items()}
    return list(found.annotate(**how).select_related("plan__council"))


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
