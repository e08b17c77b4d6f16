"""Return forms: one post's open rows as a file to fill in and send back."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from actionplan.forms.returning import ReturnFormsForm
from actionplan.models import Plan
from actionplan.queries.getters import plan_or_404
from actionplan.queries.report import plan_report
from actionplan.queries.returning import return_form
from actionplan.reporting.report import ReportDocument
from actionplan.reporting.return_forms import FORM_WRITERS, zipped
from actionplan.reporting.return_rows import posts_with_open_rows
from actionplan.reporting.writers import plain_name
from council import permissions
from council.htmx import render_page
from council.permissions import Permission
from council.scope import CouncilRequest


@require_safe
def return_forms(request: CouncilRequest, plan: str) -> HttpResponse:
    """The choice of post and file; with a file chosen, the form or all forms."""
    permissions.check(request.scope, Permission.EDIT_PLAN)
    found = plan_or_404(request.scope, plan)
    report = plan_report(found, request.scope.today)
    posts = posts_with_open_rows(report.document) if found.takes_updates else {}
    form = ReturnFormsForm(request.GET if "format" in request.GET else None, posts=posts)
    if posts and form.is_valid():
        chosen = form.cleaned_data["post"]
        return _file(report, found, form.cleaned_data["format"], [chosen] if chosen else [*posts])
    status = 422 if form.errors else 200
    context = {"plan": found, "form": form, "posts": posts}
    return render_page(request, "actionplan/return_forms.html", context, status=status)


def _file(report: ReportDocument, plan: Plan, kind: str, posts: list[str]) -> HttpResponse:
    """The form of one post, or a zip with those of all."""
    writer = FORM_WRITERS[kind]
    forms = [(return_form(report, plan, post), post) for post in posts]
    if len(forms) == 1:
        (form, post), content_type = forms[0], writer.content_type
        content, name = writer.write(form, post), writer.file_name(form, post)
    else:
        content, content_type = zipped(writer, forms), "application/zip"
        name = f"Return forms, {plain_name(report)}.zip"
    response = HttpResponse(content, content_type=content_type)
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response
