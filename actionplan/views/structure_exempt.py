"""What of an action is not for the public."""

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from actionplan.forms.structure_exempt import ExemptForm
from actionplan.services.exempting import set_exempt
from actionplan.views.structure_asking import EDIT, action_to_edit, carry_out, show_form, to_row
from council.messages import say
from council.scope import CouncilRequest
from council.views.rows import SAVED

INTRODUCTION = (
    "What is exempt is left out of the public page and of every public file, for earlier periods "
    "as well, and is not counted there; those say how many actions are missing and under which "
    "paragraph. Members and officers who log in see everything."
)


@require_http_methods(EDIT)
def action_exempt(request: CouncilRequest, plan: str, reference: str) -> HttpResponse:
    """Nothing, some fields, or the whole row."""
    action = action_to_edit(request, plan, reference)

    def mark(form: ExemptForm) -> None:
        paragraph, fields = form.mark
        set_exempt(
            action=action,
            paragraph=paragraph,
            fields=fields,
            seen=form.given_seen,
            by=request.user,
            why=form.why,
        )

    form, status = carry_out(request, ExemptForm(request.POST or None, action=action), mark)
    if status == SAVED:
        say(request, f"What of {action.reference} is exempt is saved.")
        return to_row(action)
    return show_form(
        request,
        action.plan,
        form,
        status,
        heading=f"Exempt: {action.reference}",
        subject=action.title,
        introduction=INTRODUCTION,
    )
