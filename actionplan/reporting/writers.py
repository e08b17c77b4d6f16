"""The files that a report can become: what writes each, what it is called, what it is."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.http import content_disposition_header

from actionplan.reporting.data import write_csv, write_json
from actionplan.reporting.page import write_html
from actionplan.reporting.pdf import write_pdf
from actionplan.reporting.report import ReportDocument
from actionplan.reporting.word import write_docx
from actionplan.reporting.workbook import write_xlsx
from actionplan.words import day
from council.hostile import one_line, readable

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST_TITLE = 100
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
# "– Updated June 2023" in a title: the name says its own day.
DATE_WORDS = re.compile(r"\s*[-–—:,(]\s*(updated?|as at|position as at)\b.*$", re.IGNORECASE)
# Names that Windows keeps for itself, whatever follows them after a dot.
RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Writer:
    """One kind of file: what people call it, what makes it, its media type, the end of its name.

    One that ``comes_back`` can be edited elsewhere, and wants a report with stamp and posts.
    """

    called: str
    write: Callable[[ReportDocument], bytes]
    content_type: str
    suffix: str
    comes_back: bool = False

    def file_name(self, report: ReportDocument) -> str:
        """The name a clerk would give: "Action Plan – position as at 30 June 2023.pdf".

        Safe on Windows as well. A draft says so.
        """
        return f"{plain_name(report)}.{self.suffix}"

    def disposition(self, report: ReportDocument) -> str:
        """The header that makes a browser keep the file under its name (RFC 6266)."""
        return content_disposition_header(True, self.file_name(report)) or "attachment"


WRITERS = {
    "pdf": Writer("PDF", write_pdf, "application/pdf", "pdf"),
    "docx": Writer("Word", write_docx, WORD, "docx", comes_back=True),
    "xlsx": Writer("Excel", write_xlsx, EXCEL, "xlsx", comes_back=True),
    "csv": Writer("CSV", write_csv, "text/csv; charset=utf-8", "csv"),
    "json": Writer("JSON", write_json, "application/json", "json"),
    "html": Writer("a page", write_html, "text/html; charset=utf-8", "html"),
}


def plain_name(report: ReportDocument) -> str:
    """The name of a report's file without the end that says its kind."""
    title = safe_name(DATE_WORDS.sub("", readable(report.heading)))
    as_at = report.document.as_at
    when = f" – position as at {day(as_at)}" if as_at else ""
    return f"{title}{when}{' (DRAFT)' if report.is_draft else ''}"


def safe_name(title: str) -> str:
    """A title as a file's name that Windows takes as well."""
    name = one_line(NOT_IN_NAMES.sub(" ", title), LONGEST_TITLE).strip(" .") or "Action plan"
    return f"Plan {name}" if RESERVED.match(name) else name
