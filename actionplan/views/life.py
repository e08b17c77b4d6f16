"""Where a plan is in its life."""

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from actionplan.models import Plan
from actionplan.queries.getters import plan_or_404
from actionplan.queries.life import open_actions, state_changes
from actionplan.words import counted
from council import permissions
from council.htmx import render_page
from council.permissions import Permission
from council.scope import CouncilRequest


@require_safe
def plan_life(request: CouncilRequest, plan: str) -> HttpResponse:
    """Where the plan is in its life, what comes next, and what has been."""
    return show_life(request, plan_or_404(request.scope, plan))


def show_life(request: CouncilRequest, plan: Plan, problem: str = "") -> HttpResponse:
    """The plan's life; with ``problem``, why what was asked for cannot be now."""
    still_open = open_actions(plan).count() if plan.takes_updates else 0
    context = {
        "plan": plan,
        "problem": problem,
        "may_change": permissions.can(request.scope, Permission.EDIT_PLAN),
        "still_open": still_open,
        "open_words": f"{counted(still_open, 'action')} {'is' if still_open == 1 else 'are'}",
        "changes": state_changes(plan),
        "states": [(state.value, state.label.capitalize()) for state in Plan.State],
    }
    return render_page(request, "life/plan_life.html", context, status=409 if problem else 200)


def life_url(plan: Plan) -> str:
    """Where the plan's life stands."""
    return reverse("life:plan_life", args=[plan.council.slug, plan.slug])
