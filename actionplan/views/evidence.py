"""Evidence for an action: added, given out to whoever may see the action, taken back."""

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils.http import content_disposition_header
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from actionplan.access.evidence import check_may_add, check_may_withdraw
from actionplan.forms.evidence import EvidenceForm, Kind, WithdrawForm
from actionplan.models import Action, Evidence
from actionplan.queries.evidence import evidence_or_404
from actionplan.queries.getters import action_or_404, leads_of_action
from actionplan.services.evidence import add_file, add_link, add_minute, withdraw
from council.htmx import render_page
from council.messages import regret, say
from council.scope import CouncilRequest
from council.uploads import tell_of_request
from council.versions import CannotEdit

EDIT = ["GET", "HEAD", "POST"]


@require_http_methods(EDIT)
def evidence_add(request: CouncilRequest, plan: str, reference: str) -> HttpResponse:
    """A web link, a minute or a file."""
    action = action_or_404(request.scope, plan, reference)
    leads = leads_of_action(request.scope, action).of_action(action)
    check_may_add(request.scope, action, leads)
    form = EvidenceForm(council=request.scope.council)
    if request.method == "POST":
        form = EvidenceForm(request.POST, request.FILES, council=request.scope.council)
        tell_of_request(form, request)
        if form.is_valid() and _added(request, action, form):
            say(request, f"Evidence is added to {action.reference}.")
            return _back(action)
    context = {"action": action, "plan": action.plan, "form": form}
    status = 422 if request.method == "POST" else 200
    return render_page(request, "evidence/evidence_add.html", context, status=status)


def _added(request: CouncilRequest, action: Action, form: EvidenceForm) -> bool:
    """Whether it was added; if not, the form says why."""
    given = form.cleaned_data
    usual: dict[str, Any] = {"action": action, "title": given["title"], "by": request.user}
    try:
        if given["kind"] == Kind.LINK:
            add_link(url=given["url"], **usual)
        elif given["kind"] == Kind.MINUTE:
            add_minute(minute=given["minute"], meeting=given["meeting"], **usual)
        else:
            add_file(content=given["content"], name=given["file"].name, **usual)
    except CannotEdit as error:
        form.add_error(None, str(error))
        return False
    return True


@require_safe
@cache_control(private=True, no_store=True)
def evidence_file(
    request: CouncilRequest, plan: str, reference: str, evidence: int
) -> HttpResponse:
    """The file, to be saved and never run or shown as a page, for whoever may see the action."""
    action = action_or_404(request.scope, plan, reference)
    found = evidence_or_404(action, evidence)
    if not found.file:
        raise Http404("There is no file.")
    with found.file.open("rb") as kept:
        response = HttpResponse(kept.read(), content_type=found.media_type)
    name = content_disposition_header(as_attachment=True, filename=found.file_name)
    response["Content-Disposition"] = name or "attachment"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@require_http_methods(EDIT)
def evidence_withdraw(
    request: CouncilRequest, plan: str, reference: str, evidence: int
) -> HttpResponse:
    """Asks why; then the line stays with the reason, and the file is gone."""
    action = action_or_404(request.scope, plan, reference)
    found = evidence_or_404(action, evidence)
    check_may_withdraw(request.scope, found)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        _take_back(request, found, form.cleaned_data["reason"])
        return _back(action)
    context = {"action": action, "plan": action.plan, "evidence": found, "form": form}
    status = 422 if request.method == "POST" else 200
    return render_page(request, "evidence/evidence_withdraw.html", context, status=status)


def _take_back(request: CouncilRequest, evidence: Evidence, reason: str) -> None:
    try:
        withdraw(evidence=evidence, reason=reason, by=request.user)
    except CannotEdit as error:
        regret(request, str(error))
    else:
        say(request, f"“{evidence.title}” is taken back.")


def _back(action: Action) -> HttpResponse:
    return HttpResponseRedirect(f"{action.get_absolute_url()}#evidence")
