"""The evidence of an action."""

from django.db.models import QuerySet
from django.http import Http404

from actionplan.models import Action, Evidence

LARGEST_ID = 2**63 - 1


def evidence_of(action: Action) -> QuerySet[Evidence]:
    """All of it, also what was taken back, in the order it was added: one query."""
    found = action.evidence.select_related("added_by", "withdrawn_by", "meeting__committee")
    return found.order_by("pk")


def evidence_or_404(action: Action, pk: int) -> Evidence:
    """The piece with this id among those of an action that was found for the member."""
    found = evidence_of(action).filter(pk=pk).first() if pk <= LARGEST_ID else None
    if found is None:
        raise Http404("No such evidence.")
    found.action = action
    return found
