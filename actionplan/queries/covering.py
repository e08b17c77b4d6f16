"""A report with its plans as the value that its covering report is written from."""

from dataclasses import replace
from datetime import date

from actionplan.document import PlanDocument
from actionplan.glossary import joined
from actionplan.models import Period, Plan, Report, ReportPart
from actionplan.queries.changes import changed_to
from actionplan.queries.decisions import decisions_reported
from actionplan.queries.past_periods import sealed_periods
from actionplan.queries.report import as_reported, brand_of, period_report, plan_report
from actionplan.reporting.covering import Covering, Reported
from actionplan.reporting.decided import Decision
from actionplan.reporting.parts import cover_fields
from actionplan.reporting.report import ReportDocument
from actionplan.reporting.template import TemplateForm


def covering_of(report: Report, today: date) -> Covering:
    """The report as it is written by now, each plan beside the closed period before it.

    Raises BrokenSeal where what was locked cannot be read any more.
    """
    meeting, form = report.meeting, report.form
    plans = [(part.plan, locked_period(report, part)) for part in report.parts.all()]
    shown = [
        period_report(period) if period else as_reported(plan_report(plan, today))
        for plan, period in plans
    ]
    fields = cover_fields(form, meeting.committee.governance_words)
    return Covering(
        council=report.council.name,
        committee=meeting.committee.name,
        meeting_on=meeting.day,
        title=report.title,
        form=form,
        written=report.written(),
        cover=tuple((label, str(report.cover.get(field.code, ""))) for field, label in fields),
        plans=tuple(_reported(form, *one, what) for one, what in zip(plans, shown, strict=True)),
        is_draft=report.is_draft,
        brand=brand_of(report.council),
        late_reason=report.late_reason,
        template=report.template.sha256 if report.template else "",
        glossary=joined(*(one.glossary for one in shown)),
    )


def _reported(
    form: TemplateForm, plan: Plan, period: Period | None, shown: ReportDocument
) -> Reported:
    since, decisions = (
        period_before(plan, period),
        decisions_for(form, plan, period, shown.document),
    )
    alone = Reported(shown.document, shown.produced_from, decisions=decisions)
    if since is None:
        return alone
    found = changed_to(plan, since, period, shown.document)
    return replace(alone, before=found.before, changed=found.comparison)


def decisions_for(
    form: TemplateForm, plan: Plan, period: Period | None, document: PlanDocument
) -> tuple[Decision, ...] | None:
    """What SLT decided, where the form tells it."""
    return decisions_reported(plan, period, document) if form.tells_decisions else None


def locked_period(report: Report, part: ReportPart) -> Period | None:
    """The locked period that a part reports, None for the plan as it stands; with their council."""
    part.plan.council = report.council
    period = part.period if part.is_locked else None
    if period:
        period.plan = part.plan
    return period


def period_before(plan: Plan, period: Period | None) -> Period | None:
    """The newest closed period before the one that is reported, or before now."""
    closed = sealed_periods(plan)
    return (closed.filter(last_day__lt=period.first_day) if period else closed).first()
