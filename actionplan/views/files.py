"""Plans that come as Word or Excel files: sent in, looked at, brought in."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from actionplan.forms.files import BringInForm, SendForm
from actionplan.importing.notes import Reading, UnreadableFile
from actionplan.importing.stored import from_text
from actionplan.models import PlanFile
from actionplan.queries.files import file_or_404, plan_files
from actionplan.services.apply_receipt import notes_of
from actionplan.services.files import bring_in, keep_file
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
    """Choose a file; it is read at once, and nothing else is changed."""
    permissions.check(request.scope, Permission.EDIT_PLAN)
    form = SendForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        form = SendForm(request.POST, request.FILES)
        tell_of_request(form, request)
        if form.is_valid() and (kept := _kept(request, form)):
            return HttpResponseRedirect(_page_of(request, kept))
    status = 422 if request.method == "POST" else 200
    return render_page(request, "files/file_send.html", {"form": form}, status=status)


def _kept(request: CouncilRequest, form: SendForm) -> PlanFile | None:
    """The file as it was kept, or None with the reason in the form."""
    sent = form.cleaned_data["file"]
    scope = request.scope
    try:
        return keep_file(
            council=scope.council, content=sent.read(), name=sent.name, by=scope.person
        )
    except UnreadableFile as error:
        form.add_error("file", str(error))
        return None


@require_http_methods(EDIT)
def file_detail(request: CouncilRequest, file: int) -> HttpResponse:
    """What was understood, then into which plan it goes; afterwards what was done."""
    permissions.check(request.scope, Permission.EDIT_PLAN)
    found = file_or_404(request.scope, file)
    if request.method == "POST" and found.applied_at:
        regret(request, "This file was brought in already. Nothing was done a second time.")
        return HttpResponseRedirect(_page_of(request, found))
    reading = from_text(found.reading)
    form = BringInForm(request.POST or None, scope=request.scope, reading=reading)
    if request.method == "POST" and form.is_valid() and _brought_in(request, found, form):
        return HttpResponseRedirect(_page_of(request, found))
    status = 422 if request.method == "POST" else 200
    context = _context(found, reading) | {"form": form}
    return render_page(request, "files/file_detail.html", context, status=status)


def _brought_in(request: CouncilRequest, file: PlanFile, form: BringInForm) -> bool:
    """Whether the file went into a plan; if not, the form says why."""
    given = form.cleaned_data
    try:
        done = bring_in(
            file=file,
            plan=given["plan"],
            title=given["title"],
            as_at=given["as_at"],
            draft=given["state"] == BringInForm.DRAFT,
            by=request.user,
        )
    except CannotEdit as error:
        form.add_error(None, str(error))
        return False
    say(request, f"{file.file_name} is brought into {done.plan}.")
    return True


def _context(file: PlanFile, reading: Reading) -> dict[str, Any]:
    """What the page of a file shows: what was found, and what a person has to decide on."""
    notes = notes_of(file.receipt) if file.applied_at else list(reading.notes)
    document = reading.document
    return {
        "file": file,
        "document": document,
        "recommendations": list(document.recommendations()),
        "loose_actions": document.loose_actions,
        "number_of_actions": len(list(document.actions())),
        "open_notes": [note for note in notes if note.needs_decision],
        "other_notes": [note for note in notes if not note.needs_decision],
        "receipt": file.receipt,
    }


@require_safe
def file_original(request: CouncilRequest, file: int) -> HttpResponse:
    """The file as it was sent in, to be saved and never shown as a page."""
    permissions.check(request.scope, Permission.EDIT_PLAN)
    found = file_or_404(request.scope, file)
    with found.file.open("rb") as kept:
        response = HttpResponse(kept.read(), content_type="application/octet-stream")
    name = content_disposition_header(as_attachment=True, filename=found.file_name)
    response["Content-Disposition"] = name or "attachment"
    return response


def _page_of(request: CouncilRequest, file: PlanFile) -> str:
    return reverse("files:file_detail", args=[request.scope.council.slug, file.pk])
