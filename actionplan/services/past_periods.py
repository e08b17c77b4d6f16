"""An earlier quarter's file as a closed past period: trends exist from the first day."""

from dataclasses import replace
from datetime import date
from typing import Any

from django.db import transaction

from actionplan.document import Action, PlanDocument
from actionplan.importing.notes import Reading
from actionplan.importing.stored import from_text
from actionplan.merging import decisions
from actionplan.merging.decided import Book, decided, hints
from actionplan.merging.fitting import fitted
from actionplan.merging.matching import match
from actionplan.merging.pairs import Matching, rows_of
from actionplan.models import Period, Plan, PlanFile, Seal
from actionplan.proofs.sealed import SCHEMA, sealed_text, sha256_of
from actionplan.queries.document import plan_document
from actionplan.services.apply_receipt import Receipt, as_data
from actionplan.services.archived import refuse_archived
from actionplan.services.deriving import derive_plan
from actionplan.services.line_proofs import proved
from actionplan.services.past_days import PastDays, refuse_days, refuse_place
from actionplan.services.periods import period_slug
from actionplan.services.review import claimed, said_in_one_sentence
from council import clock
from council.models import Person
from council.versions import CannotEdit, sign


@transaction.atomic
def load_past_period(
    *,
    file: PlanFile,
    plan: Plan,
    name: str,
    first_day: date,
    last_day: date,
    as_at: date,
    by: Person,
    seen_version: int | None = None,
) -> Period:
    """Close and lock a past period of ``plan`` with what a reviewed file says of it.

    Its actions have the plan's references where it is sure which they are. Nothing of the plan
    itself changes, and what is locked is never changed. The period must lie before the one that
    is open and overlap no other. Raises CannotEdit with a sentence for anything else, and
    ChangedMeanwhile where somebody has decided since ``seen_version``.
    """
    stored = claimed(file, file.version if seen_version is None else seen_version)
    locked = _plan_that_takes_it(stored, plan)
    days = PastDays(" ".join(name.split()), first_day, last_day, as_at)
    refuse_days(days)
    refuse_place(locked, days)
    with said_in_one_sentence():
        reading = from_text(stored.reading)
        document, matched = _referred(locked, reading, stored)
        period = _sealed(locked, days, replace(document, as_at=as_at), stored, by)
    stored.plan, stored.period = locked, period
    stored.receipt = _receipt(locked, reading, days, matched)
    stored.state = PlanFile.State.APPLIED
    stored.applied_at, stored.applied_by = clock.now(), by
    stored.save()
    derive_plan(locked)
    return period


def _plan_that_takes_it(file: PlanFile, plan: Plan) -> Plan:
    locked = Plan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    if locked.council_id != file.council_id:
        raise CannotEdit("The file and the plan belong to different councils.")
    refuse_archived(locked)
    return locked


def _referred(
    plan: Plan, reading: Reading, file: PlanFile
) -> tuple[PlanDocument, list[tuple[Action, str]]]:
    """The file's document as decided, with references; each action and what is not sure of it."""
    stands = plan_document(plan, clock.today())
    book = Book(decisions.from_data(file.decisions))
    found = decided(fitted(reading.document)[0], book, stands, without_left=True)
    same, new = hints(found, book)
    matching = match(stands, found.document, same=same, new=new)
    document = with_references(found.document, stands, matching)
    unsure = {pair.after: pair.doubt for pair in matching.actions if pair.doubt}
    doubts = {**matching.doubts, **unsure}
    rows = [(row.action, doubts.get(row.place, "")) for row in rows_of(document)]
    filled = replace(
        document,
        reference=stands.reference,
        key=document.key or stands.key,
        bands=document.bands or stands.bands,
    )
    return filled, rows


def with_references(later: PlanDocument, known: PlanDocument, matching: Matching) -> PlanDocument:
    """A document whose actions have the references of those that they surely are, and no others."""
    before = rows_of(known)
    sure = {pair.after: before[pair.before].action for pair in matching.actions if not pair.doubt}
    places = iter(range(len(rows_of(later))))

    def of(action: Action) -> Action:
        partner = sure.get(next(places))
        reference = partner.reference if partner else None
        return replace(action, reference=reference, sub_actions=tuple(map(of, action.sub_actions)))

    themes = tuple(
        replace(
            theme,
            recommendations=tuple(
                replace(one, actions=tuple(map(of, one.actions))) for one in theme.recommendations
            ),
        )
        for theme in later.themes
    )
    return replace(later, themes=themes, loose_actions=tuple(map(of, later.loose_actions)))


def _sealed(
    plan: Plan, days: PastDays, document: PlanDocument, file: PlanFile, by: Person
) -> Period:
    """The period and its seal."""
    period = Period(
        plan=plan,
        name=days.name,
        slug=period_slug(days.name),
        first_day=days.first_day,
        last_day=days.last_day,
        state=Period.State.SEALED,
    )
    sign(period, by)
    period.save()
    text = sealed_text(document, days.as_at)
    seal = Seal.objects.create(
        period=period,
        schema=SCHEMA,
        text=text,
        sha256=sha256_of(text),
        as_at=days.as_at,
        sealed_at=clock.now(),
        sealed_by=by,
        file=file,
    )
    proved(seal)
    return period


def _receipt(
    plan: Plan, reading: Reading, days: PastDays, rows: list[tuple[Action, str]]
) -> dict[str, Any]:
    """What was locked, and which of its actions are none of the plan's, as far as that is sure."""
    receipt = Receipt(plan, notes=list(reading.notes))
    receipt.past_period = {
        "name": days.name,
        "as_at": days.as_at.isoformat(),
        "known": [action.reference for action, _ in rows if action.reference],
        "unknown": [[action.title, doubt] for action, doubt in rows if not action.reference],
    }
    return as_data(receipt)
