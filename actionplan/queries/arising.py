"""The actions that arose at a meeting, from the register of the standing list."""

from actionplan.models import Change
from actionplan.queries.conditions import visible
from council.models import Meeting
from council.scope import Scope


def arisen_at(scope: Scope, meeting: Meeting) -> list[Change]:
    """The register's lines that added them, in their order, each with its action: one query."""
    added = Change.objects.filter(
        visible(scope), kind=Change.Kind.ADDED, meeting=meeting, plan__is_standing=True
    )
    return list(added.select_related("action__plan__council").order_by("plan", "number"))
