"""The files of a plan's public page, each made once."""

from actionplan.reporting.calendar import write_ics
from actionplan.reporting.made_once import made_once
from actionplan.reporting.report import ReportDocument
from actionplan.reporting.writers import WRITERS, Writer

CALENDAR = Writer("calendar", write_ics, "text/calendar; charset=utf-8", "ics")
PUBLIC_FILES = {kind: WRITERS[kind] for kind in ("pdf", "xlsx", "csv", "json")} | {"ics": CALENDAR}


def written(report: ReportDocument, kind: str) -> bytes:
    """The file of this kind; one that was made of an equal report is only read.

    Raises KeyError for a kind that there is not, and as the writer does.
    """
    return made_once(report, kind, PUBLIC_FILES[kind])
