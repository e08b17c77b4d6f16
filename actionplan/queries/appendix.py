"""A report with one of its plans, as the value that the plan's appendix is written from."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from django.http import Http404

from actionplan.document import PlanDocument
from actionplan.models import Correction, Period, Plan, Report, ReportPart
from actionplan.queries.about_actions import sealed_queries
from actionplan.queries.changes import changed_to
from actionplan.queries.covering import decisions_for, locked_period, period_before
from actionplan.queries.past_periods import what_was_sealed
from actionplan.queries.report import as_reported, period_report, plan_report
from actionplan.reporting.appendix import Appendix, Corrected
from actionplan.reporting.covering import appendix_number
from actionplan.reporting.parts import Typed
from actionplan.reporting.queried import Told, privately
from actionplan.reporting.report import ReportDocument
from actionplan.reporting.template import Column, SectionKind, TemplateForm

PURPOSE = "purpose"


def appendix_or_404(report: Report, place: int, today: date) -> ReportDocument:
    """The appendix of the report's plan that stands at ``place``, counted from one.

    Raises Http404 where there is no such plan, BrokenSeal where what was locked cannot be read.
    """
    parts = list(report.parts.all())
    if not 1 <= place <= len(parts):
        raise Http404("No such appendix.")
    part = parts[place - 1]
    period = locked_period(report, part)
    shown = _reported(report, part, period, today)
    form = _form(report, part, period, shown.document, appendix_number(place - 1))
    return replace(shown, is_draft=report.is_draft, appendix=form)


def _reported(
    report: Report, part: ReportPart, period: Period | None, today: date
) -> ReportDocument:
    author = _reporting(report.cover)
    if period:
        return period_report(period, meeting=report.meeting, author=author)
    return as_reported(plan_report(part.plan, today, meeting=report.meeting, author=author))


def _reporting(cover: Mapping[str, str]) -> str:
    """Whose report it is, as on the covering report; its author too, where that is another."""
    of, author = cover.get("report-of", ""), cover.get("author", "")
    both = of and author and of.casefold() != author.casefold()
    return f"{of}; report author: {author}" if both else of or author


def _form(
    report: Report, part: ReportPart, period: Period | None, document: PlanDocument, number: int
) -> Appendix:
    form, since = report.form, period_before(part.plan, period)
    found = changed_to(part.plan, since, period, document) if since else None
    sections = report.written().sections
    by_kind = {one.kind: sections.get(one.code, Typed()).words for one in form.typed_sections}
    return Appendix(
        number=number,
        rows=form.rows,
        theme=report.theme,
        columns=form.columns,
        landscape=form.landscape,
        purpose=sections.get(PURPOSE, Typed()).words,
        summary=by_kind.get(SectionKind.SUMMARY, ""),
        recommendations=by_kind.get(SectionKind.RECOMMENDATIONS, ""),
        before=found.before if found else None,
        changed=found.comparison if found else None,
        corrections=tuple(map(_corrected, _corrections(period, since))),
        queries=_queries(form, part.plan, period, document),
        decisions=decisions_for(form, part.plan, period, document),
    )


def _queries(
    form: TemplateForm, plan: Plan, period: Period | None, document: PlanDocument
) -> tuple[Told, ...]:
    """The queries that stood, where the form asks for them: those that were locked, or today's."""
    if Column.QUERIES not in form.columns:
        return ()
    if period:
        return privately(what_was_sealed(period.seal).queries)
    return privately(sealed_queries(plan, document.as_at)) if document.as_at else ()


def _corrections(*periods: Period | None) -> list[Correction]:
    """What was corrected of the period that is reported, and of the one before."""
    known = [period for period in periods if period]
    lines = Correction.objects.filter(period__in=known).select_related("period")
    return list(lines.order_by("-period__first_day", "number"))


def _corrected(line: Correction) -> Corrected:
    return Corrected(
        period=line.period.name,
        reference=line.reference,
        field=line.get_field_display(),
        reported=line.reported,
        correct=line.correct,
        minute=line.minute,
        reason=line.reason,
    )
