"""The evidence of an action, on its page."""

from typing import Any

from django import template
from django.template import Context

from actionplan.access.evidence import may_add, may_withdraw
from actionplan.leading.leads import Leads
from actionplan.models import Action
from actionplan.queries.evidence import evidence_of

register = template.Library()


@register.inclusion_tag("evidence/_evidence_of_action.html", takes_context=True)
def evidence_of_action(context: Context, action: Action, leads: Leads) -> dict[str, Any]:
    """``{% evidence_of_action action row.leads %}``: what there is, and what the member may do."""
    scope = context["request"].scope
    pieces = list(evidence_of(action))
    for piece in pieces:
        piece.action = action
    return {
        "council": scope.council,
        "action": action,
        "pieces": [(piece, may_withdraw(scope, piece)) for piece in pieces],
        "may_add": may_add(scope, action, leads),
    }
