"""An import's changes of structure: through the services that people use, line by line.

Each stands or falls by itself: what a rule of the plan forbids (a first agreed date that moves)
is left as it is, with the rule's sentence as a note.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from django.db import transaction

from actionplan.action_fields import EXTRA, LEADS, PLACES, label_of
from actionplan.columns import in_own_spelling
from actionplan.declared import Step
from actionplan.importing.notes import Note
from actionplan.merging.alike import plain
from actionplan.merging.values import CellChange, CellKind, Merge, RowChange, RowState
from actionplan.models import Action, Lead, Recommendation
from actionplan.reporting.column_values import INHERITED
from actionplan.services.apply_declared import first_due_columns, in_lines
from actionplan.services.apply_receipt import Deed, Source, What
from actionplan.services.apply_rows import Rows
from actionplan.services.leads import LeadChange, set_leads
from actionplan.services.register import Why
from actionplan.services.structure_actions import edit_action
from actionplan.services.structure_dropping import drop_action
from actionplan.services.structure_places import move_action
from council.models import Post
from council.versions import CannotEdit, ChangedMeanwhile, newest

if TYPE_CHECKING:
    from actionplan.services.apply_receipt import Receipt

KINDS = {
    "accountable": Lead.Kind.ACCOUNTABLE,
    "delivery": Lead.Kind.DELIVERY,
    "slt_leads": Lead.Kind.SLT,
    "officer_leads": Lead.Kind.OFFICER,
}
NOT_BY_EDITING = {*LEADS, *PLACES}


class Edits:
    """Makes the changes of structure of a merge that are taken."""

    def __init__(self, receipt: "Receipt", rows: Rows, source: Source) -> None:
        self.receipt, self.rows, self.source = receipt, rows, source
        self.structure = rows.structure
        self.why = Why(f"Import of {source.file_name}")

    def apply(self, merge: Merge) -> None:
        """Wording and columns, places, leads, then what is dropped, the parts before the whole."""
        for row in merge.rows:
            cells = [cell for cell in row.taken_cells if cell.kind is CellKind.STRUCTURE]
            if row.state is not RowState.NEW and row.index is not None and cells:
                action = self.rows.found[row.index]
                self._edit(action, row, [one for one in cells if one.field not in NOT_BY_EDITING])
                self._move(action, row, [one for one in cells if one.field in PLACES])
                self._lead(action, row, [one for one in cells if one.field in LEADS])
        self._lead_recommendations(merge)
        for row in reversed(merge.rows):
            if row.state is RowState.MISSING and row.taken:
                self._drop(self.rows.known[row.reference or ""], row)

    def _edit(self, action: Action, row: RowChange, cells: list[CellChange]) -> None:
        if not cells:
            return
        stands = Action.objects.select_related("plan", "recommendation").get(pk=action.pk)
        values = edited(stands, cells)
        before = {name: getattr(stands, name) for name in values}

        def make() -> bool:
            return edit_action(
                action=stands,
                values=values,
                depends_on=list(stands.depends_on.all()),
                seen=newest(stands),
                by=self.source.by,
                why=self.why,
            )

        if self._done(row, cells, make):
            undo = {"values": {name: storable(value) for name, value in before.items()}}
            self.receipt.did(What.EDITED, action, in_lines(cells), **undo)

    def _move(self, action: Action, row: RowChange, cells: list[CellChange]) -> None:
        """Under the recommendation and the whole that the file has it under."""
        if not cells:
            return
        stands = Action.objects.select_related("plan", "recommendation", "parent").get(pk=action.pk)
        undo = {
            "recommendation": stands.recommendation_id,
            "parent": stands.parent_id,
            "order": self._order(stands.recommendation_id),
        }
        parent = None if row.parent is None else self.rows.found.get(row.parent)
        above = None if row.under is None else self.structure.stored[row.under]

        def make() -> bool:
            return move_action(
                action=stands,
                recommendation=above,
                parent=parent,
                seen=newest(stands),
                by=self.source.by,
                why=self.why,
            )

        if self._done(row, cells, make):
            self.receipt.did(What.MOVED, action, in_lines(cells), **undo)

    def _order(self, recommendation: int | None) -> list[int]:
        """The ids of a recommendation's actions in their order, to be put back into it."""
        rows = self.receipt.plan.actions.in_plan().filter(recommendation=recommendation)
        return list(rows.order_by("order", "number").values_list("pk", flat=True))

    def _lead(self, action: Action, row: RowChange, cells: list[CellChange]) -> None:
        if not cells:
            return
        posts = self._posts(cells)
        lines = in_lines(cells)
        if going_on := self._going_on(action, posts):
            posts[Lead.Kind.DELIVERY] = going_on
            titles = "; ".join(post.title for post in going_on)
            lines.append((label_of("delivery"), f"{titles}{INHERITED}", titles))
        undo = {"posts": self._leading(action)}
        change = LeadChange(of=action, posts=posts)
        if self._done(row, cells, lambda: self._set(change)):
            self.receipt.did(What.LEADS, action, lines, **undo)

    def _going_on(self, action: Action, posts: Mapping[str, list[Post]]) -> list[Post]:
        """Who has led it with others through its recommendation, and goes on under its own lead.

        Nobody where one post alone leads the recommendation: its own lead is in that one's place.
        """
        own = self.structure.book.of_action(action)
        lead = posts.get(Lead.Kind.ACCOUNTABLE)
        several = own.inherited and len(own.accountable) > 1
        if not (lead and several) or Lead.Kind.DELIVERY in posts:
            return []
        return [post for post in own.posts if post not in lead]

    def _posts(self, cells: list[CellChange]) -> dict[str, list[Post]]:
        """The posts that cells name, by kind of lead."""
        return {KINDS[cell.field]: self.structure.posts(_titles(cell.value)) for cell in cells}

    def _set(self, change: LeadChange) -> bool:
        changes = set_leads(
            plan=self.receipt.plan, changes=[change], by=self.source.by, why=self.why
        )
        return bool(changes)

    def _leading(self, of: Action | Recommendation) -> dict[str, list[int]]:
        """The posts of its own that lead it now, by kind."""
        if isinstance(of, Recommendation):
            leads = self.structure.book.of_recommendation(of.pk)
            named = {Lead.Kind.SLT: leads.slt, Lead.Kind.OFFICER: leads.officer}
        else:
            own = self.structure.book.of_action(of)
            accountable = () if own.inherited else own.accountable
            named = {Lead.Kind.ACCOUNTABLE: accountable, Lead.Kind.DELIVERY: own.delivery}
        return {kind.value: [post.pk for post in posts] for kind, posts in named.items()}

    def _lead_recommendations(self, merge: Merge) -> None:
        for at, change in enumerate(merge.recommendations):
            cells = [cell for cell in change.cells if cell.taken]
            stored = self.structure.stored[at]
            if not cells or stored is None:
                continue
            posts = self._posts(cells)
            undo = {"posts": self._leading(stored), "recommendation": stored.pk}
            if self._set(LeadChange(of=stored, posts=posts)):
                lines = tuple(in_lines(cells))
                deed = Deed(What.RECOMMENDATION_LEADS, str(stored), lines, undo=undo)
                self.receipt.done.append(deed)

    def _drop(self, action: Action, row: RowChange) -> None:
        undo = {"order": self._order(action.recommendation_id)}

        def make() -> bool:
            why = Why(row.reason)
            drop_action(action=action, seen=newest(action), by=self.source.by, why=why)
            return True

        if self._done(row, [], make):
            said = [("In the plan", "Yes", "No"), ("Why", "", row.reason)]
            self.receipt.did(What.DROPPED, action, said, **undo)

    def _done(self, row: RowChange, cells: list[CellChange], make: Callable[[], bool]) -> bool:
        """Whether the change was made; what may not be is noted, and nothing of it stands."""
        try:
            with transaction.atomic():
                return make()
        except CannotEdit as error:
            words = str(error)
        except ChangedMeanwhile:
            words = "Somebody has changed it while the file was brought in: left as it is."
        said = "; ".join(cell.theirs for cell in cells) or row.title
        field = cells[0].field if cells else ""
        self.receipt.differ(Note(row.reference or row.title, said, words, True, row.place, field))
        return False


def edited(action: Action, cells: list[CellChange]) -> dict[str, Any]:
    """Cells as values of an action's columns; the states of steps that stay are kept."""
    values: dict[str, Any] = {}
    extras = [list(pair) for pair in action.extras]
    for cell in cells:
        if cell.field.startswith(EXTRA):
            heading = cell.field.removeprefix(EXTRA)
            extras = [pair for pair in extras if plain(pair[0]) != plain(heading)]
            extras += [[heading, cell.value]] if cell.value else []
            values["extras"] = in_own_spelling(extras, action.plan.columns)
        elif cell.field == "steps":
            values["steps"] = steps_with_states(action, cell.value)
        elif cell.field == "first_due":
            values |= first_due_columns(cell.value)
        else:
            values[cell.field] = "" if cell.value is None else cell.value
    return values


def steps_with_states(action: Action, steps: tuple[Step, ...]) -> list[dict[str, Any]]:
    """Steps as they are stored; one whose state the file does not say keeps that of the plan."""
    known = {plain(step["words"]): step.get("state") for step in action.steps}
    return [
        {"words": step.words, "state": step.state or known.get(plain(step.words))} for step in steps
    ]


def storable(value: Any) -> Any:
    """A column's value as JSON can hold it."""
    return value.isoformat() if hasattr(value, "isoformat") else value


def _titles(value: Any) -> list[str]:
    if value is None:
        return []
    return [value] if isinstance(value, str) else list(value)
