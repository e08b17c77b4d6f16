"""What imports were not sure of and nobody has settled yet: the plan's set-up list."""

from django.db.models import F, QuerySet
from django.http import Http404

from actionplan.models import Doubt, Plan
from council.scope import Scope


def open_doubts(plan: Plan) -> QuerySet[Doubt]:
    """Open doubts of a plan with their actions, in the plan's order, then those of no action."""
    found = Doubt.objects.filter(plan=plan, settled_at=None)
    in_order = (
        F("action__recommendation__order").asc(nulls_last=True),
        F("action__order").asc(nulls_last=True),
        "pk",
    )
    return found.select_related("action__plan").order_by(*in_order)


def doubt_or_404(scope: Scope, plan: Plan, pk: int) -> Doubt:
    """The doubt with this id on the set-up list of the member's plan."""
    found = Doubt.objects.filter(plan=plan, plan__council=scope.council, pk=pk)
    doubt = found.select_related("action__plan").first() if pk < 2**63 else None
    if doubt is None:
        raise Http404("No such line of the set-up list.")
    return doubt
