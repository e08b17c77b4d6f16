"""An import's rows: actions that are new, and what is now declared about those that are known."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError
from simple_history.utils import bulk_create_with_history

from actionplan import document as doc
from actionplan.columns import in_own_spelling
from actionplan.dates.proposing import date_words
from actionplan.declared import Due, Status
from actionplan.importing.notes import Note
from actionplan.merging.values import CellChange, CellKind, Merge, RowChange, RowState
from actionplan.models import Action, Entry, Lead, Period
from actionplan.position import Position, columns, position_of
from actionplan.proofs.chains import all_chained
from actionplan.public.exempt import exempt_columns
from actionplan.services.apply_differences import KEPT, UPDATED_SINCE
from actionplan.services.apply_places import Places
from actionplan.services.apply_receipt import Source, What
from actionplan.services.apply_structure import Structure
from actionplan.services.structure_order import lay_out
from actionplan.services.structure_places import DEEPEST
from actionplan.services.updates import UpdatedMeanwhile, add_entry, only_proposed
from council import clock
from council.models import Post

if TYPE_CHECKING:
    from actionplan.services.apply_receipt import Receipt


class CannotApply(Exception):
    """A file that was read but cannot go into the plan; the message is one sentence."""


class Rows:
    """Adds the new actions of a merge and logs what is declared about the others.

    The actions are read when it is made: what somebody updates after that is left alone.
    ``found`` has the action of each row of the merge's document, as far as there is one.
    """

    def __init__(self, receipt: "Receipt", structure: Structure, source: Source) -> None:
        self.receipt = receipt
        self.structure = structure
        self.source = source
        self.plan = receipt.plan
        self.period = Period.objects.running().filter(plan=self.plan).first()
        self.known = {action.reference: action for action in self._actions()}
        self.found: dict[int, Action] = {}

    def _actions(self) -> list[Action]:
        actions = list(self.plan.actions.select_related("latest__carries").in_plan())
        for action in actions:
            action.plan = self.plan
        return actions

    def apply(self, merge: Merge) -> None:
        """Add and log what is taken; say what is left alone, unchanged or missing."""
        self.merged = merge
        for row in merge.rows:
            if row.reference and row.index is not None:
                self.found[row.index] = self.known[row.reference]
        self._add([row for row in merge.rows if row.state is RowState.NEW and row.taken])
        for row in merge.rows:
            if row.index is not None and row.reference and not row.doubt:
                self._declare(self.found[row.index], row)
        missing = (row for row in merge.of_state(RowState.MISSING) if not row.taken)
        self.receipt.missing = [row.reference or "" for row in missing]

    # ---- new actions

    def _add(self, new: list[RowChange]) -> None:
        """Save new actions with their leads and first entries, in a few statements."""
        depths: dict[int | None, int] = {}
        levels: dict[int, list[tuple[Action, RowChange]]] = {}
        places = Places(self.merged, self.structure.stored, self.known.values(), self.found)
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
            if (position := _position(row.theirs)) != Position()
        ]
        entries = [self._entry(action, position) for action, position in spoken]
        for entry in Entry.objects.bulk_create(all_chained(entries)):
            entry.action.latest = entry
        Action.objects.bulk_update([action for action, _ in spoken], ["latest"], batch_size=500)

    # ---- known actions

    def _declare(self, action: Action, row: RowChange) -> None:
        """Log what is taken of a declaration, if nobody has spoken since the action was read."""
        cells = [cell for cell in row.cells if cell.kind is CellKind.UPDATE]
        taken = [cell for cell in cells if cell.taken]
        if any(cell.is_open and cell.conflict for cell in cells):
            self._leave_alone(action, row)
        for cell in cells:
            if cell.is_open and not cell.conflict:  # the reader's own note asks
                said = Note(action.reference, cell.theirs, KEPT, True, row.place, cell.field)
                self.receipt.differences.append(said)
        if not cells and not row.taken_cells:
            self.receipt.unchanged += 1
        if taken:
            self._log(action, row, taken)

    def _leave_alone(self, action: Action, row: RowChange) -> None:
        self.receipt.left_alone.append(action.reference)
        self.receipt.differ(Note(action.reference, row.title, UPDATED_SINCE, True, row.place))

    def _log(self, action: Action, row: RowChange, taken: list[CellChange]) -> None:
        """Add an entry unless somebody has updated the action meanwhile."""
        seen = action.latest
        entry = self._entry(action, declared(position_of(action), taken))
        entry.post, entry.on_behalf_source = self._owner(action), self.source.file_name[:200]
        still = Action.objects.filter(pk=action.pk, latest=seen)
        proposal = only_proposed(entry)
        try:
            add_entry(entry, seen.pk if seen else None, proposal)
        except (IntegrityError, UpdatedMeanwhile):
            if still.exists():
                raise  # not a race: a rule of the database was broken
            self._leave_alone(action, row)
        else:
            before = seen.pk if seen else None
            undo = {"entry": entry.pk, "before": before}
            if proposal:
                undo["proposal"] = proposal.pk
                self._say_proposed(action, row, proposal, entry)
            self.receipt.did(What.UPDATED, action, in_lines(taken), **undo)

    def _say_proposed(self, action: Action, row: RowChange, proposal: Entry, entry: Entry) -> None:
        """A promised date that the file moves waits to be agreed: say what is in force."""
        stays = f"Proposed: {date_words(entry.due)} stays in force until it is agreed."
        said = date_words(proposal.due)
        self.receipt.notes.append(Note(action.reference, said, stays, False, row.place))

    def _owner(self, action: Action) -> Post | None:
        """The post on behalf of which the file speaks: the first that is accountable."""
        return next(iter(self.structure.book.of_action(action).posts), None)

    def _entry(self, action: Action, position: Position) -> Entry:
        return Entry(
            action=action,
            by=self.source.by,
            imported_from=self.source.file_name[:255],
            period=self.period,
            as_at=self.source.as_at,
            recorded_at=clock.now(),
            **columns(position),
        )


def first_due_columns(due: Due) -> dict[str, Any]:
    """A first agreed date as columns of an action."""
    precision = due.precision if due.date else None
    return {
        "first_due_words": due.words,
        "first_due_date": due.date,
        "first_due_precision": precision or "",
    }


def _position(row: doc.Action | None) -> Position:
    """What a row of a file declares."""
    if row is None:
        return Position()
    said = (row.rating or "", row.status, row.due, row.completed, row.commentary or "")
    return Position(*said, row.confidence)


def declared(stands: Position, cells: Sequence[CellChange]) -> Position:
    """What stands with what is taken; a day of completion stays only with what is complete."""
    changes = {cell.field: cell.value for cell in cells}
    for name in {"rating", "commentary"} & set(changes):
        changes[name] = changes[name] or ""
    position = replace(stands, **changes)
    ended = {Status.COMPLETE, Status.BUSINESS_AS_USUAL}
    return position if position.status in ended else replace(position, completed=None)


def in_lines(cells: Sequence[CellChange]) -> list[tuple[str, str, str]]:
    """Cells as lines of a receipt: what, before, after."""
    return [(cell.label, cell.ours, cell.theirs) for cell in cells]
