"""Who may tie the golden thread: the plan manager; for an action, whoever may update it.

What an archived plan serves stays as it was.
"""

from django.core.exceptions import PermissionDenied
from django.db.models import Q

from actionplan.models import Action, Plan
from actionplan.models.action import ActionQuerySet
from actionplan.queries.conditions import held_posts, led_by
from actionplan.queries.getters import leads_of_action
from actionplan.queries.thread_ends import Server
from council import permissions
from council.models import PostHolding
from council.permissions import Permission
from council.scope import Scope

WHY_NOT = (
    "You may not change what this serves: that is for the plan manager, and for an action also "
    "for whoever leads it."
)
ARCHIVED = "This plan is archived: what it serves can be read and no longer be changed."


def may_link_all(scope: Scope) -> bool:
    """Whether the member may link every row of every plan."""
    return permissions.can(scope, Permission.LINK_THREAD)


def may_link(scope: Scope, server: Server) -> bool:
    """Whether the member may say what this action or recommendation serves."""
    if server.plan.is_archived:
        return False
    if may_link_all(scope):
        return True
    if not isinstance(server, Action):
        return False
    return leads_of_action(scope, server).of_action(server).may_update


def may_link_any(scope: Scope) -> bool:
    """Whether there can be anything at all that the member may link."""
    if may_link_all(scope):
        return True
    held = PostHolding.objects.on(scope.today).filter(person=scope.person)
    return held.filter(post__council=scope.council).exists()


def linkable(scope: Scope, actions: ActionQuerySet) -> ActionQuerySet:
    """Those of ``actions`` that the member may link."""
    actions = actions.exclude(plan__state=Plan.State.ARCHIVED)
    if may_link_all(scope):
        return actions
    return actions.filter(led_by(Q(post__in=held_posts(scope)), scope.today))


def check_may_link(scope: Scope, server: Server) -> None:
    """Raise PermissionDenied with a sentence unless the member may link this."""
    if not may_link(scope, server):
        raise PermissionDenied(ARCHIVED if server.plan.is_archived else WHY_NOT)
