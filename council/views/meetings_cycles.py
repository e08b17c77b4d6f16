"""Cycles of meetings: which there are, what they are called, and the meetings in each."""

from copy import copy
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods, require_safe

from council import meeting_users, permissions
from council.forms.meetings import CycleForm
from council.htmx import render_page
from council.messages import say
from council.models import Cycle
from council.permissions import Permission
from council.queries.meetings import cycle_or_404, cycle_rows
from council.scope import CouncilRequest
from council.services.rows import add_row, save_row
from council.views.meetings_shared import EDIT, address, removal, removal_page, rights
from council.views.rows import SAVED, save_form

STILL_NEEDED = (
    "This cycle stays: meetings belong to it, or due dates hang on it. "
    "Take them out of it first; or rename it."
)


@require_safe
def cycle_list(request: CouncilRequest) -> HttpResponse:
    """Every cycle with its meetings and how many due dates hang on it, the latest first."""
    context = {
        "rows": cycle_rows(request.scope, meeting_users.numbers(request.scope)),
        **rights(request.scope),
    }
    return render_page(request, "meetings/cycle_list.html", context)


@require_http_methods(EDIT)
def cycle_add(request: CouncilRequest) -> HttpResponse:
    """A new cycle; meetings are put into it on their own pages."""
    permissions.check(request.scope, Permission.SET_UP_MEETINGS)
    return _edit(request, Cycle(council=request.scope.council), "Add a cycle")


@require_http_methods(EDIT)
def cycle_edit(request: CouncilRequest, cycle: int) -> HttpResponse:
    """Another name for a cycle. Due words that name it keep what they say."""
    permissions.check(request.scope, Permission.SET_UP_MEETINGS)
    found = cycle_or_404(request.scope, cycle)
    return _edit(request, found, f"Rename {found}")


def _edit(request: CouncilRequest, row: Cycle, heading: str) -> HttpResponse:
    def again(data: Any, row: Cycle) -> CycleForm:
        return CycleForm(data, row=row)

    def save(form: CycleForm) -> None:
        if row.pk:
            seen = form.cleaned_data["seen"]
            save_row(row=row, values=form.values, seen=seen, by=request.user)
        else:
            add_row(row=Cycle(council=request.scope.council, **form.values), by=request.user)

    form, status = save_form(request, again(request.POST or None, copy(row)), save, again)
    back = address(request, "cycle_list")
    if status == SAVED:
        say(request, f"{form.values['name']} is saved.")
        return HttpResponseRedirect(back)
    context = {"heading": heading, "back": back, "form": form}
    return render_page(request, "forms/row_page.html", context, status=status)


@require_http_methods(EDIT)
def cycle_remove(request: CouncilRequest, cycle: int) -> HttpResponse:
    """Asks whether it is meant; a cycle that is used is not removed."""
    permissions.check(request.scope, Permission.SET_UP_MEETINGS)
    found = cycle_or_404(request.scope, cycle)
    refusal = removal(request, found, STILL_NEEDED) if request.method == "POST" else ""
    back = address(request, "cycle_list")
    if request.method == "POST" and not refusal:
        say(request, f"{found} is removed.")
        return HttpResponseRedirect(back)
    return removal_page(request, found, what="cycle", back=back, consequence="", refusal=refusal)
