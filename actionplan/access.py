"""Who may update an action: whoever holds its posts; a plan manager on a lead's behalf."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied

from actionplan.leads import Leads
from council import permissions
from council.models import Post
from council.permissions import Permission
from council.scope import Scope


@dataclass(frozen=True, slots=True)
class Right:
    """In what capacity a person updates an action: as holder of ``post``, or on behalf."""

    post: Post | None
    on_behalf: bool


def right_to_update(scope: Scope, leads: Leads) -> Right | None:
    """The capacity in which the member may update an action with these leads; None if not."""
    if leads.may_update:
        return Right(leads.held, on_behalf=False)
    if permissions.can(scope, Permission.UPDATE_ON_BEHALF):
        return Right(None, on_behalf=True)
    return None


def check_right_to_update(scope: Scope, leads: Leads) -> Right:
    """The same, or PermissionDenied with the sentence that says why not."""
    right = right_to_update(scope, leads)
    if right is None:
        raise PermissionDenied(why_not(leads))
    return right


def why_not(leads: Leads) -> str:
    """Why somebody may not update an action, and whom to ask."""
    if not leads:
        return (
            "This action has no lead yet, so nobody can update it but the plan manager. "
            "Ask the plan manager to name one."
        )
    titles = " or ".join(post.title for post in leads.posts)
    return (
        f"You may not update this action: it is updated by {titles} or a deputy, "
        "or by the plan manager on their behalf."
    )
