"""Closing and locking a period: what is reported from now on is what is kept here, for ever."""

from dataclasses import replace
from datetime import date

from django.db import transaction

from actionplan.models import Period, Plan, Seal
from actionplan.proofs.chains import heads_of, line_end_of
from actionplan.proofs.sealed import SCHEMA, Sealed, as_reported, sha256_of, text_of
from actionplan.queries.about_actions import sealed_queries
from actionplan.queries.document import plan_document
from actionplan.queries.glossary import glossary_of
from actionplan.services.deriving import derive_plan
from actionplan.services.line_proofs import proved
from actionplan.services.periods import PeriodDays, add_period, hold
from actionplan.words import day
from council import clock
from council.models import Person
from council.versions import CannotEdit, sign


@transaction.atomic
def seal_period(*, period: Period, as_at: date, following: PeriodDays | None, by: Person) -> Seal:
    """Close and lock a period with its figures as at a day, and open the one that follows.

    ``following`` None says that the plan, which must be closing itself, has no further period.
    Every update that was saved before is in the seal; one that comes meanwhile waits for the lock
    on the period, and then belongs to the one that follows (``services.updates``). Raises
    CannotEdit with a sentence for what cannot be.
    """
    plan = hold(period.plan)
    stands = Period.objects.select_for_update().get(pk=period.pk)
    _refuse(plan, stands, as_at, following)
    seal = lock_with(stands, what_stands(plan, stands.name, as_at), by)
    if following:
        add_period(plan, following, by)
    else:
        derive_plan(plan)
    return seal


def what_stands(plan: Plan, period: str, as_at: date) -> Sealed:
    """The plan now, as it would be locked: twelve queries.

    An answer to an update may come while this reads; then it reads again, so that the document
    and the ends of the chains speak of the same moment.
    """
    heads = heads_of(plan)
    while True:
        sealed = as_reported(plan_document(plan, as_at), as_at, period)
        before, heads = heads, heads_of(plan)
        if heads == before:
            queries, glossary = sealed_queries(plan, as_at), glossary_of(plan.council_id)
            known = replace(sealed, heads=heads, queries=queries, glossary=glossary)
            return replace(known, lines=line_end_of(plan))


def lock_with(period: Period, sealed: Sealed, by: Person) -> Seal:
    """Close a period for ever with what is sealed, within the caller's transaction."""
    period.state = Period.State.SEALED
    sign(period, by)
    period.save()
    text = text_of(sealed)
    seal = Seal.objects.create(
        period=period,
        schema=SCHEMA,
        text=text,
        sha256=sha256_of(text),
        as_at=sealed.as_at,
        sealed_at=clock.now(),
        sealed_by=by,
    )
    return proved(seal)


def _refuse(plan: Plan, period: Period, as_at: date, following: PeriodDays | None) -> None:
    """Raise CannotEdit where the period cannot be locked now, or not so."""
    if period.is_sealed:
        raise CannotEdit(f"{period} is closed and locked already.")
    if not period.is_closing:
        raise CannotEdit(f"{period} is open. Begin closing it first, and see who is missing.")
    if period.last_day > clock.today():
        raise CannotEdit(
            f"{period} runs until {day(period.last_day)}. Close it then, or give it another last "
            "day first."
        )
    if not period.first_day <= as_at <= clock.today():
        raise CannotEdit(
            "The day the figures speak of is not before the period, and not in the future."
        )
    if following is None and plan.state != Plan.State.CLOSING:
        raise CannotEdit("A plan whose life goes on has a next period. Say which.")
    if following and following.first_day <= period.last_day:
        raise CannotEdit(f"The next period begins after {day(period.last_day)}.")
