"""An import's rows: new actions are added, what is declared about known ones is logged."""

from django.db import IntegrityError

from actionplan.dates.proposing import date_words
from actionplan.importing.notes import Note
from actionplan.merging.values import CellChange, CellKind, Merge, RowChange, RowState
from actionplan.models import Action, Entry, Period
from actionplan.position import position_of
from actionplan.services.apply_declared import declared, entry_of, in_lines
from actionplan.services.apply_differences import KEPT, UPDATED_SINCE
from actionplan.services.apply_new import NewActions
from actionplan.services.apply_receipt import Receipt, Source, What
from actionplan.services.apply_structure import Structure
from actionplan.services.updates import UpdatedMeanwhile, add_entry, only_proposed
from council.models import Post


class Rows:
    """Adds the new actions of a merge and logs what is declared about the others.

    The actions are read when it is made: what somebody updates after that is left alone.
    ``found`` has the action of each row of the merge's document, as far as there is one.
    """

    def __init__(self, receipt: Receipt, structure: Structure, source: Source) -> None:
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
        new = [row for row in merge.rows if row.state is RowState.NEW and row.taken]
        adding = NewActions(merge, self.receipt, self.structure, self.source, self.period)
        adding.add(new, list(self.known.values()), self.found)
        for row in merge.rows:
            if row.index is not None and row.reference and not row.doubt:
                self._declare(self.found[row.index], row)
        missing = (row for row in merge.of_state(RowState.MISSING) if not row.taken)
        self.receipt.missing = [row.reference or "" for row in missing]

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
        entry = entry_of(action, self.source, self.period, declared(position_of(action), taken))
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
