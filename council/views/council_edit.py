"""The council itself: its names and colours, and who changed them."""

from copy import copy
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from council import permissions
from council.forms.council_edit import CouncilForm
from council.htmx import render_page
from council.messages import say
from council.models import Council
from council.permissions import Permission
from council.queries.people_history import history_of_council
from council.scope import CouncilRequest
from council.services.rows import save_row
from council.views.rows import SAVED, save_form


@require_http_methods(["GET", "HEAD", "POST"])
def council_edit(request: CouncilRequest) -> HttpResponse:
    """Name, short name and colours."""
    permissions.check(request.scope, Permission.SET_UP_COUNCIL)
    council = request.scope.council

    def form_of(data: Any, row: Council) -> CouncilForm:
        return CouncilForm(data, row=row)

    def save(form: CouncilForm) -> object:
        seen = form.cleaned_data["seen"]
        return save_row(row=council, values=form.values, seen=seen, by=request.user)

    form = form_of(request.POST or None, copy(council))
    form, status = save_form(request, form, save, form_of)
    if status == SAVED:
        say(request, "The council’s name and colours are saved.")
        return redirect(reverse("people:council_edit", args=[council.slug]))
    return render_page(request, "people/council_edit.html", {"form": form}, status=status)


@require_safe
def council_history(request: CouncilRequest) -> HttpResponse:
    """Who changed what of the council's settings, the newest first."""
    permissions.check(request.scope, Permission.SET_UP_COUNCIL)
    context = {"history": history_of_council(request.scope.council)}
    return render_page(request, "people/council_history.html", context)
