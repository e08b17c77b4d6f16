"""Proving removals of personal data: that each was, why, and on whose word, as the log says."""

from collections.abc import Iterator

from actionplan.models import TOMBSTONE, Entry, Plan

WHY = "\nReason: "


def faults_of_redactions(plan: Plan) -> Iterator[str]:
    """Each entry that tells of a removal that is recorded otherwise, or no more.

    The log is proved by itself; so where the two differ, the line of the removal was altered.
    """
    told = Entry.objects.filter(action__plan=plan, kind=Entry.Kind.REDACTED)
    known = {
        f"{WHY}{one.reason}\nApproved by: {one.approved_by}"
        for one in plan.council.redactions.all()
    }
    entries = told.exclude(commentary=TOMBSTONE).select_related("action__plan")
    for entry in entries.order_by("action__number", "number"):
        if entry.commentary[entry.commentary.find(WHY) :] not in known:
            yield (
                f"{entry.action.reference} entry {entry.number} tells of personal data that was "
                "removed, and its reason or approver is recorded otherwise, or no more."
            )
