"""What the pages of a plan's structure share: who may, where they lead back to, conflicts."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from actionplan.access.updating import check_not_archived
from actionplan.forms.structure_steps import StepForm
from actionplan.models import Action, Plan
from actionplan.queries.getters import action_or_404, plan_or_404
from council import permissions
from council.htmx import render_page
from council.permissions import Permission
from council.scope import CouncilRequest
from council.versions import CannotEdit, ChangedMeanwhile
from council.views.rows import SAVED

EDIT = ["GET", "HEAD", "POST"]


def plan_to_see(request: CouncilRequest, slug: str) -> Plan:
    """The plan, archived or not, for a plan manager; 403 for others, 404 for what is not theirs."""
    permissions.check(request.scope, Permission.EDIT_PLAN)
    return plan_or_404(request.scope, slug)


def plan_to_edit(request: CouncilRequest, slug: str) -> Plan:
    """The plan as in ``plan_to_see``; 403 with a sentence too where it is archived."""
    plan = plan_to_see(request, slug)
    check_not_archived(plan)
    return plan


def action_to_see(request: CouncilRequest, plan: str, reference: str) -> Action:
    """The action, of an archived plan too, for a plan manager."""
    permissions.check(request.scope, Permission.EDIT_PLAN)
    return action_or_404(request.scope, plan, reference)


def action_to_edit(request: CouncilRequest, plan: str, reference: str) -> Action:
    """The action, for a plan manager; 403 with a sentence where its plan is archived."""
    action = action_to_see(request, plan, reference)
    check_not_archived(action.plan)
    return action


def address(plan: Plan, page: str, *parts: object) -> str:
    """Where a page of this plan's structure is."""
    return reverse(f"structure:{page}", args=[plan.council.slug, plan.slug, *parts])


def to_list(plan: Plan, anchor: str = "", recommendation: int | None = None) -> HttpResponse:
    """Back to the list of what the plan is made of, at ``anchor``, with that list unfolded."""
    query = f"?open={recommendation}" if recommendation else ""
    place = f"#{anchor}" if anchor else ""
    return HttpResponseRedirect(f"{address(plan, 'part_list')}{query}{place}")


def to_row(action: Action) -> HttpResponse:
    """Back to the list, at the row of an action."""
    return to_list(action.plan, action.anchor, action.recommendation_id)


def show_form(
    request: CouncilRequest, plan: Plan, form: Any, status: int, **context: Any
) -> HttpResponse:
    """The page of a form, with where it leads back to."""
    context = {"plan": plan, "form": form, "back": address(plan, "part_list")} | context
    return render_page(request, "structure/form_page.html", context, status=status)


def carry_out[Form: StepForm](
    request: CouncilRequest, form: Form, do: Callable[[Form], object]
) -> tuple[StepForm, int]:
    """The form to show and the status to show it with; 302 when ``do`` has done it.

    After a conflict the same words come back, with what somebody else has changed meanwhile.
    """
    if request.method != "POST":
        return form, 200
    if not form.is_valid():
        return form, 422
    try:
        do(form)
    except ChangedMeanwhile:
        action = form.action
        stands = action_or_404(request.scope, action.plan.slug, action.reference)
        return form.again(stands), 409
    except CannotEdit as error:
        form.add_error(None, str(error))
        return form, 422
    return form, SAVED
