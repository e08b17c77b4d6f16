"""The change register: what every change of a plan's structure leaves behind."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Max

from actionplan.changes import Detail
from actionplan.models import Action, Change, Plan, Succession
from actionplan.services.archived import refuse_archived
from actionplan.services.deriving import derive_action, derive_plan
from actionplan.services.line_proofs import proved
from council import clock
from council.models import Meeting, Person
from council.versions import CannotEdit

# What is changed of a plan as a whole that its rules look at.
OF_THE_PLAN = frozenset({Change.Kind.PLAN, Change.Kind.KEY, Change.Kind.STATE})


@dataclass(frozen=True, slots=True)
class Why:
    """Why a change is made, who agreed to it, and in which minute (of which meeting)."""

    reason: str = ""
    agreed_by: str = ""
    minute: str = ""
    meeting: Meeting | None = None


class Register:
    """Writes the register's lines for one transaction, which must have begun.

    It locks the plan and counts its actions, so that each line says what it adds to the total.
    Raises CannotEdit for an archived plan, and where an adopted plan changes without a reason.
    """

    def __init__(self, *, plan: Plan, by: Person, why: Why | None = None) -> None:
        self.plan = Plan.objects.select_for_update().get(pk=plan.pk)
        self.by, self.why = by, why or Why()
        refuse_archived(self.plan)
        if not self.plan.is_draft and not self.why.reason.strip():
            raise CannotEdit("Say why: the plan is adopted, and every change of it has a reason.")
        self.total = counted(self.plan)

    def note(
        self,
        kind: Change.Kind,
        subject: str,
        details: Iterable[Detail] = (),
        *,
        action: Action | None = None,
        effective_on: date | None = None,
    ) -> Change:
        """Add a line for what has just been changed in the database.

        ``details`` are lines of what, before, after; ``effective_on`` is today unless given.
        """
        before, self.total = self.total, counted(self.plan)
        self._derive(kind, action)
        line = Change.objects.create(
            plan=self.plan,
            number=1 + (self.plan.changes.aggregate(last=Max("number"))["last"] or 0),
            kind=kind,
            action=action,
            subject=subject,
            details=list(details),
            reason=self.why.reason,
            agreed_by=self.why.agreed_by,
            minute=self.why.minute,
            meeting=self.why.meeting,
            delta=self.total - before,
            total_after=self.total,
            by=self.by,
            effective_on=effective_on or clock.today(),
            recorded_at=clock.now(),
        )
        return proved(line)

    def _derive(self, kind: Change.Kind, action: Action | None) -> None:
        """Queries are derived anew: of the action, or of the plan where the line is about it."""
        if action:
            derive_action(action)
        elif kind in OF_THE_PLAN:
            derive_plan(self.plan)

    def succeed(self, change: Change, before: Action, after: Action) -> None:
        """Say that one action goes on as another."""
        proved(Succession.objects.create(change=change, before=before, after=after))
        derive_action(after)


def counted(plan: Plan) -> int:
    """How many actions the plan counts: rows that count in totals and are still in the plan."""
    return plan.actions.in_plan().filter(counts_in_totals=True).count()
