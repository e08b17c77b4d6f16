"""Closed periods for tests, made of a plan's own document or of any other."""

from dataclasses import replace
from datetime import date, timedelta

from actionplan.document import PlanDocument
from actionplan.glossary import Term
from actionplan.models import Period, Plan, Seal
from actionplan.proofs.sealed import SCHEMA, as_reported, sha256_of, text_of
from actionplan.queries.document import plan_document
from actionplan.services.line_proofs import proved
from actionplan.services.periods import period_slug
from council import clock
from council.models import Person
from council.versions import sign


def a_closed_period(
    plan: Plan,
    as_at: date,
    by: Person,
    document: PlanDocument | None = None,
    name: str = "",
    glossary: tuple[Term, ...] = (),
) -> Period:
    """The quarter that ends on ``as_at``, closed and locked with ``document`` (else the plan)."""
    said = replace(document or plan_document(plan, as_at), as_at=as_at)
    text = text_of(replace(as_reported(said, as_at), glossary=glossary))
    return _closed(plan, as_at, by, text, sha256_of(text), name)


def a_broken_period(plan: Plan, as_at: date, by: Person) -> Period:
    """A closed period whose text is not what its digest says."""
    return _closed(plan, as_at, by, "{}", "0" * 64, "Broken")


def _closed(plan: Plan, as_at: date, by: Person, text: str, sha256: str, name: str) -> Period:
    title = name or f"To {as_at.isoformat()}"
    period = Period(
        plan=plan, name=title, slug=period_slug(title), first_day=as_at - timedelta(days=80),
        last_day=as_at, state=Period.State.SEALED,
    )  # fmt: skip
    sign(period, by)
    period.save()
    seal = Seal.objects.create(
        period=period, schema=SCHEMA, text=text, sha256=sha256, as_at=as_at,
        sealed_at=clock.now(), sealed_by=by,
    )  # fmt: skip
    proved(seal)
    return period
