"""What an import changed of a plan's structure, put back as it was, line by line."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from simple_history.utils import bulk_update_with_history

from actionplan.models import Action, Change, Plan, Recommendation
from actionplan.services.apply_receipt import Deed, What
from actionplan.services.leads import LeadChange, set_leads
from actionplan.services.register import Register, Why
from actionplan.services.structure import ORDER_ONLY, changed_details, save_signed
from actionplan.services.structure_actions import COUNTS, LABELS
from actionplan.services.structure_dropping import restore_action
from actionplan.services.structure_places import move_action
from council.models import Person, Post
from council.versions import newest


def put_back(deeds: list[Deed], *, plan: Plan, by: Person, why: Why) -> None:
    """Undo every change of structure, the newest first. Raises CannotEdit with a sentence."""
    undoing = _PuttingBack(plan, by, why)
    for deed in reversed(deeds):
        if one := undoing.ways.get(deed.what):
            one(deed)


class _PuttingBack:
    """Knows for each kind of deed how it is undone."""

    def __init__(self, plan: Plan, by: Person, why: Why) -> None:
        self.plan, self.by, self.why = plan, by, why
        self.ways: Mapping[What, Callable[[Deed], None]] = {
            What.EDITED: self._edit,
            What.MOVED: self._move,
            What.LEADS: self._lead,
            What.RECOMMENDATION_LEADS: self._lead,
            What.DROPPED: self._restore,
        }

    def _action(self, deed: Deed) -> Action:
        found = Action.objects.select_related("plan", "recommendation", "parent")
        return found.get(pk=deed.action or 0)

    def _edit(self, deed: Deed) -> None:
        """The values before; a first agreed date that the import gave is no promise any more."""
        action = self._action(deed)
        register = Register(plan=self.plan, by=self.by, why=self.why)
        values = {name: _as_stored(name, value) for name, value in deed.undo["values"].items()}
        shown = LABELS | {COUNTS: "Counts in totals"}
        details = list(
            changed_details(action, {n: v for n, v in values.items() if n in shown}, shown)
        )
        for name, value in values.items():
            setattr(action, name, value)
        save_signed(action, self.by)
        register.note(Change.Kind.UNDONE, str(action), details, action=action)

    def _move(self, deed: Deed) -> None:
        action = self._action(deed)
        above = Recommendation.objects.filter(pk=deed.undo["recommendation"]).first()
        whole = Action.objects.filter(pk=deed.undo["parent"]).first()
        move_action(
            action=action,
            recommendation=above,
            parent=whole,
            seen=newest(action),
            by=self.by,
            why=self.why,
        )
        self._in_order(deed.undo["order"])

    def _lead(self, deed: Deed) -> None:
        of: Action | Recommendation = (
            self._action(deed)
            if deed.action
            else Recommendation.objects.get(pk=deed.undo["recommendation"])
        )
        named: dict[str, list[int]] = deed.undo["posts"]
        posts = Post.objects.in_bulk([pk for ids in named.values() for pk in ids])
        before = {kind: [posts[pk] for pk in ids] for kind, ids in named.items()}
        set_leads(
            plan=self.plan, changes=[LeadChange(of=of, posts=before)], by=self.by, why=self.why
        )

    def _restore(self, deed: Deed) -> None:
        action = self._action(deed)
        restore_action(action=action, seen=newest(action), by=self.by, why=self.why)
        self._in_order(deed.undo["order"])

    def _in_order(self, ids: list[int]) -> None:
        """Put the actions of one list back into their order."""
        rows = Action.objects.in_bulk(ids)
        for place, pk in enumerate(ids, start=1):
            rows[pk].order = place
        bulk_update_with_history(
            list(rows.values()),
            Action,
            ["order"],
            default_user=self.by,
            default_change_reason=ORDER_ONLY,
        )


def _as_stored(name: str, value: Any) -> Any:
    """A column's value from JSON."""
    return date.fromisoformat(value) if name == "first_due_date" and value else value
