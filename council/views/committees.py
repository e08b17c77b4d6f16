"""Committees: which there are, their names, words and deadlines, and their end."""

from copy import copy
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from council import permissions
from council.deadlines import USUAL
from council.forms.committees import CommitteeForm, EndForm
from council.forms.rows import VersionedForm
from council.htmx import render_page
from council.messages import regret, say
from council.models import Committee
from council.permissions import Permission
from council.queries.meetings import committee_or_404, committees
from council.scope import CouncilRequest
from council.services.rows import add_row, save_row
from council.versions import ChangedMeanwhile
from council.views.meetings_shared import EDIT, address, removal, removal_page, rights, seen_in
from council.views.rows import SAVED, save_form

STILL_NEEDED = (
    "This committee stays: meetings of it stand in the calendar. "
    "If it no longer meets, say from which day it has ended."
)


@require_safe
def committee_list(request: CouncilRequest) -> HttpResponse:
    """Every committee with its other names and deadlines; those that have ended come last."""
    context = {
        "committees": committees(request.scope),
        **rights(request.scope),
        "usual": USUAL,
    }
    return render_page(request, "meetings/committee_list.html", context)


@require_http_methods(EDIT)
def committee_add(request: CouncilRequest) -> HttpResponse:
    """A new committee."""
    permissions.check(request.scope, Permission.SET_UP_MEETINGS)
    row = Committee(council=request.scope.council)
    return _edit(request, row, CommitteeForm, "Add a committee")


@require_http_methods(EDIT)
def committee_edit(request: CouncilRequest, committee: int) -> HttpResponse:
    """A committee's names, words and deadlines."""
    permissions.check(request.scope, Permission.SET_UP_MEETINGS)
    found = committee_or_404(request.scope, committee)
    return _edit(request, found, CommitteeForm, f"Edit {found}")


@require_http_methods(EDIT)
def committee_end(request: CouncilRequest, committee: int) -> HttpResponse:
    """From which day there is no such committee; its meetings stay where they are."""
    permissions.check(request.scope, Permission.SET_UP_MEETINGS)
    found = committee_or_404(request.scope, committee)
    return _edit(request, found, EndForm, f"End {found}")


def _edit(
    request: CouncilRequest, row: Committee, kind: type[VersionedForm], heading: str
) -> HttpResponse:
    def again(data: Any, row: Committee) -> VersionedForm:
        return kind(data, row=row)

    def save(form: VersionedForm) -> None:
        if row.pk:
            seen = form.cleaned_data["seen"]
            save_row(row=row, values=form.values, seen=seen, by=request.user)
        else:
            add_row(row=Committee(council=row.council, **form.values), by=request.user)

    form, status = save_form(request, again(request.POST or None, copy(row)), save, again)
    back = address(request, "committee_list")
    if status == SAVED:
        say(request, f"{form.values.get('name', row)} is saved.")
        return HttpResponseRedirect(back)
    context = {"heading": heading, "back": back, "form": form}
    return render_page(request, "forms/row_page.html", context, status=status)


@require_POST
def committee_usual(request: CouncilRequest, committee: int) -> HttpResponse:
    """The usual deadlines, for a committee that has none of its own."""
    permissions.check(request.scope, Permission.SET_UP_MEETINGS)
    found = committee_or_404(request.scope, committee)
    back = HttpResponseRedirect(address(request, "committee_list"))
    if found.deadlines:
        regret(request, f"{found} has deadlines of its own. They are kept as they are.")
        return back
    try:
        save_row(row=found, values={"deadlines": USUAL}, seen=seen_in(request), by=request.user)
    except ChangedMeanwhile:
        regret(request, f"Somebody has changed {found} meanwhile. Nothing of yours is saved.")
    else:
        say(request, f"{found} has the usual deadlines now.")
    return back


@require_http_methods(EDIT)
def committee_remove(request: CouncilRequest, committee: int) -> HttpResponse:
    """Asks whether it is meant; a committee with meetings is not removed."""
    permissions.check(request.scope, Permission.SET_UP_MEETINGS)
    found = committee_or_404(request.scope, committee)
    refusal = removal(request, found, STILL_NEEDED) if request.method == "POST" else ""
    back = address(request, "committee_list")
    if request.method == "POST" and not refusal:
        say(request, f"{found} is removed. The history keeps it.")
        return HttpResponseRedirect(back)
    return removal_page(
        request, found, what="committee", back=back, consequence="", refusal=refusal
    )
