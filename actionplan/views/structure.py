"""What a plan is made of, on one page; and what can be done to one action, on another."""

from typing import Any

from django.http import HttpResponse, HttpResponseBadRequest
from django.views.decorators.http import require_POST, require_safe

from actionplan.models import Action, Plan
from actionplan.public.exempt import exempt_words
from actionplan.queries.structure import parts_of, recommendation_or_404, theme_or_404
from actionplan.queries.structure_relations import relations_of
from actionplan.services.register import Why
from actionplan.services.structure_order import (
    move_action_in_list,
    move_recommendation,
    move_theme,
)
from actionplan.views.structure_asking import (
    action_to_edit,
    action_to_see,
    plan_to_edit,
    plan_to_see,
    to_list,
    to_row,
)
from council.htmx import render_page
from council.messages import regret, say
from council.scope import CouncilRequest
from council.texts import tidy
from council.versions import CannotEdit

STEPS = {"up": -1, "down": 1}
WHY_ORDER = "structure_why_order"  # of the session: why the order was changed last
USUAL_WHY = "The order of the rows only"
LONGEST_WHY = 2000


@require_safe
def part_list(request: CouncilRequest, plan: str) -> HttpResponse:
    """Themes, recommendations and actions in order, each with what can be done to it."""
    found = plan_to_see(request, plan)
    asked = request.GET.get("open", "")
    context = {
        "plan": found,
        "parts": parts_of(found),
        "open": int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 19 else 0,
        "why_order": request.session.get(WHY_ORDER, "" if found.is_draft else USUAL_WHY),
        "may_edit": not found.is_archived,
    }
    return render_page(request, "structure/part_list.html", context)


@require_safe
def action_parts(request: CouncilRequest, plan: str, reference: str) -> HttpResponse:
    """One action: where it stands, and everything that can be done to it."""
    action = action_to_see(request, plan, reference)
    context = {
        "plan": action.plan,
        "action": action,
        "around": relations_of(action, request.scope),
        "exempt": exempt_words(action.exempt_fields),
        "may_edit": not action.plan.is_archived,
        "may_restore": action.left == Action.Left.DROPPED,
    }
    return render_page(request, "structure/action_parts.html", context)


@require_POST
def action_order(request: CouncilRequest, plan: str, reference: str) -> HttpResponse:
    """One place up or down among its like, or to a place that it was dragged to."""
    action = action_to_edit(request, plan, reference)
    place = request.POST.get("place", "")
    is_place = place.isascii() and place.isdecimal() and len(place) < 7
    step = STEPS.get(request.POST.get("direction", ""))
    if step is None and not is_place:
        return HttpResponseBadRequest("An action moves up or down.")
    kept: dict[str, Any] = {"place": int(place)} if is_place else {"step": step}
    if _moved(request, action.reference, move_action_in_list, action=action, **kept):
        return _to_button(request, action.plan, action.anchor, action.recommendation_id)
    return to_row(action)


@require_POST
def recommendation_order(request: CouncilRequest, plan: str, recommendation: int) -> HttpResponse:
    """One place up or down among those of its theme."""
    found = recommendation_or_404(plan_to_edit(request, plan), recommendation)
    step = STEPS.get(request.POST.get("direction", ""))
    if step is None:
        return HttpResponseBadRequest("A recommendation moves up or down.")
    if _moved(request, str(found), move_recommendation, recommendation=found, step=step):
        return _to_button(request, found.plan, found.anchor)
    return to_list(found.plan, found.anchor)


@require_POST
def theme_order(request: CouncilRequest, plan: str, theme: int) -> HttpResponse:
    """One place up or down, with all its recommendations."""
    found = theme_or_404(plan_to_edit(request, plan), theme)
    anchor = f"theme-{found.pk}"
    step = STEPS.get(request.POST.get("direction", ""))
    if step is None:
        return HttpResponseBadRequest("A theme moves up or down.")
    if _moved(request, found.title, move_theme, theme=found, step=step):
        return _to_button(request, found.plan, anchor)
    return to_list(found.plan, anchor)


def _moved(request: CouncilRequest, name: str, move: Any, **what: Any) -> bool:
    """Move it and say so; the reason is remembered for the next time."""
    reason = tidy(request.POST.get("why", ""))[:LONGEST_WHY]
    try:
        moved: bool = move(by=request.user, why=Why(reason), **what)
    except CannotEdit as error:
        regret(request, str(error))
        return False
    request.session[WHY_ORDER] = reason
    if moved:
        say(request, f"{name} has moved.")
    return moved


def _to_button(
    request: CouncilRequest, plan: Plan, anchor: str, recommendation: int | None = None
) -> HttpResponse:
    """Back to the button that was pressed, which a browser gives the focus."""
    direction = request.POST.get("direction", "")
    return to_list(plan, f"{direction}-{anchor}" if direction else anchor, recommendation)
