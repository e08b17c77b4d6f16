"""Seeing the council as a director, a councillor or the public does."""

from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods, require_POST

from actionplan.forms.see_as import SeeAsForm
from actionplan.queries.public import public_plans
from council import permissions, seeing
from council.htmx import render_page
from council.permissions import Permission
from council.scope import CouncilRequest
from council.seeing import Guise

SHOWS = {
    Guise.DIRECTOR: "What needs SLT, every plan with drafts, and where a director may ask a lead.",
    Guise.COUNCILLOR: "Every adopted plan, read-only: how it stands and what has changed.",
}


@require_http_methods(["GET", "HEAD", "POST"])
def see_as(request: CouncilRequest) -> HttpResponse:
    """Choose whom to see the council as; the dashboard then shows it."""
    permissions.check(request.scope, Permission.SEE_AS)
    form = SeeAsForm(request.POST or None)
    if form.is_valid():
        seeing.begin(request, request.scope, Guise(form.cleaned_data["guise"]))
        return HttpResponseRedirect(request.scope.council.get_absolute_url())
    context = {"guises": SHOWS.items(), "public": public_plans(request.scope), "form": form}
    status = 422 if request.method == "POST" else 200
    return render_page(request, "set_up/see_as.html", context, status=status)


@require_POST
def see_as_end(request: CouncilRequest) -> HttpResponse:
    """Back to oneself, and to the dashboard."""
    seeing.end(request)
    return HttpResponseRedirect(request.scope.council.get_absolute_url())
