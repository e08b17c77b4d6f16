"""Reports of a council: found by address, listed by meeting, and what keeps one unfinished."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.http import Http404

from actionplan.models import Period, Plan, Report, ReportSignature, ReportTemplate
from actionplan.queries.getters import plans
from actionplan.reporting.parts import Missing, missing
from actionplan.reporting.template import FINAL, Stage
from council.deadlines import Deadline, deadlines_before, last_deadline
from council.models import Meeting
from council.queries.meetings import BIGGEST, meetings
from council.scope import Scope


def every_report() -> QuerySet[Report]:
    """Reports with their meetings and all that was written: for work that is nobody's request."""
    found = Report.objects.select_related("council", "meeting__committee", "template", "begun_by")
    return found.prefetch_related(
        "parts__plan", "parts__period", "texts", "signatures__recorded_by"
    )


def reports(scope: Scope) -> QuerySet[Report]:
    """The council's reports with all that was written, newest meeting first."""
    return every_report().filter(council=scope.council).order_by("-meeting__day", "pk")


def report_or_404(scope: Scope, pk: int) -> Report:
    """The report of the council with this id."""
    found = reports(scope).filter(pk=pk).first() if pk <= BIGGEST else None
    if found is None:
        raise Http404("No such report.")
    return found


def report_templates(scope: Scope) -> QuerySet[ReportTemplate]:
    """The council's own forms of report."""
    return ReportTemplate.objects.filter(council=scope.council).select_related("committee")


def report_template_or_404(scope: Scope, pk: int) -> ReportTemplate:
    """The form of the council with this id."""
    found = report_templates(scope).filter(pk=pk).first() if pk <= BIGGEST else None
    if found is None:
        raise Http404("No such form of report.")
    return found


def templates_for(scope: Scope, meeting: Meeting) -> QuerySet[ReportTemplate]:
    """The council's own forms that its committee may use."""
    return report_templates(scope).filter(Q(committee=None) | Q(committee=meeting.committee_id))


def reportable_plans(scope: Scope) -> QuerySet[Plan]:
    """The plans that can be reported: every adopted one, with its periods from the newest on."""
    found = plans(scope).exclude(state=Plan.State.DRAFT).order_by("pk")
    return found.prefetch_related("themes")


def periods_by_plan(scope: Scope) -> dict[int, list[Period]]:
    """The periods of the council's plans that are closed and locked, newest first."""
    found: dict[int, list[Period]] = defaultdict(list)
    sealed = Period.objects.filter(plan__council=scope.council, state=Period.State.SEALED)
    for period in sealed.order_by("-last_day", "-pk"):
        found[period.plan_id].append(period)
    return found


@dataclass(frozen=True, slots=True)
class MeetingReports:
    """A meeting with its deadlines and the reports that go to it."""

    meeting: Meeting
    deadlines: list[Deadline]
    reports: list[Report]


def coming_meetings(scope: Scope) -> list[MeetingReports]:
    """Meetings that are held from today on, by date, each with deadlines and reports."""
    wanted = meetings(scope).held().filter(day__gte=scope.today)  # type: ignore[attr-defined]
    written: dict[int, list[Report]] = defaultdict(list)
    for report in reports(scope).filter(meeting__day__gte=scope.today):
        written[report.meeting_id].append(report)
    return [
        MeetingReports(one, deadlines_before(one.day, one.committee.deadlines), written[one.pk])
        for one in wanted
    ]


def past_reports(scope: Scope) -> QuerySet[Report]:
    """Reports to meetings that have been, the latest first; and those to meetings called off."""
    gone = Q(meeting__day__lt=scope.today) | Q(meeting__is_cancelled=True)
    return reports(scope).filter(gone)


def agenda_deadline(report: Report) -> Deadline:
    """The deadline after which the report is a late item."""
    return last_deadline(report.meeting.day, report.meeting.committee.deadlines)


def missing_parts(report: Report) -> tuple[Missing, ...]:
    """What must be filled and is empty."""
    return missing(report.form, report.written(), report.meeting.committee.governance_words)


def changed_since(report: Report, signature: ReportSignature) -> list[str]:
    """What is not as it was when a sign-off was recorded: title, cover, plans, form, then the
    headings of what was written anew, in the form's order."""
    now = report.basis()
    others = [name for name, was in signature.basis.items() if now.get(name) != was]
    anew = {
        (text.kind, text.code)
        for text in report.texts.all()
        if text.changed_at > signature.recorded_at
    }
    form = report.form
    named = [("section", one.code, one.heading) for one in form.typed_sections]
    named += [("implication", one.code, one.heading) for one in form.implications]
    return others + [heading for kind, code, heading in named if (kind, code) in anew]


def why_not_final(report: Report, today: date) -> list[str]:
    """Every reason for which the report cannot be made final yet, each as one sentence."""
    reasons = [one.sentence for one in missing_parts(report)]
    if not report.figures_are_locked:
        open_ones = [str(part.plan) for part in report.parts.all() if not part.is_locked]
        reasons.append(
            f"The figures of {' and '.join(open_ones) or 'its plans'} are not closed and locked, "
            "so it stays a DRAFT."
        )
    deadline = agenda_deadline(report)
    if today > deadline.day and not report.late_reason.strip():
        reasons.append(
            f"It is a late item: “{deadline.name}” was {deadline.day.day} "
            f"{deadline.day:%B %Y}. Say why on the cover."
        )
    return reasons


def next_stages(report: Report) -> list[Stage]:
    """The stages to which the report may be moved by hand, the next one first."""
    order = list(report.form.stages)
    here = order.index(Stage(report.stage)) if Stage(report.stage) in order else 0
    if report.stage in {Stage.PUBLISHED, Stage.CONSIDERED, Stage.RESOLVED}:
        return [Stage.CONSIDERED] if report.stage == Stage.PUBLISHED else []
    ahead = [stage for stage in order[here + 1 :] if stage not in FINAL[1:]]
    if report.stage == Stage.READY:
        ahead = [Stage.PUBLISHED]
    return ahead + order[:here][::-1]
