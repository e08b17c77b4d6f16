"""What a line of the register, a correction, a narrative or a seal proves itself by later."""

from django.db.models import QuerySet

from actionplan.models import Change, Correction, LineProof, Narrative, Period, Seal, Succession
from actionplan.proofs.chains import line_head_of
from actionplan.proofs.line_hashing import prove_by
from council import clock

type Line = Change | Succession | Correction | Narrative | Seal


def held(periods: QuerySet[Period], period: Period) -> Period:
    """The period as it stands, with its plan, both locked until the transaction ends: one query.

    The plan first, as whoever closes a period locks them. Updates may come meanwhile: they name
    the plan, and change neither.
    """
    locked = periods.select_for_update(of=("plan", "self"), no_key=True)
    return locked.select_related("plan").get(pk=period.pk)


def proved[L: Line](line: L) -> L:
    """The line, just added, with its proof: two queries.

    The plan is locked by the caller's transaction, so that no other proof comes in between.
    """
    plan, number, period = _place_of(line)
    proof = LineProof(
        plan_id=plan,
        table=line._meta.db_table,
        row=line.pk,
        line=number,
        period=period,
        recorded_at=clock.now(),
    )
    prove_by(proof, line, line_head_of(plan))
    proof.save(force_insert=True)
    return line


def _place_of(line: Line) -> tuple[int, int, Period | None]:
    """Its plan, the number by which people call it, and its period where it has one."""
    if isinstance(line, Change):
        return line.plan_id, line.number, None
    if isinstance(line, Succession):
        return line.change.plan_id, line.change.number, None
    if isinstance(line, Seal):
        return line.period.plan_id, 1, line.period
    return line.period.plan_id, line.number, line.period
