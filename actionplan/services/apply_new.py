"""An import's new actions, with their leads and first entries."""

from collections.abc import Collection, Sequence

from simple_history.utils import bulk_create_with_history

from actionplan import document as doc
from actionplan.columns import in_own_spelling
from actionplan.merging.values import Merge, RowChange
from actionplan.models import Action, Entry, Lead, Period
from actionplan.position import Position
from actionplan.proofs.chains import all_chained
from actionplan.public.exempt import exempt_columns
from actionplan.services.apply_declared import entry_of, first_due_columns, in_lines, position_in
from actionplan.services.apply_places import Places
from actionplan.services.apply_receipt import Receipt, Source, What
from actionplan.services.apply_structure import Structure
from actionplan.services.structure_order import lay_out
from actionplan.services.structure_places import DEEPEST

type Found = dict[int, Action]


class NewActions:
    """Saves the new actions of a merge with their leads and first entries, in a few statements."""

    def __init__(
        self,
        merged: Merge,
        receipt: Receipt,
        structure: Structure,
        source: Source,
        period: Period | None,
    ) -> None:
        self.merged, self.receipt, self.structure = merged, receipt, structure
        self.source, self.period = source, period
        self.plan = receipt.plan

    def add(self, new: list[RowChange], known: Collection[Action], found: Found) -> None:
        """Save them; ``known`` are the plan's actions, ``found`` those of rows, by place."""
        self.found = found
        depths: dict[int | None, int] = {}
        levels: dict[int, list[tuple[Action, RowChange]]] = {}
        places = Places(self.merged, self.structure.stored, known, self.found)
        for row, place in places.of(new):
            depth = min(depths.get(row.parent, 0) + 1, DEEPEST)
            depths[row.index] = depth
            levels.setdefault(depth, []).append((self._unsaved(row, place), row))
        for depth in sorted(levels):
            self._save(levels[depth])
        if new:
            self.plan.save(update_fields=["next_number"])
            lay_out(self.plan, places.mixed(new), self.source.by)

    def _save(self, level: list[tuple[Action, RowChange]]) -> None:
        """Save actions whose wholes are saved."""
        for action, row in level:
            action.parent = None if row.parent is None else self.found.get(row.parent)
            if action.parent and action.parent.recommendation_id != action.recommendation_id:
                action.recommendation = action.parent.recommendation
        actions = [action for action, _ in level]
        bulk_create_with_history(actions, Action, default_user=self.source.by)
        for action, row in level:
            self.found[row.index or 0] = action
        self._add_leads(level)
        self._add_entries(level)
        for action, row in level:
            self.receipt.did(What.ADDED, action, in_lines(row.taken_cells), entry=action.latest_id)

    def _unsaved(self, row: RowChange, order: int) -> Action:
        theirs = row.theirs or doc.Action(row.title)
        first_due = theirs.first_due or theirs.due
        action = Action(
            plan=self.plan,
            recommendation=None if row.under is None else self.structure.stored[row.under],
            number=self.plan.next_number,
            order=order,
            title=theirs.title,
            steps=[{"words": step.words, "state": step.state} for step in theirs.steps],
            timescale=theirs.timescale or "",
            priority=theirs.priority or "",
            counts_in_totals=theirs.counts_in_totals,
            source_number=theirs.source_number or "",
            **exempt_columns(theirs.exempt_paragraph, theirs.exempt_fields),
            extras=in_own_spelling(theirs.extras, self.plan.columns),
            **first_due_columns(first_due),
        )
        self.plan.next_number += 1
        return action

    def _add_leads(self, level: Sequence[tuple[Action, RowChange]]) -> None:
        leads = []
        for action, row in level:
            accountable, delivery = self._own_leads(row)
            titles = [accountable] if accountable else []
            for order, post in enumerate(self.structure.posts([*titles, *delivery]), start=1):
                first = order == 1 and bool(accountable)
                kind = Lead.Kind.ACCOUNTABLE if first else Lead.Kind.DELIVERY
                leads.append(Lead(action=action, post=post, kind=kind, order=order))
        Lead.objects.bulk_create(leads)

    def _own_leads(self, row: RowChange) -> tuple[str | None, list[str]]:
        """Who leads it itself: not those that it has from its recommendation."""
        theirs = row.theirs or doc.Action(row.title)
        if not theirs.leads_inherited or row.under is None:
            others = [post for post in theirs.delivery if post != theirs.accountable]
            return theirs.accountable, others
        above = self.merged.recommendations[row.under]
        inherited = {post for side in (above.ours, above.theirs) if side for post in side.leads}
        return None, [post for post in theirs.delivery if post not in inherited]

    def _add_entries(self, level: Sequence[tuple[Action, RowChange]]) -> None:
        """The first entry of each action of which the file says anything."""
        spoken = [
            (action, position)
            for action, row in level
            if (position := position_in(row.theirs)) != Position()
        ]
        entries = [
            entry_of(action, self.source, self.period, position) for action, position in spoken
        ]
        for entry in Entry.objects.bulk_create(all_chained(entries)):
            entry.action.latest = entry
        Action.objects.bulk_update([action for action, _ in spoken], ["latest"], batch_size=500)
