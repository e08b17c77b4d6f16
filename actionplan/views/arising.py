"""Actions arising at a meeting: what it has asked of whom, and one more in one line."""

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from actionplan.forms.arising import ArisingForm
from actionplan.models import Action
from actionplan.queries.arising import arisen_at
from actionplan.services.arising import add_arising
from actionplan.services.register import Why
from council.htmx import render_page
from council.messages import say
from council.models import Meeting
from council.permissions import Permission, check
from council.queries.meetings import meeting_or_404
from council.scope import CouncilRequest
from council.versions import CannotEdit


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_arising(request: CouncilRequest, meeting: int) -> HttpResponse:
    """The actions that arose at one meeting, with a line to add another."""
    found = meeting_or_404(request.scope, meeting)
    check(request.scope, Permission.RECORD_ARISING)
    minute = {"minute": request.GET.get("minute", "")[:200]}
    form = ArisingForm(request.POST or None, council=request.scope.council, initial=minute)
    if request.method != "POST":
        return _show(request, found, form)
    if not form.is_valid():
        return _show(request, found, form, status=422)
    try:
        action = _add(request, found, form)
    except CannotEdit as refused:
        form.add_error(None, str(refused))
        return _show(request, found, form, status=409)
    say(request, f"{action.reference} is added to “{action.plan}”.")
    return HttpResponseRedirect(reverse("arising:meeting_arising", args=_parts(request, found)))


def _parts(request: CouncilRequest, meeting: Meeting) -> list[object]:
    return [request.scope.council.slug, meeting.pk]


def _add(request: CouncilRequest, meeting: Meeting, form: ArisingForm) -> Action:
    minute, committee = form.cleaned_data["minute"], meeting.committee
    why = Why(f"Arose at the meeting of {meeting}", committee.name, minute, meeting)
    return add_arising(
        council=request.scope.council,
        committee=committee,
        arising=form.arising,
        by=request.user,
        why=why,
    )


def _show(
    request: CouncilRequest, meeting: Meeting, form: ArisingForm, status: int = 200
) -> HttpResponse:
    context = {"meeting": meeting, "lines": arisen_at(request.scope, meeting), "form": form}
    return render_page(request, "arising/meeting_arising.html", context, status=status)
