"""What was found in a file: its tables and columns, and how it is to be taken."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from actionplan.forms.files import TakeForm
from actionplan.importing.notes import FoundColumn, UnreadableFile
from actionplan.importing.synonyms import Field
from actionplan.merging.taking import mark_of
from actionplan.models import PlanFile
from actionplan.queries.files import file_or_404
from actionplan.reviewing.columns import TableGroup, chosen, groups_of, unsure
from actionplan.reviewing.line import State
from actionplan.services.choosing import choose_columns, choose_taking
from actionplan.services.preview import Review
from actionplan.views.review import page_of
from council import permissions
from council.htmx import render_page
from council.messages import regret, say
from council.permissions import Permission
from council.scope import CouncilRequest
from council.versions import CannotEdit, ChangedMeanwhile

EDIT = ["GET", "HEAD", "POST"]
MEANINGS = [(field.name.lower(), field.value) for field in Field]
READ_AGAIN = "The file was read again, by the headings of the plan that it goes into."
MEANWHILE = "Somebody else has chosen something meanwhile. This is how it stands now."


@dataclass(frozen=True, slots=True)
class ShownColumn:
    """A column with the select for its meaning."""

    column: FoundColumn
    name: str
    is_unsure: bool


@require_http_methods(EDIT)
def file_columns(request: CouncilRequest, file: int) -> HttpResponse:
    """Change what a column means, which is applied at once; say how the file is to be taken."""
    permissions.check(request.scope, Permission.EDIT_PLAN)
    found = file_or_404(request.scope, file)
    if not found.is_under_review:
        return HttpResponseRedirect(page_of(request, found))
    if request.method == "POST":
        return _columns(request, found)
    return _shown(request, found, status=200)


def _columns(request: CouncilRequest, file: PlanFile) -> HttpResponse:
    """Read the file again with the columns that were chosen; then what else the form says.

    Both stand in one form, so that neither is lost when a person goes on by way of the other.
    """
    choices = chosen(groups_of(Review(file).reading.tables), request.POST.dict())
    seen = request.POST.get("seen", "")
    try:
        if choices:
            file = choose_columns(file=file, columns=choices, seen=seen)
            seen = mark_of(file.plan_id, file.choices)
    except ChangedMeanwhile:
        return _shown(request, file, status=409, problem=MEANWHILE)
    except (CannotEdit, UnreadableFile) as error:
        return _shown(request, file, status=422, problem=str(error), form=_form(request, file))
    if request.htmx:
        return _shown(request, file, status=200)
    return _taking(request, file, seen)


def _taking(request: CouncilRequest, file: PlanFile, seen: str) -> HttpResponse:
    """Keep plan, day and how much of the plan it is; then the rows, or the columns again."""
    form = _form(request, file)
    if not form.is_valid():
        return _shown(request, file, status=422, form=form)
    plan = form.cleaned_data["plan"]
    try:
        stored = choose_taking(file=file, plan=plan, chosen=form.taking, seen=seen)
    except ChangedMeanwhile:
        return _shown(request, file, status=409, problem=MEANWHILE)
    except UnreadableFile as error:
        return _shown(request, file, status=422, problem=str(error))
    except CannotEdit as error:
        regret(request, str(error))
    else:
        if stored.reading != file.reading:
            say(request, READ_AGAIN)
    if request.POST.get("do") == "columns":
        return HttpResponseRedirect(f"{_address(request, file)}#columns")
    return HttpResponseRedirect(page_of(request, file))


def _form(request: CouncilRequest, file: PlanFile) -> TakeForm:
    """How the file is to be taken, as it was sent."""
    return TakeForm(request.POST, scope=request.scope, file=file, taking=Review(file).taking)


def _shown(request: CouncilRequest, file: PlanFile, *, status: int, **more: Any) -> HttpResponse:
    file.refresh_from_db()
    review = Review(file)
    form = more.pop("form", None)
    document = review.reading.document
    context = {
        "file": file,
        "groups": [(group, shown_columns(group)) for group in groups_of(review.reading.tables)],
        "meanings": MEANINGS,
        "form": form or TakeForm(None, scope=request.scope, file=file, taking=review.taking),
        "notes": review.of_file,
        "actions": sum(line.state != State.MISSING for line in review.lines),
        "recommendations": len(list(document.recommendations())),
        "document": document,
        "seen": mark_of(file.plan_id, file.choices),
        "problem": more.get("problem", ""),
    }
    template, partials = "files/file_columns.html", {"columns": "columns"}
    return render_page(request, template, context, partials=partials, status=status)


def shown_columns(group: TableGroup) -> list[ShownColumn]:
    """The columns of a group with the names of their selects."""
    return [ShownColumn(one, group.name_of(one), unsure(one)) for one in group.columns]


def _address(request: CouncilRequest, file: PlanFile) -> str:
    return reverse("files:file_columns", args=[request.scope.council.slug, file.pk])
