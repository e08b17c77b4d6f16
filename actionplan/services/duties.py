"""Marking a duty of a peer challenge as done."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from actionplan.models import DutyMark, Plan
from actionplan.services.archived import refuse_archived
from council.models import Person
from council.services.rows import add_row, save_row
from council.versions import CannotEdit


@transaction.atomic
def mark_duty(*, duty: DutyMark, values: Mapping[str, Any], seen: int | None, by: Person) -> None:
    """Say when a duty was done (``done_on``; None: not done after all) and ``where`` it shows.

    Raises ChangedMeanwhile where somebody else has marked it since ``seen``, and CannotEdit for an
    archived plan and for one that has no duties.
    """
    plan = Plan.objects.select_for_update().get(pk=duty.plan_id)
    refuse_archived(plan)
    if not plan.has_duties:
        raise CannotEdit("Only a plan that answers a peer challenge, with its visit, has duties.")
    if duty.pk:
        save_row(row=duty, values=values, seen=seen, by=by)
        return
    add_row(row=DutyMark(plan=plan, kind=duty.kind, **values), by=by)
