"""Which actions an action depends on, without going round in circles."""

from collections import defaultdict
from collections.abc import Iterable

from actionplan.changes import Detail
from actionplan.circles import circle
from actionplan.models import Action, Plan
from council.versions import CannotEdit


def set_depends_on(action: Action, wanted: Iterable[Action]) -> Detail | None:
    """Let ``action`` depend on exactly these; the register's detail, or None for no change.

    Raises CannotEdit, naming the circle, where one of them depends on the action in turn.
    """
    before = list(action.depends_on.select_related("plan").order_by("number"))
    after = sorted(set(wanted), key=lambda one: one.number)
    for one in after:
        if one.plan_id != action.plan_id and one not in before:
            raise CannotEdit(f"{one.reference} belongs to another plan.")
    if before == after:
        return None
    action.depends_on.set(after)
    refuse_circle(action)
    return ["Depends on", references(before), references(after)]


def refuse_circle(action: Action) -> None:
    """Raise CannotEdit, naming the circle, if the action depends on itself by way of others."""
    found = circle(_needs(action.plan), action.pk)
    if found is None:
        return
    known = Action.objects.filter(pk__in=found).select_related("plan").in_bulk()
    way = " needs ".join(known[pk].reference for pk in found)
    raise CannotEdit(f"That would go round in a circle: {way}.")


def _needs(plan: Plan) -> dict[int, list[int]]:
    """For each action of a plan the ids of those that it depends on: one query."""
    needs: dict[int, list[int]] = defaultdict(list)
    pairs = Action.depends_on.through.objects.filter(from_action__plan=plan)
    for one, other in pairs.values_list("from_action_id", "to_action_id"):
        needs[one].append(other)
    return needs


def hand_on(gone: Action, heirs: list[Action], leaving: Iterable[Action]) -> list[Detail]:
    """What depended on ``gone`` depends on its heirs, and they on what it depended on.

    ``leaving`` are actions that leave the plan too, and need nothing any more. The details are
    those of the register. The caller looks for circles when everything is handed on.
    """
    apart = {*heirs, *leaving, gone}
    needing = [one for one in gone.needed_by.select_related("plan") if one not in apart]
    needed = [one for one in gone.depends_on.all() if one not in apart]
    for one in needing:
        one.depends_on.remove(gone)
        one.depends_on.add(*heirs)
    for heir in heirs:
        heir.depends_on.remove(gone)
        heir.depends_on.add(*needed)
    return [[f"{one.reference} Depends on", gone.reference, references(heirs)] for one in needing]


def references(actions: Iterable[Action]) -> str:
    """ "PR-3, PR-7"; "" for none."""
    return ", ".join(one.reference for one in actions)
