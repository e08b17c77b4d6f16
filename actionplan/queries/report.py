"""A plan with its council, meeting and author, as the value that every file is written from."""

from dataclasses import replace
from datetime import date

from actionplan.models import Period, Plan
from actionplan.queries.document import plan_document
from actionplan.queries.glossary import glossary_of
from actionplan.queries.past_periods import what_was_sealed
from actionplan.reporting.report import Brand, ReportDocument
from actionplan.wording import worded
from actionplan.words import day
from council.models import Council, Meeting


def plan_report(
    plan: Plan, as_at: date, *, meeting: Meeting | None = None, author: str = ""
) -> ReportDocument:
    """The report of the plan as it stands; not of a locked period, so it is a draft.

    That of a plan which is not adopted says so in its title too.
    """
    council = plan.council
    return ReportDocument(
        document=plan_document(plan, as_at),
        council=council.name,
        title=f"Draft, not adopted yet: {plan.title}" if plan.is_draft else plan.title,
        committee=meeting.committee.name if meeting else None,
        meeting_on=meeting.day if meeting else None,
        dated=as_at,
        author=author or None,
        produced_from=f"The live plan, {day(as_at)}",
        is_draft=True,
        brand=brand_of(council),
        glossary=glossary_of(council.pk),
    )


def as_reported(report: ReportDocument) -> ReportDocument:
    """The same for a committee: in reported wording, and no file that may come back edited."""
    return replace(report, document=worded(report.document))


def period_report(
    period: Period, *, meeting: Meeting | None = None, author: str = ""
) -> ReportDocument:
    """The plan as it was reported in a period that is closed and locked, by its seal alone.

    Raises BrokenSeal where that is not what was sealed.
    """
    seal, council = period.seal, period.plan.council
    sealed = what_was_sealed(seal)
    return ReportDocument(
        document=worded(sealed.document),
        council=council.name,
        title=sealed.document.title,
        committee=meeting.committee.name if meeting else None,
        meeting_on=meeting.day if meeting else None,
        dated=sealed.as_at,
        author=author or None,
        produced_from=f"{period.name}, closed and locked",
        brand=brand_of(council),
        glossary=sealed.glossary,
    )


def brand_of(council: Council) -> Brand:
    """The colours of a council."""
    return Brand(council.brand_background, council.brand_text, council.brand_accent)
