"""A report drawn in parts without a child."""

from actionplan.reporting.pages import html_of
from actionplan.reporting.pdf_in_parts import bind_report
from actionplan.reporting.report import ReportDocument, to_bytes
from council.pdf_parts import cut, several_from_bytes, several_to_bytes


def bound_here(report: ReportDocument) -> bytes:
    """The PDF of a report in parts, none of which was kept."""
    page = html_of(report)
    given = [to_bytes(report), page.encode(), *[b""] * len(cut(page).bodies)]
    return several_from_bytes(bind_report(several_to_bytes(given)))[0]
