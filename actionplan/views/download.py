"""Downloads of a plan: PDF for the committee, Word, Excel, CSV and JSON of the same figures."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from actionplan.forms.download import DownloadForm
from actionplan.models import Plan
from actionplan.proofs.sealed import BrokenSeal
from actionplan.queries.getters import plan_or_404
from actionplan.queries.report import period_report, plan_report
from actionplan.queries.returning import returnable
from actionplan.reporting.made_once import made_once
from actionplan.reporting.report import ReportDocument
from actionplan.reporting.writers import WRITERS, Writer
from council import permissions
from council.bounded import BoundedError, ChildRefused
from council.htmx import render_page
from council.permissions import Permission
from council.scope import CouncilRequest

SORRY = "This file took too long to make. Try Excel, or try again in a few minutes."


@require_safe
def plan_download(request: CouncilRequest, plan: str) -> HttpResponse:
    """The choice of format, committee and author; with a format, the file itself."""
    permissions.check(request.scope, Permission.EXPORT)
    found = plan_or_404(request.scope, plan)
    form = DownloadForm(
        request.GET if "format" in request.GET else None,
        council=found.council,
        plan=found,
        period=request.GET.get("period", ""),
    )
    if form.is_valid():
        return _file(request, found, form)
    status = 422 if form.errors else 200
    return _page(request, found, form, status)


def _page(request: CouncilRequest, plan: Plan, form: DownloadForm, status: int) -> HttpResponse:
    """The form; for a plan manager also the way to the return forms."""
    asks_leads = permissions.can(request.scope, Permission.EDIT_PLAN)
    context = {"plan": plan, "form": form, "asks_leads": asks_leads}
    return render_page(request, "actionplan/plan_download.html", context, status=status)


def _file(request: CouncilRequest, plan: Plan, form: DownloadForm) -> HttpResponse:
    """The file as an attachment, or the form with a sentence where it cannot be made."""
    writer = WRITERS[form.cleaned_data["format"]]
    try:
        report = _report(request, plan, form)
        if _comes_back(writer, report):  # each carries a stamp of its own
            content = writer.write(returnable(report, plan))
        else:
            content = made_once(report, form.cleaned_data["format"], writer)
    except BrokenSeal as broken:
        form.add_error(None, str(broken))
        return _page(request, plan, form, 409)
    except BoundedError as error:
        form.add_error(None, str(error) if isinstance(error, ChildRefused) else SORRY)
        return _page(request, plan, form, 503)
    response = HttpResponse(content, content_type=writer.content_type)
    response.headers["Content-Disposition"] = writer.disposition(report)
    return response


def _report(request: CouncilRequest, plan: Plan, form: DownloadForm) -> ReportDocument:
    """Of the closed period that was chosen, else of the plan as it stands."""
    meeting, author = form.chosen_meeting, form.cleaned_data["author"]
    period = form.chosen_period
    if period is None:
        return plan_report(plan, request.scope.today, meeting=meeting, author=author)
    period.plan = plan
    return period_report(period, meeting=meeting, author=author)


def _comes_back(writer: Writer, report: ReportDocument) -> bool:
    """Whether the file can be brought in again: never what was reported, which is locked."""
    return writer.comes_back and report.is_draft
