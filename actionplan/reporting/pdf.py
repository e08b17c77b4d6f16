"""The committee report as PDF: A4, tagged, with its actions attached as CSV."""

from actionplan.reporting.data import write_csv
from actionplan.reporting.report import ReportDocument, from_bytes, to_bytes
from actionplan.reporting.rows import rows_of
from council.bounded_child import Refused
from council.hostile import one_line, readable
from council.pdf import in_child

MOST_ROWS = 2_000
MANY_ROWS = 100  # a report of more is drawn in parts


def write_pdf(report: ReportDocument) -> bytes:
    """The report as a PDF/UA-1 and PDF/A-3a file; equal reports make equal bytes.

    The work is done in child processes. Raises the errors of ``council.bounded``, ChildRefused
    with a sentence where the plan has more than ``MOST_ROWS`` rows.
    """
    if MANY_ROWS < rows(report) <= MOST_ROWS:
        from actionplan.reporting.pdf_in_parts import write_in_parts

        return write_in_parts(report)
    return in_child("actionplan.reporting.pdf:render_report", to_bytes(report))


def rows(report: ReportDocument) -> int:
    """How many rows the plan has."""
    return sum(1 for _ in rows_of(report.document))


def render_report(payload: bytes) -> bytes:
    """What the child runs: a report as ``to_bytes`` wrote it, to PDF."""
    from actionplan.reporting.pages import html_of
    from council.pdf import render

    report = from_bytes(payload)
    if rows(report) > MOST_ROWS:
        raise Refused(f"A PDF holds at most {MOST_ROWS:,} actions. Excel and CSV hold them all.")
    return with_data(render(html_of(report)), report)


def with_data(made: bytes, report: ReportDocument) -> bytes:
    """The PDF with its actions attached as CSV, as PDF/A-3 knows data behind a document."""
    from council.pdf_attachment import attached

    said = one_line(readable(f"The actions of {report.heading} as data"), 200)
    return attached(made, "actions.csv", "text/csv", write_csv(report), said)
