"""What an action is made of and came from, on its own page."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from actionplan.models import Action, Change, Plan
from actionplan.queries.structure_relations import relations_of
from council import permissions
from council.permissions import Permission

register = template.Library()

MOST = 160  # characters of a heading; what stands below it has them all


@register.simple_tag(takes_context=True)
def may_edit(context: template.Context, plan: Plan) -> bool:
    """``{% may_edit plan as may %}``: whether who asks may change what the plan is made of."""
    scope = context["request"].scope
    return permissions.can(scope, Permission.EDIT_PLAN) and not plan.is_archived


@register.inclusion_tag("structure/includes/_of_action.html", takes_context=True)
def structure_of_action(context: template.Context, action: Action) -> dict[str, Any]:
    """``{% structure_of_action action %}``: parts, dependencies, what it came from and became."""
    scope = context["request"].scope
    return {
        "council": scope.council,
        "action": action,
        "around": relations_of(action, scope),
        "may_edit": may_edit(context, action.plan),
    }


@register.inclusion_tag("structure/includes/_links.html", takes_context=True)
def structure_links(context: template.Context, plan: Plan) -> dict[str, Any]:
    """``{% structure_links plan %}``: to the register; to desk and editing for who may use them."""
    scope = context["request"].scope
    may_close = permissions.can(scope, Permission.CLOSE_PERIODS)
    shown = {"may_edit": may_edit(context, plan), "may_close": may_close}
    return {"council": scope.council, "plan": plan} | shown


@register.simple_tag
def subject_of_change(change: Change) -> SafeString:
    """``{% subject_of_change change %}``: what a line speaks of; its reference leads to the action.

    The line must have its action with plan and council at hand. A long subject is cut.
    """
    words = Truncator(change.subject).chars(MOST)
    name = change.action.reference if change.action else ""
    if not change.action or not (words == name or words.startswith(f"{name} ")):
        return format_html("{}", words)
    url, rest = change.action.get_absolute_url(), words.removeprefix(name)
    link = '<a class="govuk-link gt-nowrap" href="{}">{}</a>{}'
    return format_html(link, url, name, rest)
