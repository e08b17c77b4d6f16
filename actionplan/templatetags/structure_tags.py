"""What an action is made of and came from, on its own page."""

from typing import Any

from django import template

from actionplan.models import Action, Plan
from actionplan.queries.structure_relations import relations_of
from council import permissions
from council.permissions import Permission

register = template.Library()


@register.inclusion_tag("structure/includes/_of_action.html", takes_context=True)
def structure_of_action(context: template.Context, action: Action) -> dict[str, Any]:
    """``{% structure_of_action action %}``: parts, dependencies, what it came from and became."""
    scope = context["request"].scope
    may_edit = permissions.can(scope, Permission.EDIT_PLAN) and not action.plan.is_archived
    return {
        "council": scope.council,
        "action": action,
        "around": relations_of(action),
        "may_edit": may_edit,
    }


@register.inclusion_tag("structure/includes/_links.html", takes_context=True)
def structure_links(context: template.Context, plan: Plan) -> dict[str, Any]:
    """``{% structure_links plan %}``: to the register, and to editing for whoever may edit."""
    scope = context["request"].scope
    may_edit = permissions.can(scope, Permission.EDIT_PLAN) and not plan.is_archived
    return {"council": scope.council, "plan": plan, "may_edit": may_edit}
