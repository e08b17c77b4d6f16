"""Who may add evidence to an action, and take it back."""

from django.core.exceptions import PermissionDenied

from actionplan.access.updating import right_to_update
from actionplan.leading.leads import Leads
from actionplan.models import Action, Evidence
from council import permissions
from council.permissions import Permission
from council.scope import Scope


def may_add(scope: Scope, action: Action, leads: Leads) -> bool:
    """Whoever may update the action, and the plan manager; nobody once the plan is archived."""
    if action.plan.is_archived:
        return False
    is_manager = permissions.can(scope, Permission.EDIT_PLAN)
    return is_manager or right_to_update(scope, leads) is not None


def check_may_add(scope: Scope, action: Action, leads: Leads) -> None:
    """Raise PermissionDenied with the sentence that says why not."""
    if action.plan.is_archived:
        raise PermissionDenied("This plan is archived: its evidence stays as it is.")
    if not may_add(scope, action, leads):
        raise PermissionDenied(
            f"You may not add evidence to {action.reference}: that is for its leads "
            "and for the plan manager."
        )


def may_withdraw(scope: Scope, evidence: Evidence) -> bool:
    """Whoever added it, and the plan manager; nobody once the plan is archived."""
    if evidence.action.plan.is_archived or evidence.withdrawn_on:
        return False
    is_manager = permissions.can(scope, Permission.EDIT_PLAN)
    return is_manager or evidence.added_by_id == scope.person.pk


def check_may_withdraw(scope: Scope, evidence: Evidence) -> None:
    """Raise PermissionDenied with the sentence that says why not."""
    if not may_withdraw(scope, evidence):
        raise PermissionDenied(
            "You may not take this evidence back: that is for whoever added it and for the plan "
            "manager, while the plan is not archived."
        )
