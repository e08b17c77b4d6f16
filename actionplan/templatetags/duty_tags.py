"""The calendar of duties of a peer challenge, on the plan's page."""

from typing import Any

from django import template

from actionplan.duties import sentence
from actionplan.models import Plan
from actionplan.queries.duties import duties_of
from council import permissions
from council.permissions import Permission

register = template.Library()


@register.inclusion_tag("actionplan/includes/_duties.html", takes_context=True)
def duties_of_plan(context: template.Context, plan: Plan) -> dict[str, Any]:
    """``{% duties_of_plan plan %}``: the four duties with their days; nothing for a plan without.

    Open while one of them is past its date.
    """
    scope = context["request"].scope
    known = duties_of([plan]).get(plan.pk, ())
    return {
        "council": scope.council,
        "plan": plan,
        "lines": [(duty, duty.stands(scope.today), duty.is_past(scope.today)) for duty in known],
        "sentence": sentence(known, scope.today) if known else "",
        "is_open": any(duty.is_past(scope.today) for duty in known),
        "may_mark": permissions.can(scope, Permission.EDIT_PLAN) and not plan.is_archived,
    }
