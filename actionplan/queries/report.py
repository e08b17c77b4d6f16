"""A plan with its council, meeting and author, as the value that every file is written from."""

from datetime import date

from actionplan.models import Plan
from actionplan.queries.document import plan_document
from actionplan.reporting.report import Brand, ReportDocument
from actionplan.words import day
from council.models import Meeting


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
        brand=Brand(council.brand_background, council.brand_text, council.brand_accent),
    )
