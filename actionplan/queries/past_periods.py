"""A plan's periods that are closed and locked, and what was reported in them."""

from django.db.models import QuerySet

from actionplan.document import PlanDocument
from actionplan.models import Period, Plan, RedactedPlace, Seal
from actionplan.proofs.sealed import Sealed, unsealed
from actionplan.wording import worded


def sealed_periods(plan: Plan) -> QuerySet[Period]:
    """Its periods that are closed and locked, newest first, each with its seal but for the text."""
    found = Period.objects.filter(plan=plan, state=Period.State.SEALED)
    return found.select_related("seal__sealed_by").defer("seal__text").order_by("-first_day")


def what_was_sealed(seal: Seal) -> Sealed:
    """All that was closed and locked. Raises BrokenSeal where the text is not what was sealed."""
    return unsealed(seal.text, seal.sha256)


def sealed_document(seal: Seal) -> PlanDocument:
    """The plan in the wording in which it was reported. Raises BrokenSeal for another text."""
    return worded(what_was_sealed(seal).document)


def redacted_in(seal: Seal) -> QuerySet[RedactedPlace]:
    """Each time that personal data was taken out of it, the first first, with why and by whom."""
    found = RedactedPlace.objects.filter(table=Seal._meta.db_table, row=seal.pk)
    return found.select_related("redaction__by").order_by("pk")
