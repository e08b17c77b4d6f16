"""The order of a plan's rows: themes, recommendations, and each recommendation's actions."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import transaction
from django.db.models import F
from simple_history.utils import bulk_update_with_history

from actionplan.models import Action, Change, Plan, Recommendation, Theme
from actionplan.services.register import Register, Why
from actionplan.services.structure import ORDER_ONLY
from council.models import Person
from council.versions import CannotEdit

OUT_OF_THE_WAY = 1_000_000  # where rows stand for a moment, as no two may have the same place


class Listing:
    """The actions of one recommendation (None: the loose ones), each whole before its parts."""

    def __init__(self, plan: Plan, recommendation_id: int | None) -> None:
        found = plan.actions.in_plan().filter(recommendation=recommendation_id)
        rows = list(found.select_for_update(of=("self",)).order_by("order", "number"))
        here = {row.pk for row in rows}
        self._parts: dict[int | None, list[Action]] = defaultdict(list)
        for row in rows:
            row.plan = plan
            self._parts[row.parent_id if row.parent_id in here else None].append(row)

    def siblings(self, action: Action) -> list[Action]:
        """The list in which ``action`` stands; moving its members about moves the rows."""
        return next(rows for rows in self._parts.values() if action in rows)

    def in_order(self, parent: int | None = None) -> Iterator[Action]:
        """Every row, depth first."""
        for row in self._parts.get(parent, ()):
            yield row
            yield from self.in_order(row.pk)

    def save(self, by: Person) -> None:
        """Number the rows from 1; only those whose place has changed are written."""
        changed = [row for place, row in enumerate(self.in_order(), 1) if _placed(row, place)]
        _write(Action, changed, by)


def lay_out(plan: Plan, recommendations: Iterable[int | None], by: Person) -> None:
    """Number the actions of some recommendations anew after rows have come, gone or moved."""
    for recommendation_id in dict.fromkeys(recommendations):
        Listing(plan, recommendation_id).save(by)


@transaction.atomic
def move_action_in_list(
    *, action: Action, by: Person, why: Why, step: int = 0, place: int | None = None
) -> bool:
    """One place up (-1) or down (1), or to ``place`` (from 1), among its like.

    Its parts go with it. False, with nothing written, where it stands there already. Raises
    CannotEdit for an action that has left its plan, and as ``Register`` does.
    """
    register = Register(plan=action.plan, by=by, why=why)
    stands = Action.objects.get(pk=action.pk)
    if stands.left:
        raise CannotEdit(f"{action.reference} is no longer in the plan, so it has no place in it.")
    listing = Listing(register.plan, stands.recommendation_id)
    moved = _move(listing.siblings(stands), stands, step, place)
    if not moved:
        return False
    listing.save(by)
    where = f"Place in {stands.recommendation or 'the plan'}"
    detail = [where, *(f"{each} of {moved[2]}" for each in moved[:2])]
    register.note(
        Change.Kind.REORDERED, f"{action.reference} {stands.title}", [detail], action=action
    )
    return True


@transaction.atomic
def move_recommendation(*, recommendation: Recommendation, step: int, by: Person, why: Why) -> bool:
    """One place up or down among the recommendations of its theme; False at the end."""
    register = Register(plan=recommendation.plan, by=by, why=why)
    everything = list(register.plan.recommendations.order_by("order"))
    like = [one for one in everything if one.theme_id == recommendation.theme_id]
    places = [everything.index(one) for one in like]
    moved = _move(like, recommendation, step, None)
    if not moved:
        return False
    for position, one in zip(places, like, strict=True):
        everything[position] = one
    renumber(Recommendation, everything, by)
    detail = ["Place in its theme", *(f"{each} of {moved[2]}" for each in moved[:2])]
    register.note(Change.Kind.REORDERED, str(recommendation), [detail])
    return True


@transaction.atomic
def move_theme(*, theme: Theme, step: int, by: Person, why: Why) -> bool:
    """One place up or down with all its recommendations; False at the end."""
    register = Register(plan=theme.plan, by=by, why=why)
    themes = list(register.plan.themes.order_by("order"))
    moved = _move(themes, theme, step, None)
    if not moved:
        return False
    renumber(Theme, themes, by)
    _follow(register.plan, themes, by)
    detail = ["Place in the plan", *(f"{each} of {moved[2]}" for each in moved[:2])]
    register.note(Change.Kind.REORDERED, theme.title, [detail])
    return True


def _follow(plan: Plan, themes: list[Theme], by: Person) -> None:
    """Recommendations follow their themes; those under no theme keep their places."""
    rank = {theme.pk: place for place, theme in enumerate(themes)}
    everything = list(plan.recommendations.order_by("order"))
    themed = [one for one in everything if one.theme_id is not None]
    in_order = iter(sorted(themed, key=lambda one: rank[one.theme_id or 0]))
    placed = [one if one.theme_id is None else next(in_order) for one in everything]
    renumber(Recommendation, placed, by)


def place_in_theme(recommendation: Recommendation, by: Person) -> None:
    """Put a recommendation behind the last one of its theme, or of the themes before it."""
    others = recommendation.plan.recommendations.exclude(pk=recommendation.pk)
    rows = list(others.select_related("theme").order_by("order"))
    theme = recommendation.theme
    before = [
        place
        for place, one in enumerate(rows, start=1)
        if theme is None or (one.theme and one.theme.order <= theme.order)
    ]
    rows.insert(max(before, default=0), recommendation)
    renumber(Recommendation, rows, by)


def renumber(model: Any, rows: list[Any], by: Person) -> None:
    """Number themes or recommendations from 1, where no two may have the same place."""
    changed = [row for place, row in enumerate(rows, start=1) if _placed(row, place)]
    aside = model.objects.filter(pk__in=[row.pk for row in changed])
    aside.update(order=F("order") + OUT_OF_THE_WAY)
    _write(model, changed, by)


def _move(rows: list[Any], row: Any, step: int, place: int | None) -> tuple[int, int, int] | None:
    """Move ``row`` within ``rows``; its place before and after (from 1), and of how many."""
    before = rows.index(row)
    wanted = before + step if place is None else place - 1
    after = min(max(wanted, 0), len(rows) - 1)
    if after == before:
        return None
    rows.insert(after, rows.pop(before))
    return before + 1, after + 1, len(rows)


def _placed(row: Any, place: int) -> bool:
    """Give a row its place; whether it is another than it had."""
    moves: bool = row.order != place
    row.order = place
    return moves


def _write(model: Any, rows: list[Any], by: Person) -> None:
    if rows:
        bulk_update_with_history(
            rows, model, ["order"], default_user=by, default_change_reason=ORDER_ONLY
        )
