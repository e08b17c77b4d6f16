"""The committee report as PDF: A4 landscape, tagged, every page with its place and its day."""

from actionplan.reporting.report import ReportDocument, from_bytes, to_bytes
from council.pdf import in_child


def write_pdf(report: ReportDocument) -> bytes:
    """The report as a PDF/UA-1 and PDF/A-3a file; equal reports make equal bytes.

    The work is done in a child process. Raises the errors of ``council.bounded``.
    """
    return in_child("actionplan.reporting.pdf:render_report", to_bytes(report))


def render_report(payload: bytes) -> bytes:
    """What the child runs: a report as ``to_bytes`` wrote it, to PDF."""
    from actionplan.reporting.pages import html_of
    from council.pdf import render

    return render(html_of(from_bytes(payload)))
