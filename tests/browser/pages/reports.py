"""Pages of reports to committees."""

from datetime import date

from actionplan.reporting.shipped import shipped_form
from actionplan.services.reports import begin_report
from tests import factories
from tests.factories import Cast

HERE = "/ashdown/meetings/reports/"
PAGES = {
    "reports": HERE,
    "make a report": f"{HERE}for/{{meeting}}/",
    "report": f"{HERE}{{report}}/",
    "report, plans and form": f"{HERE}{{report}}/basis/",
    "report, cover": f"{HERE}{{report}}/cover/",
    "report, section": f"{HERE}{{report}}/text/section/purpose/",
    "report, implication": f"{HERE}{{report}}/text/implication/legal/",
    "report, sign-off": f"{HERE}{{report}}/sign-off/legal/",
    "report, resolution": f"{HERE}{{report}}/resolution/",
    "forms of report": f"{HERE}forms/",
    "add a form of report": f"{HERE}forms/add/",
}


def prepare(cast: Cast) -> dict[str, int]:
    """A report on the plan as it stands, with a title that goes on."""
    meeting = factories.meeting(cast.council, date(2023, 9, 5), "Audit and Scrutiny Committee")
    report = begin_report(
        meeting=meeting, title="Kilometres-of-one-word-" * 6, form=shipped_form("district"),
        parts=[(cast.plan, None)], by=cast.clerk,
    )  # fmt: skip
    return {"meeting": meeting.pk, "report": report.pk}
