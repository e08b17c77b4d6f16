"""Reports: by meeting with its deadlines, begun for one of them, and one with all its parts."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from actionplan.forms.report_begin import BeginForm
from actionplan.models import Report, ReportSignature
from actionplan.queries.report_files import kept_of
from actionplan.queries.reports import (
    agenda_deadline,
    changed_since,
    coming_meetings,
    missing_parts,
    next_stages,
    past_reports,
    periods_by_plan,
    report_or_404,
    reportable_plans,
    templates_for,
    why_not_final,
)
from actionplan.reporting.covering import appendix_number
from actionplan.reporting.parts import cover_fields
from actionplan.reporting.writers import WRITERS
from actionplan.services.reports import begin_report
from actionplan.words import day
from council import permissions
from council.deadlines import deadlines_before
from council.htmx import render_page
from council.messages import say
from council.models import Meeting
from council.permissions import Permission
from council.queries.meetings import meeting_or_404
from council.scope import CouncilRequest
from council.versions import CannotEdit

EDIT = ["GET", "HEAD", "POST"]


def report_to_write(request: CouncilRequest, report: int) -> Report:
    """The report with this id, for whoever makes the council's reports."""
    permissions.check(request.scope, Permission.MAKE_REPORTS)
    return report_or_404(request.scope, report)


def report_to_read(request: CouncilRequest, report: int) -> Report:
    """The report with this id: once it is published for every member, before for its makers."""
    found = report_or_404(request.scope, report)
    if not found.is_published:
        permissions.check(request.scope, Permission.MAKE_REPORTS)
    return found


def report_url(request: CouncilRequest, name: str, *parts: object) -> str:
    """An address of this area in the member's council."""
    return reverse(f"reports:{name}", args=[request.scope.council.slug, *parts])


@require_safe
def report_list(request: CouncilRequest) -> HttpResponse:
    """Coming meetings by date with deadlines and reports, then reports to earlier ones."""
    permissions.check(request.scope, Permission.MAKE_REPORTS)
    context = {
        "rows": coming_meetings(request.scope),
        "past": past_reports(request.scope),
        "may_report": True,
        "may_tie": permissions.can(request.scope, Permission.EDIT_PLAN),
    }
    return render_page(request, "reports/report_list.html", context)


@require_http_methods(EDIT)
def report_add(request: CouncilRequest, meeting: int) -> HttpResponse:
    """A report to one meeting: its title, plans with their periods, and the form of report."""
    permissions.check(request.scope, Permission.MAKE_REPORTS)
    found = meeting_or_404(request.scope, meeting)
    form = BeginForm(
        request.POST or None,
        plans=list(reportable_plans(request.scope)),
        periods=periods_by_plan(request.scope),
        templates=list(templates_for(request.scope, found)),
    )
    if request.method == "POST" and form.is_valid():
        report = _begun(request, found, form)
        if report:
            say(request, f"The report to {found} is begun.")
            return HttpResponseRedirect(report.get_absolute_url())
    context = {
        "heading": "Make a report",
        "caption": str(found),
        "back": report_url(request, "report_list"),
        "form": form,
        "button": "Begin the report",
    }
    status = 422 if request.method == "POST" else 200
    return render_page(request, "forms/row_page.html", context, status=status)


def _begun(request: CouncilRequest, meeting: Meeting, form: BeginForm) -> Report | None:
    chosen, own = form.chosen
    usual: dict[str, Any] = {"meeting": meeting, "by": request.user, "template": own}
    title = form.cleaned_data["title"]
    try:
        theme = form.cleaned_data.get("theme", "")
        return begin_report(title=title, form=chosen, parts=form.parts, theme=theme, **usual)
    except CannotEdit as error:
        form.add_error(None, str(error))
        return None


@dataclass(slots=True)
class Task:
    """One part of the report as the page lists it: where it is written, and how it stands."""

    heading: str
    url: str
    state: str
    is_open: bool = False
    warning: str = ""

    def signed(self, by: ReportSignature, since: list[str]) -> None:
        """Say who has signed it off, and what was written anew since."""
        self.state = f"{by.name}, {day(by.day)}"
        if since:
            self.warning = f"Changed since: {', '.join(since)}"


@require_safe
def report_detail(request: CouncilRequest, report: int) -> HttpResponse:
    """All its parts, what is missing, deadlines, stage and what comes next."""
    return show_report(request, report_to_write(request, report))


def show_report(
    request: CouncilRequest, report: Report, *, refusal: str = "", status: int = 200
) -> HttpResponse:
    """The page of a report; ``refusal`` says why a move was not made."""
    meeting = report.meeting
    context = {
        "report": report,
        "groups": _groups(request, report),
        "reasons": [] if report.is_final else why_not_final(report, request.scope.today),
        "deadlines": deadlines_before(meeting.day, meeting.committee.deadlines),
        "agenda": agenda_deadline(report),
        "stages": next_stages(report),
        "kinds": WRITERS,
        "appendices": [
            (appendix_number(place), place + 1, part)
            for place, part in enumerate(report.parts.all())
        ],
        "steps": report.steps.select_related("by"),
        "kept": kept_of(report),
        "refusal": refusal,
    }
    page = "reports/report_detail.html"
    return render_page(request, page, context, partials={"files": "files"}, status=status)


def _groups(request: CouncilRequest, report: Report) -> list[tuple[str, list[Task]]]:
    """The parts that people fill, in groups, each with whether it is done."""
    open_ones = {(one.kind, one.code) for one in missing_parts(report)}
    form, written = report.form, report.written()

    def task(kind: str, code: str, heading: str, url: str, filled: object) -> Task:
        is_open = (kind, code) in open_ones
        state = "To do" if is_open else "Done" if filled else "Optional, empty"
        return Task(heading, url, state, is_open)

    def at(name: str, *parts: object) -> str:
        return report_url(request, name, report.pk, *parts)

    asked = [f.code for f, _ in cover_fields(form, report.meeting.committee.governance_words)]
    cover = Task("Title and cover", at("report_cover"), "Done")
    if any(("cover", code) in open_ones for code in asked):
        cover = Task("Title and cover", at("report_cover"), "To do", is_open=True)
    sections = [
        task("section", one.code, one.heading, at("report_text", "section", one.code),
             one.code in written.sections and written.sections[one.code].words)
        for one in form.typed_sections
    ]  # fmt: skip
    implications = [
        task("implication", one.code, one.heading, at("report_text", "implication", one.code),
             one.code in written.implications and written.implications[one.code].words)
        for one in form.implications
    ]  # fmt: skip
    signed = [
        task("sign-off", one.code, one.label, at("report_sign", one.code),
             one.code in written.signed)
        for one in form.sign_offs
    ]  # fmt: skip
    by_code = {one.code: one for one in report.signatures.all()}
    for one, shown in zip(form.sign_offs, signed, strict=True):
        if stands := by_code.get(one.code):
            shown.signed(stands, changed_since(report, stands))
    groups = [
        ("Cover", [cover]), ("Sections", sections),
        ("Implications", implications), ("Sign-offs", signed),
    ]  # fmt: skip
    return [(name, tasks) for name, tasks in groups if tasks]
