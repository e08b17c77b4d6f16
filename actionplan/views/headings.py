"""The headings that a council uses in its tables, and what each of them holds."""

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from actionplan.forms.headings import HeadingForm, known_names
from actionplan.queries.headings import heading_or_404, headings_of, headings_removed
from actionplan.services.headings import add_heading, remove_heading
from council import permissions
from council.htmx import render_page
from council.messages import say
from council.permissions import Permission
from council.scope import CouncilRequest
from council.versions import CannotEdit


@require_http_methods(["GET", "HEAD", "POST"])
def heading_list(request: CouncilRequest) -> HttpResponse:
    """The council's own headings, one more to add, and those that are known anyway."""
    permissions.check(request.scope, Permission.EDIT_PLAN)
    form = HeadingForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _added(request, form):
        return HttpResponseRedirect(_page_of(request))
    context = {
        "headings": headings_of(request.scope),
        "removed": headings_removed(request.scope),
        "form": form,
        "known": known_names(),
    }
    status = 422 if request.method == "POST" else 200
    return render_page(request, "files/heading_list.html", context, status=status)


def _added(request: CouncilRequest, form: HeadingForm) -> bool:
    """Whether the heading is in the list now; if not, the form says why."""
    try:
        made = add_heading(council=request.scope.council, by=request.user, **form.cleaned_data)
    except CannotEdit as error:
        form.add_error("heading", str(error))
        return False
    say(request, f"From now on “{made.heading}” is read as {made.holds}.")
    return True


@require_POST
def heading_remove(request: CouncilRequest, heading: int) -> HttpResponse:
    """Take a heading out of the list; what was read by it stays as it is."""
    permissions.check(request.scope, Permission.EDIT_PLAN)
    found = heading_or_404(request.scope, heading)
    remove_heading(heading=found, by=request.user)
    say(request, f"“{found.heading}” is no longer in the list.")
    return HttpResponseRedirect(_page_of(request))


def _page_of(request: CouncilRequest) -> str:
    return reverse("headings:heading_list", args=[request.scope.council.slug])
