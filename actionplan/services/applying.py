"""Putting a file that was read into the database: a new plan, or what is new in a known one."""

from dataclasses import dataclass, field, replace
from datetime import date

from django.db import transaction

from actionplan.document import PlanDocument
from actionplan.fitting import fitted
from actionplan.importing.notes import Note, Reading
from actionplan.models import Plan
from actionplan.services.apply_register import noted
from actionplan.services.apply_rows import Rows
from actionplan.services.apply_structure import Structure
from actionplan.services.periods import open_first_period
from actionplan.services.plans import create_plan
from actionplan.titles import same_plan
from council import clock
from council.models import Council, Person
from council.versions import sign


@dataclass(frozen=True, slots=True)
class Source:
    """Where a reading comes from: the file's name, who sends it, the day its words speak of."""

    file_name: str
    by: Person
    as_at: date


@dataclass(slots=True)
class Receipt:
    """What an import did. References are the plan's own (PR-17).

    ``notes`` are all notes, the reader's too; ``differences`` those on what the file says and the
    plan still does not.
    """

    plan: Plan
    made_plan: bool = False
    recommendations_added: int = 0
    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: int = 0
    left_alone: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    posts_made: list[str] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    differences: list[Note] = field(default_factory=list)

    @property
    def changed_nothing(self) -> bool:
        """Whether the plan is what it was before."""
        done = self.added or self.changed or self.recommendations_added
        return not (self.made_plan or done)

    @property
    def nothing_to_do(self) -> bool:
        """Whether the file held nothing that the plan did not have."""
        return self.changed_nothing and not (self.left_alone or self.differences)

    def differ(self, note: Note) -> None:
        """Say what the file says and the plan does not."""
        self.notes.append(note)
        self.differences.append(note)


class UnknownPlan(Exception):
    """The plan that was asked for does not exist in this council."""


@transaction.atomic
def apply_reading(
    *,
    reading: Reading,
    council: Council,
    source: Source,
    plan_slug: str | None = None,
    title: str | None = None,
    draft: bool = False,
    only_new: bool = False,
) -> Receipt:
    """Bring a file into a plan of ``council``; all of it or, on any error, nothing.

    The plan is the one named by ``plan_slug`` (UnknownPlan if there is none), else the one whose
    title is the same less its date words, else a new one: a draft if ``draft`` says so, and always
    a new one with ``only_new``. The same file again changes nothing. A row that somebody has
    updated in the product since is left alone and named. Structure that the plan has otherwise
    than the file is left as it is, with a note. Raises CannotApply for an archived plan.
    """
    titled = replace(reading.document, title=title or reading.document.title)
    document, unfitting = fitted(titled)
    plan = None if only_new else find_plan(council, plan_slug, document.title)
    made = plan or make_plan(council, document, source, draft=draft)
    receipt = Receipt(made, made_plan=plan is None)
    receipt.notes.extend(reading.notes)
    for note in unfitting:
        receipt.differ(note)
    structure = Structure(receipt, council)
    with noted(receipt, source):
        structure.apply(document)
        Rows(receipt, structure, source).apply(document)
    return receipt


def find_plan(council: Council, slug: str | None, title: str) -> Plan | None:
    """The plan a file belongs to, locked for the import; None when it is a new one."""
    plans = Plan.objects.select_for_update(of=("self",)).filter(council=council)
    if slug is not None:
        plan = plans.filter(slug=slug).first()
        if plan is None:
            raise UnknownPlan(f"{council.short_name} has no plan “{slug}”.")
        return plan
    return next((plan for plan in plans if same_plan(plan.title, title)), None)


def make_plan(
    council: Council, document: PlanDocument, source: Source, *, draft: bool = False
) -> Plan:
    """A new plan with the title, key and bands of a document; with a period unless a draft."""
    plan = create_plan(
        council=council,
        title=document.title,
        by=source.by,
        key=document.key,
        bands=document.bands,
        start=document.start,
        position_as_at=document.as_at,
    )
    if draft:
        plan.state = Plan.State.DRAFT
        sign(plan, source.by)
        plan.save()
        return plan
    open_first_period(plan=plan, day=document.as_at or source.as_at or clock.today())
    return plan
