"""Putting a file that was read into the database: a new plan, or what is new in a known one.

Every import comes through ``bring``: the review screen's with a person's decisions, the
command's and the demo's with none.
"""

from dataclasses import dataclass, field, replace

from django.db import transaction

from actionplan.document import PlanDocument
from actionplan.importing.notes import Reading, doubted
from actionplan.merging.decisions import Decisions
from actionplan.merging.fitting import fitted, places
from actionplan.merging.plans import merge
from actionplan.merging.values import Base, Merge
from actionplan.models import Plan
from actionplan.models.log import COMMENTARY_LIMIT
from actionplan.queries.document import plan_document
from actionplan.queries.whose import plan_of_document, plan_of_title
from actionplan.services.apply_base import base_of_file, last_imports
from actionplan.services.apply_differences import say_differences
from actionplan.services.apply_doubts import From, keep_doubts
from actionplan.services.apply_edits import Edits
from actionplan.services.apply_receipt import CannotApply, Receipt, Source
from actionplan.services.apply_register import noted
from actionplan.services.apply_rows import Rows
from actionplan.services.apply_structure import Structure
from actionplan.services.deriving import derive_plan
from actionplan.services.holding import as_held, room_of
from actionplan.services.periods import open_first_period
from actionplan.services.plans import create_plan
from council import clock
from council.models import Council
from council.versions import sign

__all__ = ["Receipt", "Source", "UnknownPlan", "apply_reading", "bring", "find_plan", "make_plan"]


@dataclass(frozen=True, slots=True)
class Wishes:
    """How a file is to be taken: what was decided, what it started from, whether it is all."""

    decisions: Decisions = field(default_factory=Decisions)
    base: Base | None = None
    whole_plan: bool = False


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

    The plan is the one named by ``plan_slug`` (UnknownPlan if there is none), else by ``title``
    less its date words, else the one whose references or title the file has, else a
    new one: a draft if ``draft`` says so, and always a new one with ``only_new``. The same file
    again changes nothing. A row that somebody has updated in the product since is left alone and
    named. Structure that the plan has otherwise than the file is left as it is, with a note.
    What the reading was not sure of stands on the plan's set-up list.
    Raises CannotApply for an archived plan.
    """
    document = replace(reading.document, title=title or reading.document.title)
    plan = None if only_new else find_plan(council, plan_slug, title, fitted(document)[0])
    made = plan or make_plan(council, fitted(document)[0], source, draft=draft)
    receipt = Receipt(made, made_plan=plan is None)
    base = base_of_file(reading, made).base
    wishes = Wishes(base=base)
    rows = bring(receipt, replace(reading, document=document), source, wishes)
    named = From(source.file_name)
    keep_doubts(receipt=receipt, rows=rows, decided=wishes.decisions, source=named)
    return receipt


def bring(receipt: Receipt, reading: Reading, source: Source, wishes: Wishes) -> Rows:
    """Do in the receipt's plan what a reading says, as far as it is taken; the receipt says what.

    The caller has locked or made the plan, in its transaction. Raises CannotApply for an archived
    plan, and for words that nothing can hold.
    """
    held = _fitting(receipt, reading)
    structure = Structure(receipt, receipt.plan.council)
    rows = Rows(receipt, structure, source)
    merged = merged_with(receipt.plan, held, wishes, structure.titles)
    with noted(receipt, source):
        structure.apply(merged)
        rows.apply(merged)
    Edits(receipt, rows, source).apply(merged)
    say_differences(receipt, merged)
    receipt.close()
    derive_plan(receipt.plan)
    return rows


def merged_with(plan: Plan, reading: Reading, wishes: Wishes, titles: dict[str, str]) -> Merge:
    """What a reading that fits would change of a plan as it stands now."""
    return merge(
        plan_document(plan, clock.today()),
        reading.document,
        base=wishes.base or last_imports(plan),
        speaks=reading.speaks or None,
        decisions=wishes.decisions,
        posts=titles,
        whole_plan=wishes.whole_plan,
        doubted=doubted(reading.notes),
    )


def _fitting(receipt: Receipt, reading: Reading) -> Reading:
    """The reading as the plan can hold it, with a note on each thing that gave way."""
    held, notes = as_held(reading, room_of(receipt.plan), is_new=receipt.made_plan)
    receipt.notes.extend(held.notes)
    receipt.differences.extend(note for note in held.notes if note.unread)
    for note in notes:
        receipt.differ(note)
    for _, row in places(held.document):
        if len(row.commentary or "") > COMMENTARY_LIMIT:
            raise CannotApply(_endless(row.title))
    return replace(held, notes=(*held.notes, *notes))


def _endless(title: str) -> str:
    return f"The commentary of “{title[:60]}” has more than {COMMENTARY_LIMIT:,} characters."


def find_plan(
    council: Council, slug: str | None, title: str | None, document: PlanDocument
) -> Plan | None:
    """The plan a file belongs to, locked for the import; None when it is a new one.

    It is the one with that slug or title, if either is given, else the one the document speaks of.
    """
    plans = Plan.objects.select_for_update(of=("self",)).filter(council=council)
    if slug is not None:
        plan = plans.filter(slug=slug).first()
        if plan is None:
            raise UnknownPlan(f"{council.short_name} has no plan “{slug}”.")
        return plan
    return plan_of_title(plans, title) if title else plan_of_document(plans, document)


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
        source=document.source[:300],
        position_as_at=document.as_at,
    )
    plan.columns = list(document.columns)
    plan.asks_confidence, plan.asks_agreement = document.asks_confidence, document.asks_agreement
    plan.asks_date_agreement = document.asks_date_agreement
    plan.date_approver = council.posts.filter(title=document.dates_agreed_by or "").first()
    plan.state = Plan.State.DRAFT if draft else plan.state
    plan.full_clean()
    sign(plan, source.by)
    plan.save()
    if draft:
        return plan
    open_first_period(plan=plan, day=document.as_at or source.as_at or clock.today())
    return plan
