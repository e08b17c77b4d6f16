"""What files that are lists or data have of a report that paper has in another place. Pure."""

from dataclasses import replace

from actionplan.reporting.queried import HEADING, with_words
from actionplan.reporting.report import ReportDocument


def with_queries(report: ReportDocument) -> ReportDocument:
    """The report with the queries that its form asks for as a further column of its actions."""
    if report.appendix is None or not report.appendix.queries:
        return report
    document = with_words(report.document, HEADING, report.appendix.queries_of)
    return replace(report, document=document)
