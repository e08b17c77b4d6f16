"""Taking an import back: what it said is withdrawn, what it changed is as it was before.

Nothing is removed from the log or from the register. Each update of the import is answered by an
entry that withdraws it and lets the words before it stand; actions that it made leave the plan
and their references are never used again.
"""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError, QuerySet
from simple_history.utils import bulk_update_with_history

from actionplan.models import Action, Change, Doubt, Entry, Plan, PlanFile, Recommendation, Theme
from actionplan.position import Position, columns, said
from actionplan.proofs.chains import all_chained
from actionplan.queries.dates import open_proposal
from actionplan.services.agreeing_dates import take_back_date
from actionplan.services.apply_receipt import Deed, What, deeds_of
from actionplan.services.deriving import derive_plan
from actionplan.services.register import Register, Why
from actionplan.services.structure_order import lay_out
from actionplan.services.undo_checks import refuse_unless_undoable, refuse_worked_on
from actionplan.services.undo_structure import put_back
from actionplan.services.updates import UpdatedMeanwhile, add_entry
from actionplan.words import counted
from council import clock
from council.models import Person
from council.versions import CannotEdit, sign

MEANWHILE = "Somebody has updated an action of it at this moment, so the import stays."
SETTLED = "The import was undone."


@transaction.atomic
def undo_import(*, file: PlanFile, by: Person, reason: str) -> PlanFile:
    """Undo the last import of a plan while nobody has worked on with what it touched.

    Actions it made are withdrawn, and recommendations and themes that it made go if nothing is
    under them; posts stay, and the receipt (``undone``) names them. A plan that it made stays as
    an empty draft. Raises CannotEdit with a sentence that names what stands in the way; then
    nothing is changed.
    """
    stored = PlanFile.objects.select_for_update(of=("self",)).select_related("plan").get(pk=file.pk)
    plan = refuse_unless_undoable(stored, reason)
    Register(plan=plan, by=by, why=Why(reason))  # locks the plan, and refuses an archived one
    deeds = deeds_of(stored.receipt)
    actions = _actions(deeds)
    refuse_worked_on(stored, deeds, actions)
    undone = _Undoing(stored, plan, deeds, actions, Why(reason), by).undo()
    stored.receipt |= {"undone": undone}
    stored.state = PlanFile.State.UNDONE
    stored.undone_at, stored.undone_by, stored.undone_reason = clock.now(), by, reason
    stored.save()
    return stored


def in_the_way(*, file: PlanFile) -> str:
    """The sentence with which ``undo_import`` would refuse at this moment, or ""."""
    try:
        refuse_unless_undoable(file, reason="asked")
        deeds = deeds_of(file.receipt)
        refuse_worked_on(file, deeds, _touched(deeds).in_bulk())
    except CannotEdit as error:
        return str(error)
    return ""


def _actions(deeds: Iterable[Deed]) -> dict[int, Action]:
    """The actions that the import touched, with what stands."""
    return _touched(deeds).select_for_update(of=("self",)).in_bulk()


def _touched(deeds: Iterable[Deed]) -> QuerySet[Action]:
    touched = {deed.action for deed in deeds if deed.action}
    return Action.objects.filter(pk__in=touched).select_related("plan", "latest")


class _Undoing:
    """One import taken back: structure first, the newest change first; then what was said."""

    def __init__(
        self,
        file: PlanFile,
        plan: Plan,
        deeds: list[Deed],
        actions: dict[int, Action],
        *signature: Any,
    ) -> None:
        self.file, self.plan, self.deeds, self.actions = file, plan, deeds, actions
        self.why, self.by = signature

    def undo(self) -> dict[str, Any]:
        """Do it; what the receipt says of it."""
        put_back(self.deeds, plan=self.plan, by=self.by, why=self.why)
        made = [self.actions[deed.action] for deed in self._of(What.ADDED) if deed.action]
        gone = self._going()
        register = Register(plan=self.plan, by=self.by, why=self.why)
        self._take_out(made, gone)
        line = self._note(register, made)
        self._withdraw_updates(line)
        self._withdraw_first_words(made, line)
        kept = self._remove(gone)
        self._as_a_draft()
        self._settle()
        derive_plan(self.plan)
        return {
            "withdrawn": [action.reference for action in made],
            "taken_back": [deed.reference for deed in self._of(What.UPDATED)],
            "posts": [deed.subject for deed in self._of(What.POST)],
            "kept": kept,
            "plan_stays": bool(self.file.receipt["made_plan"]),
        }

    def _of(self, what: What) -> list[Deed]:
        return [deed for deed in self.deeds if deed.what is what]

    # ---- actions that it made

    def _going(self) -> list[Recommendation]:
        """Recommendations that it made, under which nothing stands but what it made."""
        made = {deed.action for deed in self._of(What.ADDED) if deed.action}
        ids = [deed.undo["recommendation"] for deed in self._of(What.RECOMMENDATION)]
        found = Recommendation.objects.filter(pk__in=ids)
        others = Action.objects.filter(recommendation__in=ids).exclude(pk__in=made)
        return list(found.exclude(actions__in=others).distinct().order_by("-order"))

    def _take_out(self, made: list[Action], gone: list[Recommendation]) -> None:
        """Take actions out of the plan, and out of recommendations that will be no more."""
        lists = [action.recommendation_id for action in made]
        ids = {recommendation.pk for recommendation in gone}
        for action in made:
            action.left = Action.Left.WITHDRAWN
            if action.recommendation_id in ids:
                action.recommendation = None
        fields = ["left", "recommendation"]
        bulk_update_with_history(made, Action, fields, default_user=self.by, batch_size=500)
        lay_out(self.plan, [one for one in lists if one not in ids], self.by)

    def _note(self, register: Register, made: list[Action]) -> Change:
        """The line that says that the import is undone, and what that takes from the total."""
        names = ", ".join(action.reference for action in made)
        details = [["Withdrawn", names, ""]] if made else []
        subject = f"Import of {self.file.file_name}"
        if made:
            subject = f"{subject}: {counted(len(made), 'action')} withdrawn"
        return register.note(Change.Kind.UNDONE, subject, details)

    def _withdraw_first_words(self, made: list[Action], line: Change) -> None:
        """What it said of its own actions is withdrawn too, in a few statements."""
        spoken = [action for action in made if action.latest]
        entries = [self._withdrawal(action, None, line) for action in spoken]
        for entry in Entry.objects.bulk_create(all_chained(entries)):
            entry.action.latest = entry
        Action.objects.bulk_update(spoken, ["latest"], batch_size=500)

    # ---- what it said of others

    def _withdraw_updates(self, line: Change) -> None:
        befores = Entry.objects.select_related("carries").in_bulk(
            [deed.undo["before"] for deed in self._of(What.UPDATED) if deed.undo["before"]]
        )
        for deed in self._of(What.UPDATED):
            action = Action.objects.select_related("latest", "plan").get(pk=deed.action or 0)
            entry = self._withdrawal(action, befores.get(deed.undo["before"]), line)
            entry.about_id = deed.undo["entry"]
            try:
                add_entry(entry, action.latest_id)
            except UpdatedMeanwhile as error:
                raise CannotEdit(MEANWHILE) from error
            self._take_back_date(action, deed.undo.get("proposal"))

    def _take_back_date(self, action: Action, proposal: int | None) -> None:
        """What it proposed waits no longer; what was answered stays answered."""
        waiting = open_proposal(action)
        if waiting and waiting.pk == proposal:
            take_back_date(action=action, seen=waiting.pk, by=self.by)

    def _withdrawal(self, action: Action, before: Entry | None, line: Change) -> Entry:
        """The entry that lets what stood ``before`` stand again, with its day and period."""
        words = before.said if before else None
        now = clock.now()
        return Entry(
            action=action,
            kind=Entry.Kind.WITHDRAWN,
            about=action.latest,
            by=self.by,
            change=line,
            carries=words,
            post=words.post if words else None,
            period=words.period if words else None,
            as_at=words.as_at if words else now.date(),
            recorded_at=now,
            **columns(said(before) if before else Position(due=action.first_due)),
        )

    # ---- what hangs above

    def _remove(self, gone: list[Recommendation]) -> list[str]:
        """Remove what it made and nothing uses; the names of what stays, as others use it."""
        themes = [deed.undo["theme"] for deed in self._of(What.THEME)]
        kept = [str(one) for one in gone if not self._removed(one)]
        empty = Theme.objects.filter(pk__in=themes, recommendations=None)
        return kept + [str(one) for one in empty if not self._removed(one)]

    def _removed(self, row: Recommendation | Theme) -> bool:
        sign(row, self.by)
        try:
            with transaction.atomic():
                if isinstance(row, Recommendation):
                    row.leads.all().delete()
                row.delete()
        except ProtectedError:
            return False
        return True

    def _as_a_draft(self) -> None:
        """A plan that came with the file promises nothing without it."""
        plan = Plan.objects.get(pk=self.plan.pk)
        if self.file.receipt["made_plan"] and not plan.is_draft:
            plan.state = Plan.State.DRAFT
            sign(plan, self.by)
            plan.save(update_fields=["state"])

    def _settle(self) -> None:
        open_ones = Doubt.objects.filter(file=self.file, settled_at=None)
        open_ones.update(settled_at=clock.now(), settled_by=self.by, settled_how=SETTLED)
