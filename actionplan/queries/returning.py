"""What lets a plan's file come back: its stamp, and the posts that may be chosen in it."""

from dataclasses import replace

from actionplan.models import Period, Plan
from actionplan.reporting.report import ReportDocument
from actionplan.reporting.return_rows import rows_led
from actionplan.stamped import Stamp, StampKind
from actionplan.stamps import make_stamp
from council import clock
from council.models import Post


def returnable(report: ReportDocument, plan: Plan) -> ReportDocument:
    """The report of ``plan`` with its stamp and the council's posts: two queries."""
    posts = Post.objects.in_use().filter(council=plan.council_id)
    return replace(report, posts=tuple(post.title for post in posts), stamp=stamp_of(report, plan))


def stamp_of(
    report: ReportDocument, plan: Plan, *, kind: StampKind = StampKind.PLAN, post: str = ""
) -> str:
    """The stamp of a file that holds the plan, or a part of it, as the report has it."""
    return make_stamp(
        Stamp(
            council=plan.council.slug,
            plan=plan.slug,
            period=running_period(plan),
            exported_at=clock.now(),
            document=report.document,
            kind=kind,
            post=post,
        )
    )


def return_form(report: ReportDocument, plan: Plan, post: str) -> ReportDocument:
    """The report of ``plan`` with the open rows of ``post`` alone, stamped as its return form."""
    form = replace(report, document=rows_led(report.document, post))
    return replace(form, stamp=stamp_of(form, plan, kind=StampKind.RETURN, post=post))


def running_period(plan: Plan) -> str:
    """The slug of the period that runs, or nothing."""
    found = Period.objects.running().filter(plan=plan).values_list("slug", flat=True).first()
    return found or ""
