"""Files of plans that were sent in."""

from django.db.models import QuerySet
from django.http import Http404

from actionplan.models import PlanFile
from council.scope import Scope

LARGEST_ID = 2**63 - 1


def plan_files(scope: Scope) -> QuerySet[PlanFile]:
    """The council's files, newest first, without what was read from them."""
    found = PlanFile.objects.filter(council=scope.council).defer("reading", "receipt")
    return found.select_related("sent_by", "plan__council")


def file_or_404(scope: Scope, pk: int) -> PlanFile:
    """The file with this id in the member's council."""
    within = PlanFile.objects.filter(council=scope.council).select_related(
        "plan", "sent_by", "work"
    )
    found = within.filter(pk=pk).first() if pk <= LARGEST_ID else None
    if found is None:
        raise Http404("No such file.")
    return found
