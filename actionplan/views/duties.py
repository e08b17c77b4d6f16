"""Marking what a council owes after a peer challenge as done."""

from copy import copy

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from actionplan.access.updating import check_not_archived
from actionplan.forms.duties import DutyForm
from actionplan.models import DutyMark, Plan
from actionplan.queries.duties import duties_of
from actionplan.queries.getters import plan_or_404
from actionplan.services.duties import mark_duty
from council import permissions
from council.htmx import render_page
from council.messages import say
from council.permissions import Permission
from council.scope import CouncilRequest
from council.views.rows import SAVED, save_form


@require_http_methods(["GET", "HEAD", "POST"])
def duty_mark(request: CouncilRequest, plan: str, duty: str) -> HttpResponse:
    """When a duty was done, and where that can be seen."""
    found = plan_or_404(request.scope, plan)
    permissions.check(request.scope, Permission.EDIT_PLAN)
    known = {one.rule.kind.value: one for one in duties_of([found]).get(found.pk, ())}
    if duty not in known:
        raise Http404("No such duty.")
    check_not_archived(found)
    row, today = _row(found, duty), request.scope.today
    form, status = save_form(
        request,
        DutyForm(request.POST or None, row=copy(row), today=today),
        lambda form: mark_duty(
            duty=row, values=form.values, seen=form.cleaned_data["seen"], by=request.user
        ),
        lambda data, row: DutyForm(data, row=row, today=today),
    )
    if status == SAVED:
        say(request, "The duty is saved.")
        return HttpResponseRedirect(f"{found.get_absolute_url()}#duties")
    context = {
        "form": form,
        "heading": known[duty].rule.what,
        "caption": found.title,
        "introduction": f"Due {known[duty].when}.",
        "back": f"{found.get_absolute_url()}#duties",
    }
    return render_page(request, "forms/row_page.html", context, status=status)


def _row(plan: Plan, kind: str) -> DutyMark:
    """What stands about the duty, or a new row."""
    row = plan.duty_marks.filter(kind=kind).first() or DutyMark(plan=plan, kind=kind)
    row.plan = plan
    return row
