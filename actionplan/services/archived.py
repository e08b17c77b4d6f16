"""A plan that is archived can be read and no longer be changed."""

from actionplan.access.updating import ARCHIVED
from actionplan.models import Plan
from council.versions import CannotEdit


def refuse_archived(plan: Plan) -> None:
    """Raise CannotEdit for an archived plan; the caller holds the plan, so that it stays so."""
    if plan.is_archived:
        raise CannotEdit(ARCHIVED)
