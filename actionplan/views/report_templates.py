"""A council's own forms of report, with its Word templates."""

from dataclasses import replace

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils.http import content_disposition_header
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from actionplan.forms.report_template import TemplateEditForm
from actionplan.models import ReportTemplate
from actionplan.queries.reports import report_template_or_404, report_templates
from actionplan.reporting.placeholders import block_names, inline_names
from actionplan.reporting.sample_report import sample_template
from actionplan.reporting.shipped import SHIPPED, shipped_form
from actionplan.reporting.template import Column, RowChoice, with_decisions
from actionplan.reporting.template_check import WORD
from actionplan.reporting.writers import safe_name
from actionplan.services.report_templates import add_template, tried
from actionplan.views.reports import EDIT, report_url
from council import permissions
from council.bounded import BoundedError
from council.htmx import render_page
from council.messages import regret, say
from council.permissions import Permission
from council.scope import CouncilRequest
from council.texts import tidy
from council.uploads import tell_of_request
from council.versions import CannotEdit


@require_safe
def template_list(request: CouncilRequest) -> HttpResponse:
    """The council's own forms, and those that the product brings."""
    permissions.check(request.scope, Permission.MAKE_REPORTS)
    context = {
        "own": report_templates(request.scope),
        "shipped": [(name, shipped_form(name)) for name in SHIPPED],
        "may_report": True,
        "may_tie": permissions.can(request.scope, Permission.EDIT_PLAN),
    }
    return render_page(request, "reports/template_list.html", context)


@require_http_methods(EDIT)
def template_add(request: CouncilRequest) -> HttpResponse:
    """A form of the council's own, with its Word template."""
    permissions.check(request.scope, Permission.MAKE_REPORTS)
    council = request.scope.council
    form = TemplateEditForm(
        request.POST or None, request.FILES or None, council=council, initial={"rows": "open"}
    )
    tell_of_request(form, request)
    if request.method == "POST" and form.is_valid() and _added(request, form):
        say(request, f"{form.cleaned_data['name']} is added.")
        return HttpResponseRedirect(report_url(request, "template_list"))
    shipped = [shipped_form(name) for name in SHIPPED]
    context = {
        "form": form,
        "samples": [(name, shipped_form(name).title) for name in SHIPPED],
        "inline": {k: v for one in shipped for k, v in inline_names(one).items()},
        "blocks": {k: v for one in shipped for k, v in block_names(with_decisions(one)).items()},
    }
    status = 422 if request.method == "POST" else 200
    return render_page(request, "reports/template_add.html", context, status=status)


def _added(request: CouncilRequest, form: TemplateEditForm) -> bool:
    given = form.cleaned_data
    file = given["file"]
    shipped = shipped_form(given["base"])
    base = replace(
        shipped,
        rows=RowChoice(given["rows"]),
        columns=(*shipped.columns, Column.QUERIES) if given["queries"] else shipped.columns,
        publishes_queries=given["publishes_queries"],
    )
    base = with_decisions(base) if given["decisions"] else base
    try:
        add_template(
            council=request.scope.council, committee=given["committee"], form=base,
            name=" ".join(tidy(given["name"]).split()), by=request.user,
            content=file.read() if file else b"", file_name=file.name if file else "",
        )  # fmt: skip
    except CannotEdit as error:
        form.add_error(None, str(error))
        return False
    return True


def _with_file(request: CouncilRequest, template: int) -> ReportTemplate:
    """A form that has a Word template of the council's own."""
    permissions.check(request.scope, Permission.MAKE_REPORTS)
    found = report_template_or_404(request.scope, template)
    if not found.file:
        raise Http404("This form has no Word template.")
    return found


@require_safe
@cache_control(private=True, no_store=True)
def template_file(request: CouncilRequest, template: int) -> HttpResponse:
    """The Word template as it was sent."""
    found = _with_file(request, template)
    with found.file.open("rb") as kept:
        return _word(kept.read(), found.file_name)


@require_safe
@cache_control(private=True, no_store=True)
def template_preview(request: CouncilRequest, template: int) -> HttpResponse:
    """A sample report in the council's own Word template."""
    found = _with_file(request, template)
    try:
        with found.file.open("rb") as kept:
            content = tried(found.form, request.scope.council, kept.read())
    except (OSError, BoundedError):
        regret(request, f"{found.name} could not be filled in. Send its Word template again.")
        return HttpResponseRedirect(report_url(request, "template_list"))
    return _word(content, f"Sample in {found.name}.docx")


@require_safe
def template_sample(request: CouncilRequest, base: str) -> HttpResponse:
    """A Word template to begin with, which lists every placeholder of a shipped form."""
    permissions.check(request.scope, Permission.MAKE_REPORTS)
    if base not in SHIPPED:
        raise Http404("No such form.")
    form = shipped_form(base)
    return _word(sample_template(form), f"Word template for {form.title}.docx")


def _word(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=WORD.media_type)
    saved = content_disposition_header(as_attachment=True, filename=safe_name(name))
    response["Content-Disposition"] = saved or "attachment"
    return response
