"""The calendar of duties of a peer challenge, on its plan and where one is marked."""

from datetime import date

from actionplan.models import DutyMark, Plan

PLAN = "/ashdown/plans/peer-review/"
PAGES = {
    "plan with duties": PLAN,
    "dashboard with duties": "/ashdown/",
    "mark a duty": f"{PLAN}duties/plan/",
}


def prepare(cast):
    """A visit in November, whose report is published at a long address."""
    kind = Plan.SourceKind.PEER_CHALLENGE
    Plan.objects.filter(pk=cast.plan.pk).update(source_kind=kind, visited_on=date(2022, 11, 30))
    where = f"https://www.example.gov.uk/{'corporate-peer-challenge' * 8}"
    DutyMark.objects.create(plan=cast.plan, kind="report", done_on=date(2023, 3, 3), where=where)
