"""All that a report says, as the values that its files are written from."""

from collections.abc import Iterator

from actionplan.models import Report
from actionplan.queries.appendix import appendix_or_404
from actionplan.queries.covering import covering_of
from actionplan.reporting.covering import Covering
from actionplan.reporting.report import ReportDocument
from council import clock


def covering_value(report: Report) -> Covering:
    """The covering report. Raises BrokenSeal."""
    return covering_of(report, clock.today())


def word_template(report: Report) -> bytes:
    """The council's Word template that a report is printed in, b"" for the shipped form.

    Raises OSError where the file is not where it was kept.
    """
    if not (report.template and report.template.file):
        return b""
    with report.template.file.open("rb") as kept:
        found: bytes = kept.read()
    return found


def appendix_values(report: Report) -> Iterator[tuple[int, ReportDocument]]:
    """The place of each plan, from one, with its appendix. Raises BrokenSeal."""
    for place in range(1, len(report.parts.all()) + 1):
        yield place, appendix_or_404(report, place, clock.today())


def values_of(report: Report) -> Iterator[Covering | ReportDocument]:
    """The covering report, then each appendix. Raises BrokenSeal."""
    yield covering_value(report)
    yield from (value for _, value in appendix_values(report))
