"""Any sequence of changes of a plan's structure keeps references, totals and history whole."""

import re
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

import pytest
from django.db import transaction

from actionplan.comparing.bridge import Line, bridge
from actionplan.figures import figures_of
from actionplan.models import Action, Change, Plan
from actionplan.queries.document import plan_document
from actionplan.queries.structure import parts_of
from actionplan.queries.totals import plan_figures
from actionplan.services.deriving import derive_plan, first_difference
from actionplan.services.register import Why, counted
from actionplan.services.structure_actions import add_action, edit_action, set_counts
from actionplan.services.structure_dropping import drop_action, restore_action
from actionplan.services.structure_order import move_action_in_list
from actionplan.services.structure_places import DEEPEST, move_action
from actionplan.services.structure_splitting import merge_actions, split_action
from council import clock
from council.models import Person
from council.versions import CannotEdit, newest
from tests import factories

WHY = Why("Agreed at the mid-year review", "Chief Executive", "Minute 34")
TITLES = ["Review the site", "List assets", "Train the team", "Ask residents"]
REFERENCE = re.compile(r"(PR-\d+) (.+)")
# What an update or a file says is no change of structure; where a row stands is held by its place.
TRACKED = [
    field.attname
    for field in Action._meta.concrete_fields
    if field.name in {name.name for name in Action.history.model.tracked_fields}
]


class World:
    """The plan of the cast, and changes of it by numbers that always name something."""

    def __init__(self, cast: factories.Cast) -> None:
        self.plan: Plan = cast.plan
        self.by: Person = cast.manager
        self.recommendations = [cast.governance, cast.finance, None]
        cast.late.depends_on.add(cast.ahead)
        signed = self.signed(cast.late)  # a part from the start
        move_action(action=cast.late, recommendation=None, parent=cast.ahead, **signed)

    def action(self, number: int) -> Action:
        """Some action, still in the plan or not; of three, two that are in it."""
        rows = Action.objects.filter(plan=self.plan).order_by("left", "number")
        rows = rows if number % 3 == 0 else rows.in_plan()
        found = list(rows)
        return found[number % len(found)]

    def signed(self, action: Action) -> dict[str, Any]:
        return {"seen": newest(action), "by": self.by, "why": WHY}

    def add(self, one: int, other: int, more: list[int], title: str) -> None:
        parent = self.action(more[0]) if more else None
        above = self.recommendations[other % 3]
        given: dict[str, Any] = {
            "values": {"title": title, "counts_in_totals": one % 5 > 0},
            "parent": parent,
        }
        add_action(plan=self.plan, recommendation=above, by=self.by, why=WHY, **given)

    def reword(self, one: int, other: int, more: list[int], title: str) -> None:
        action, needed = self.action(one), [self.action(number) for number in (other, *more)]
        values = {"title": title, "counts_in_totals": other % 4 > 0}
        edit_action(action=action, values=values, depends_on=needed, **self.signed(action))

    def split(self, one: int, other: int, more: list[int], title: str) -> None:
        action, titles = self.action(one), [f"{title} {place}" for place in range(2 + other % 2)]
        split_action(action=action, titles=titles, **self.signed(action))

    def merge(self, one: int, other: int, more: list[int], title: str) -> None:
        target = self.action(one)
        others = list(
            {self.action(number).pk: self.action(number) for number in (other, *more)}.values()
        )
        merge_actions(target=target, others=others, title=title, **self.signed(target))

    def drop(self, one: int, other: int, more: list[int], title: str) -> None:
        action = self.action(one)
        drop_action(action=action, **self.signed(action))

    def restore(self, one: int, other: int, more: list[int], title: str) -> None:
        dropped = list(self.plan.actions.filter(left="dropped").order_by("number"))
        if dropped:
            action = dropped[one % len(dropped)]
            restore_action(action=action, **self.signed(action))

    def move(self, one: int, other: int, more: list[int], title: str) -> None:
        action, parent = self.action(one), self.action(more[0]) if more else None
        to = self.recommendations[other % 3]
        move_action(action=action, recommendation=to, parent=parent, **self.signed(action))

    def reorder(self, one: int, other: int, more: list[int], title: str) -> None:
        place: dict[str, Any] = {"step": -1} if other % 3 == 0 else {"place": other}
        move_action_in_list(action=self.action(one), by=self.by, why=WHY, **place)

    def count(self, one: int, other: int, more: list[int], title: str) -> None:
        action = self.action(one)
        set_counts(action=action, counts=bool(other % 2), **self.signed(action))


CHANGES: dict[str, Callable[..., None]] = {
    name: getattr(World, name)
    for name in (
        "add", "reword", "split", "merge", "drop", "restore", "move", "reorder", "count",
    )
}  # fmt: skip
STEPS_EACH = 14


def steps(seed: int) -> Iterator[tuple[str, int, int, list[int], str]]:
    """A sequence of changes, always the same for the same seed."""
    chance = Random(seed)  # noqa: S311 - a game, no secret
    for _ in range(STEPS_EACH):
        more = [chance.randrange(40) for _ in range(chance.randrange(3))]
        name, title = chance.choice(list(CHANGES)), chance.choice(TITLES)
        yield name, chance.randrange(40), chance.randrange(40), more, title


@pytest.mark.parametrize("seed", range(14))
def test_any_sequence_of_changes_keeps_references_totals_and_history(cast, seed):
    world = World(cast)
    first = {action.reference: state_of(action) for action in world.plan.actions.all()}
    total, references = counted(world.plan), set(first)
    derive_plan(world.plan)
    for name, *given in steps(seed):
        lines = Change.objects.count()
        try:
            with transaction.atomic():
                CHANGES[name](world, *given)
        except CannotEdit:
            assert Change.objects.count() == lines  # refused as a whole
        references = references_are_for_ever(world.plan, references)
    totals_are_bridged(world.plan, total)
    newest_history_is_what_stands(world.plan)
    register_tells_all(world.plan, first)
    order_is_total(world.plan)
    page_and_document_agree(world.plan)
    assert first_difference(world.plan.actions.all()) == ""


def references_are_for_ever(plan: Plan, before: set[str]) -> set[str]:
    """No reference is gone, and none names another action than it ever did."""
    rows = list(plan.actions.all())
    now = {action.reference for action in rows}
    assert before <= now
    assert len(now) == len(rows)
    numbers = Action.history.filter(plan=plan).order_by().values_list("id", "number").distinct()
    assert len({number for _, number in numbers}) == len(numbers)
    return now


def totals_are_bridged(plan: Plan, first_total: int) -> None:
    """What is counted is the last line's total, and the first total with all that was added."""
    lines = [Line(one.kind, one.delta, one.total_after) for one in plan.changes.order_by("number")]
    total = first_total
    for line in lines:
        total += line.delta
        assert line.total_after == total
    assert counted(plan) == total
    made = bridge(lines, first_total, total)
    assert made.before + sum(step.delta for step in made.steps) == made.after == total
    assert "brought in" not in str(made)


def newest_history_is_what_stands(plan: Plan) -> None:
    for action in plan.actions.all():
        kept = action.history.order_by("-history_id").first()
        assert {name: getattr(kept, name) for name in TRACKED} == {
            name: getattr(action, name) for name in TRACKED
        }


def register_tells_all(plan: Plan, first: dict[str, dict[str, str]]) -> None:
    """The register's details, played back over the first state, give what stands."""
    played = {reference: dict(state) for reference, state in first.items()}
    for change in plan.changes.order_by("number").select_related("action__plan"):
        subject = change.action.reference if change.action else ""
        for what, _, after in change.details:
            named = REFERENCE.fullmatch(what)
            reference, name = named.groups() if named else (subject, what)
            if reference not in played:
                above = played.get(subject, BLANK)
                played[reference] = above | {"In the plan": "Yes"}
            if name in BLANK:
                played[reference][name] = (
                    after.partition(":")[0] if name == "In the plan" else after
                )
    assert played == {action.reference: state_of(action) for action in plan.actions.all()}


BLANK = {
    "Title": "",
    "Recommendation": "None",
    "In the plan": "Yes",
    "Counts in totals": "Yes",
    "Part of": "",
}


def state_of(action: Action) -> dict[str, str]:
    """What the register speaks of, in its words."""
    return {
        "Title": action.title,
        "Recommendation": str(action.recommendation or "None"),
        "In the plan": "No" if action.left else "Yes",
        "Counts in totals": "Yes" if action.counts_in_totals else "No",
        "Part of": action.parent.reference if action.parent else "",
    }


def order_is_total(plan: Plan) -> None:
    """No two actions of a list share a place; a part stands with its whole, not too deep."""
    rows = list(plan.actions.in_plan())
    assert len({(row.recommendation_id, row.order) for row in rows}) == len(rows)
    shown = list(parts_of(plan).loose)
    for theme in parts_of(plan).themes:
        shown += [row for part in theme.recommendations for row in part.rows]
    assert {row.action.pk for row in shown} == {row.pk for row in rows}
    assert all(row.depth < DEEPEST for row in shown)
    for row in rows:
        if row.parent:
            assert (row.parent.left, row.parent.recommendation_id) == ("", row.recommendation_id)


def page_and_document_agree(plan: Plan) -> None:
    """The same figures, and the same order, on the page and in every document."""
    today = clock.today()
    document = plan_document(plan, today)
    page, of_document = plan_figures(plan.pk, today)[0], figures_of(document)
    assert page.total == of_document.total == counted(plan)
    assert page.by_status == of_document.by_status
    listed = [action.reference for action in plan.actions.in_plan().in_plan_order()]
    assert [action.reference for action in document.actions()] == listed
