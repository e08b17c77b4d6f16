"""The last step of a file's review: what will be done, doing it, its receipt, and undoing it."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from actionplan.forms.files import UndoForm
from actionplan.merging.taking import Covers, from_data
from actionplan.models import PlanFile
from actionplan.queries.files import file_or_404
from actionplan.reviewing.outlook import outlook
from actionplan.services.apply_receipt import deeds_of, notes_of
from actionplan.services.past_periods import load_past_period
from actionplan.services.preview import Review
from actionplan.services.review import apply_review
from actionplan.services.undo_import import in_the_way, undo_import
from actionplan.views.review import page_of
from council import permissions
from council.htmx import render_page
from council.messages import regret, say
from council.models import Person
from council.paging import page_links
from council.permissions import Permission
from council.scope import CouncilRequest
from council.versions import CannotEdit, ChangedMeanwhile

DEEDS = 200  # things done, on one page of a receipt
EDIT = ["GET", "HEAD", "POST"]
MEANWHILE = (
    "Somebody has decided something meanwhile. Nothing was brought in: look at what will be done "
    "now, and bring it in if it is right."
)


@require_http_methods(EDIT)
def file_apply(request: CouncilRequest, file: int) -> HttpResponse:
    """What will be done, in figures; then all of it in one go, or nothing."""
    permissions.check(request.scope, Permission.EDIT_PLAN)
    found = file_or_404(request.scope, file)
    if request.method == "POST" and found.applied_at:
        regret(request, "This file was brought in already. Nothing was done a second time.")
        return HttpResponseRedirect(receipt_of(request, found))
    if not found.is_under_review:
        return HttpResponseRedirect(page_of(request, found))
    if request.method == "POST":
        return _brought_in(request, found)
    return _shown(request, found)


def _shown(request: CouncilRequest, file: PlanFile, problem: str = "", status: int = 200) -> Any:
    review = Review(file)
    context = {
        "file": file,
        "review": review,
        "outlook": outlook(review.merge, review.lines),
        "of_file": [note for note in review.of_file if note.needs_decision],
        "problem": problem,
    }
    return render_page(request, "files/file_apply.html", context, status=status)


def _brought_in(request: CouncilRequest, file: PlanFile) -> HttpResponse:
    """Bring it in as it was shown; what stands in the way is said on the same page."""
    sent = request.POST.get("seen", "")
    seen = int(sent) if sent.isascii() and sent.isdecimal() and len(sent) < 10 else -1
    try:
        done = _done(file, request.user, seen)
    except ChangedMeanwhile:
        file.refresh_from_db()
        return _shown(request, file, MEANWHILE, 409)
    except CannotEdit as error:
        return _shown(request, file, str(error), 422)
    say(request, done)
    return HttpResponseRedirect(receipt_of(request, file))


def _done(file: PlanFile, by: Person, seen: int) -> str:
    """Bring it in as an update, or as a closed past period; what was done, in a sentence."""
    taking = from_data(file.choices)
    if taking.covers is Covers.PAST and file.plan and taking.quarter:
        quarter = taking.quarter
        period = load_past_period(
            file=file,
            plan=file.plan,
            name=quarter.name,
            first_day=quarter.first_day,
            last_day=quarter.last_day,
            as_at=taking.as_at or quarter.last_day,
            by=by,
            seen_version=seen,
        )
        return f"{period} of {file.plan} is closed and locked as {file.file_name} says it stood."
    receipt = apply_review(file=file, by=by, seen_version=seen)
    return f"{file.file_name} is brought into {receipt.plan}."


@require_safe
def file_receipt(request: CouncilRequest, file: int) -> HttpResponse:
    """Everything that bringing a file in has done, and what it left."""
    permissions.check(request.scope, Permission.EDIT_PLAN)
    found = file_or_404(request.scope, file)
    if not found.applied_at:
        return HttpResponseRedirect(page_of(request, found))
    page = Paginator(deeds_of(found.receipt), DEEDS).get_page(request.GET.get("page"))
    context = {
        "file": found,
        "receipt": found.receipt,
        "past": found.receipt.get("past_period", {}),
        "undone": found.receipt.get("undone", {}),
        "in_the_way": in_the_way(file=found),
        "deeds": page.object_list,
        "page_links": page_links(request.GET, page),
        "open_notes": [note for note in notes_of(found.receipt) if note.needs_decision],
    }
    return render_page(request, "files/file_receipt.html", context)


@require_http_methods(EDIT)
def file_undo(request: CouncilRequest, file: int) -> HttpResponse:
    """Take the last import of a plan back, with a reason; what stands in the way is said."""
    permissions.check(request.scope, Permission.EDIT_PLAN)
    found = file_or_404(request.scope, file)
    if found.state != PlanFile.State.APPLIED or found.period_id:
        return HttpResponseRedirect(page_of(request, found))
    form = UndoForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            undo_import(file=found, by=request.user, reason=form.cleaned_data["reason"])
        except CannotEdit as error:
            form.add_error(None, str(error))
        else:
            say(request, f"The import of {found.file_name} is undone.")
            return HttpResponseRedirect(receipt_of(request, found))
    status = 422 if request.method == "POST" else 200
    context = {"file": found, "form": form, "in_the_way": in_the_way(file=found)}
    return render_page(request, "files/file_undo.html", context, status=status)


def receipt_of(request: CouncilRequest, file: PlanFile) -> str:
    """Where what was done with a file stands."""
    return reverse("files:file_receipt", args=[request.scope.council.slug, file.pk])
