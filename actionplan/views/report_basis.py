"""What a report is about and its form, changed while it is a draft."""

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from actionplan.forms.report_begin import BeginForm
from actionplan.queries.reports import periods_by_plan, reportable_plans, templates_for
from actionplan.services.report_basis import change_basis
from actionplan.views.report_writing import small_page
from actionplan.views.reports import EDIT, report_to_write
from council.scope import CouncilRequest


@require_http_methods(EDIT)
def report_basis(request: CouncilRequest, report: int) -> HttpResponse:
    """Other plans or periods, another form of report, another theme."""
    found = report_to_write(request, report)
    form = BeginForm(
        request.POST or None,
        plans=list(reportable_plans(request.scope)),
        periods=periods_by_plan(request.scope),
        templates=list(templates_for(request.scope, found.meeting)),
        report=found,
    )

    def save() -> None:
        given, (chosen, own) = form.cleaned_data, form.chosen
        is_other = given["form"] != form.initial["form"]
        change_basis(
            report=found, parts=form.parts, form=chosen if is_other else None, template=own,
            theme=given.get("theme", ""), seen=given["seen"], by=request.user,
        )  # fmt: skip

    words = ("Plans, periods and form of report", "The report is changed.")
    return small_page(request, found, form, save, words)
