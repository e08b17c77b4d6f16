"""The files of a plan's public page, each made once: what was made is kept by its content."""

import hashlib
from importlib.metadata import version

from django.core.cache import cache

from actionplan.reporting.calendar import write_ics
from actionplan.reporting.report import ReportDocument, to_bytes
from actionplan.reporting.writers import WRITERS, Writer

CALENDAR = Writer("calendar", write_ics, "text/calendar; charset=utf-8", "ics")
PUBLIC_FILES = {kind: WRITERS[kind] for kind in ("pdf", "xlsx", "csv", "json")} | {"ics": CALENDAR}
KEPT_FOR = 7 * 24 * 60 * 60  # seconds
LARGEST_KEPT = 5_000_000  # bytes; larger ones are made anew each time
# A later version of the product, or of what draws its PDF, makes its files anew.
MADE_BY = "/".join(f"{one} {version(one)}" for one in ("weasyprint", "openpyxl", "icalendar"))
FORM = "2"  # raised when a writer changes what it writes


def written(report: ReportDocument, kind: str) -> bytes:
    """The file of this kind; one that was made of an equal report is only read.

    Raises KeyError for a kind that there is not, and as the writer does.
    """
    return made_once(report, kind, PUBLIC_FILES[kind])


def made_once(report: ReportDocument, kind: str, writer: Writer) -> bytes:
    """What the writer makes of the report; kept by the digest of everything that it depends on."""
    known = to_bytes(report) + f"|{kind}|{FORM}|{MADE_BY}".encode()
    key = f"public-file-{hashlib.sha256(known).hexdigest()}"
    content: bytes | None = cache.get(key)
    if content is None:
        content = writer.write(report)
        if len(content) <= LARGEST_KEPT:
            cache.set(key, content, KEPT_FOR)
    return content
