"""The headings that a council uses in its tables."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from actionplan.models import Synonym
from actionplan.queries.files import LARGEST_ID
from council.scope import Scope

NEWEST = 50


def headings_of(scope: Scope) -> QuerySet[Synonym]:
    """The council's own headings in the order of the alphabet, with who added them."""
    return Synonym.objects.filter(council=scope.council).select_related("added_by")


def headings_removed(scope: Scope) -> QuerySet[Any]:
    """Lines of the history: headings that were taken out of the list, newest first, and by whom."""
    removed = Synonym.history.filter(council=scope.council, history_type="-")
    return removed.select_related("history_user").order_by("-history_date")[:NEWEST]


def heading_or_404(scope: Scope, pk: int) -> Synonym:
    """The heading with this id in the member's council."""
    found = headings_of(scope).filter(pk=pk).first() if pk <= LARGEST_ID else None
    if found is None:
        raise Http404("No such heading.")
    return found
