"""Plans that come as Word or Excel files: sent in, waited for, looked at again, let go of."""

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from actionplan.forms.files import SendForm
from actionplan.importing.notes import UnreadableFile
from actionplan.models import PlanFile
from actionplan.queries.files import file_or_404, plan_files
from actionplan.services.reading import discard_file, keep_file, read_again
from actionplan.views.review import page_of, review_page
from council import permissions
from council.htmx import render_page
from council.messages import regret, say
from council.permissions import Permission
from council.scope import CouncilRequest
from council.uploads import tell_of_request
from council.versions import CannotEdit

EDIT = ["GET", "HEAD", "POST"]
NEWEST = 100


@require_safe
def file_list(request: CouncilRequest) -> HttpResponse:
    """The files that were sent in, newest first."""
    permissions.check(request.scope, Permission.EDIT_PLAN)
    context = {"files": plan_files(request.scope)[:NEWEST]}
    return render_page(request, "files/file_list.html", context)


@require_http_methods(EDIT)
def file_send(request: CouncilRequest) -> HttpResponse:
    """Choose a file, or drop it; a small one is read at once, and nothing else is changed."""
    permissions.check(request.scope, Permission.EDIT_PLAN)
    asked = {"plan": request.GET.get("plan", "")}
    form = SendForm(None, council=request.scope.council, asked=asked)
    if request.method == "POST":
        form = SendForm(request.POST, request.FILES, council=request.scope.council)
        tell_of_request(form, request)
        if form.is_valid() and (kept := _kept(request, form)):
            return HttpResponseRedirect(_after_sending(request, kept))
    status = 422 if request.method == "POST" else 200
    return render_page(request, "files/file_send.html", {"form": form}, status=status)


def _kept(request: CouncilRequest, form: SendForm) -> PlanFile | None:
    """The file as it was kept, or None with the reason in the form."""
    sent, scope = form.cleaned_data["file"], request.scope
    try:
        return keep_file(
            council=scope.council,
            content=sent.read(),
            name=sent.name,
            by=scope.person,
            plan=form.cleaned_data["plan"],
        )
    except UnreadableFile as error:
        form.add_error("file", str(error))
        return None


def _after_sending(request: CouncilRequest, file: PlanFile) -> str:
    if not file.is_under_review:
        return page_of(request, file)
    return reverse("files:file_columns", args=[request.scope.council.slug, file.pk])


@require_safe
def file_detail(request: CouncilRequest, file: int) -> HttpResponse:
    """What a file needs now: patience, a decision on its rows, or nothing (its receipt)."""
    permissions.check(request.scope, Permission.EDIT_PLAN)
    found = file_or_404(request.scope, file)
    if request.htmx.target == "progress" and found.is_under_review:
        return HttpResponseClientRedirect(_after_sending(request, found))
    if found.is_under_review:
        return review_page(request, found, request.GET)
    if found.is_waiting or found.state == PlanFile.State.UNREADABLE:
        return _progress(request, found)
    receipt = reverse("files:file_receipt", args=[request.scope.council.slug, found.pk])
    return HttpResponseRedirect(receipt)


def _progress(request: CouncilRequest, file: PlanFile) -> HttpResponse:
    """How far the reading is; the page asks again while there is something to wait for."""
    context = {"file": file, "work": file.work}
    return render_page(request, "files/file_progress.html", context, partials={"progress": "part"})


@require_POST
def file_again(request: CouncilRequest, file: int) -> HttpResponse:
    """Read a file whose reading was lost once more."""
    permissions.check(request.scope, Permission.EDIT_PLAN)
    found = file_or_404(request.scope, file)
    try:
        read_again(file=found, by=request.user)
    except CannotEdit as error:
        regret(request, str(error))
    return HttpResponseRedirect(page_of(request, found))


@require_http_methods(EDIT)
def file_discard(request: CouncilRequest, file: int) -> HttpResponse:
    """Let go of a file that was not brought in, with all that was decided of it."""
    permissions.check(request.scope, Permission.EDIT_PLAN)
    found = file_or_404(request.scope, file)
    if request.method == "POST":
        try:
            discard_file(file=found)
        except CannotEdit as error:
            regret(request, str(error))
            return HttpResponseRedirect(page_of(request, found))
        say(request, f"{found.file_name} is removed. No plan was changed.")
        return HttpResponseRedirect(reverse("files:file_list", args=[request.scope.council.slug]))
    return render_page(request, "files/file_discard.html", {"file": found})


@require_safe
def file_original(request: CouncilRequest, file: int) -> HttpResponse:
    """The file as it was sent in, to be saved and never shown as a page."""
    permissions.check(request.scope, Permission.EDIT_PLAN)
    found = file_or_404(request.scope, file)
    if not found.file:
        raise Http404("The file was removed under data protection law.")
    with found.file.open("rb") as kept:
        response = HttpResponse(kept.read(), content_type="application/octet-stream")
    name = content_disposition_header(as_attachment=True, filename=found.file_name)
    response["Content-Disposition"] = name or "attachment"
    return response
