"""Corrections of what was reported: they stand beside the figure, and change nothing of it."""

from django.db import transaction
from django.db.models import Max

from actionplan.comparing.reported import reported
from actionplan.models import Correction, Period
from actionplan.queries.past_periods import what_was_sealed
from actionplan.services.line_proofs import held, proved
from council import clock
from council.models import Person
from council.versions import CannotEdit


@transaction.atomic
def correct(
    *,
    period: Period,
    reference: str,
    field: str,
    correct: str,
    minute: str,
    reason: str,
    by: Person,
) -> Correction:
    """Say that a closed period reported something wrong, and what it should have said.

    What was reported is read from the seal, never typed. The same again by the same person (a
    double click) is the line that stands: it could never be taken away. Raises CannotEdit with a
    sentence where the period is not locked, reports no such thing, or said just that.
    """
    stands = held(Period.objects.select_related("seal"), period)
    if not stands.is_sealed:
        raise CannotEdit(f"{stands} is not closed yet: what is wrong in it can still be changed.")
    words = {"correct": correct.strip(), "minute": minute.strip(), "reason": reason.strip()}
    if not all(words.values()):
        raise CannotEdit("Say what is correct, which minute asked for it, and why.")
    said = reported(what_was_sealed(stands.seal), reference, field)
    if said is None:
        raise CannotEdit(f"{reference or 'The plan'} is not in what {stands} reported.")
    if said.strip() == words["correct"]:
        raise CannotEdit(f"That is what {stands} reported: there is nothing to correct.")
    again = stands.corrections.filter(reference=reference, field=field).order_by("number").last()
    if again and again.by_id == by.pk and words == {name: getattr(again, name) for name in words}:
        return again
    last = stands.corrections.aggregate(last=Max("number"))["last"] or 0
    line = Correction.objects.create(
        period=stands,
        number=last + 1,
        reference=reference,
        field=field,
        reported=said,
        by=by,
        recorded_at=clock.now(),
        **words,
    )
    return proved(line)
