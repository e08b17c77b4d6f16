"""Actions: added, and their own fields changed."""

from copy import copy

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from actionplan.forms.structure_actions import ActionForm
from actionplan.models import Action, Plan, Recommendation
from actionplan.queries.getters import action_or_404
from actionplan.queries.structure import recommendation_or_404
from actionplan.services.structure_actions import add_action, edit_action
from actionplan.views.structure_asking import (
    EDIT,
    action_to_edit,
    plan_to_edit,
    show_form,
    to_row,
)
from council.messages import say
from council.scope import CouncilRequest
from council.views.rows import SAVED, save_form


@require_http_methods(EDIT)
def action_add(request: CouncilRequest, plan: str) -> HttpResponse:
    """A new action: under the recommendation or as a part of the action that the address names."""
    found = plan_to_edit(request, plan)
    whole = _whole(request, found)
    above = whole.recommendation if whole else _recommendation(request, found)
    row = Action(plan=found, recommendation=above, parent=whole)
    form = ActionForm(request.POST or None, row=row, plan=found)
    made: list[Action] = []

    def save(form: ActionForm) -> None:
        new = add_action(
            plan=found,
            values=form.values,
            recommendation=above,
            parent=whole,
            depends_on=form.cleaned_data["needs"],
            by=request.user,
            why=form.why,
        )
        made.append(new)

    form, status = save_form(request, form, save, _form_of)
    if status == SAVED:
        say(request, f"{made[0].reference} is added. {form.what_was_understood}".strip())
        return to_row(made[0])
    heading = f"Add a part to {whole.reference}" if whole else "Add an action"
    caption = str(whole.title if whole else above or "It answers no recommendation")
    return show_form(request, found, form, status, heading=heading, caption=caption, button="Add")


@require_http_methods(EDIT)
def action_edit(request: CouncilRequest, plan: str, reference: str) -> HttpResponse:
    """Title, steps, timescale and so on of one action."""
    action = action_to_edit(request, plan, reference)

    def save(form: ActionForm) -> None:
        edit_action(
            action=action,
            values=form.values,
            depends_on=form.cleaned_data["needs"],
            seen=form.cleaned_data["seen"],
            by=request.user,
            why=form.why,
        )

    form = ActionForm(request.POST or None, row=copy(action), plan=action.plan)
    form, status = save_form(request, form, save, _form_of)
    if status == SAVED:
        say(request, f"{action.reference} is saved. {form.what_was_understood}".strip())
        return to_row(action)
    kept = action.first_due.words if "due" not in form.fields else ""
    return show_form(
        request,
        action.plan,
        form,
        status,
        heading=f"Edit {action.reference}",
        caption=str(action.recommendation or ""),
        kept_date=kept,
    )


def _form_of(data: object, row: Action) -> ActionForm:
    return ActionForm(data, row=row, plan=row.plan)  # type: ignore[arg-type]


def _whole(request: CouncilRequest, plan: Plan) -> Action | None:
    """The action that the new one is to be a part of."""
    named = request.GET.get("part_of", "")
    return action_or_404(request.scope, plan.slug, named) if named else None


def _recommendation(request: CouncilRequest, plan: Plan) -> Recommendation | None:
    named = request.GET.get("recommendation", "")
    is_id = named.isascii() and named.isdecimal() and len(named) < 19
    return recommendation_or_404(plan, int(named)) if is_id else None
