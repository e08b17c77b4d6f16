"""A report from stage to stage, and the resolution."""

from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods, require_POST

from actionplan.forms.report_signed import ResolutionForm
from actionplan.reporting.template import Stage
from actionplan.services.report_stages import move, record_resolution
from actionplan.views.report_writing import small_page
from actionplan.views.reports import EDIT, report_to_write, show_report
from council.messages import say
from council.scope import CouncilRequest
from council.texts import tidy
from council.versions import CannotEdit, newest


@require_POST
def report_stage(request: CouncilRequest, report: int) -> HttpResponse:
    """Move the report to another stage; what is missing is named where it cannot be."""
    found = report_to_write(request, report)
    stage = request.POST.get("stage", "")
    if stage not in set(Stage):
        return show_report(request, found, refusal="Choose a stage.", status=422)
    note, seen = tidy(request.POST.get("note", ""))[:2000], request.POST.get("seen", "")
    try:
        move(report=found, stage=Stage(stage), by=request.user, seen=seen, note=note)
    except CannotEdit as error:
        return show_report(request, found, refusal=str(error), status=409)
    say(request, f"The report is now “{stage}”.")
    return HttpResponseRedirect(found.get_absolute_url())


@require_http_methods(EDIT)
def report_resolution(request: CouncilRequest, report: int) -> HttpResponse:
    """What the committee has resolved, under which minute."""
    found = report_to_write(request, report)
    initial = {
        "seen": found.stage,
        "version": newest(found),
        "decision": found.decision,
        "minute": found.minute,
        "resolution": found.resolution,
        "arising": found.arising,
    }
    form = ResolutionForm(request.POST or None, initial=initial)

    def save() -> None:
        record_resolution(report=found, by=request.user, **form.cleaned_data)

    return small_page(request, found, form, save, ("Resolution", "The resolution is recorded."))
