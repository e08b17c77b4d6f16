"""The due dates of a plan as an iCalendar feed: whole days, for Outlook and the like."""

import hashlib
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar, Event

from actionplan.declared import Precision
from actionplan.reporting import phrases
from actionplan.reporting.report import ReportDocument
from actionplan.reporting.rows import Row, rows_of
from actionplan.words import moment, status_words
from council.hostile import cleaned, one_line, readable

LONGEST = 200
UNDATED = date(2000, 1, 1)


def write_ics(report: ReportDocument) -> bytes:
    """One whole-day event for each open action that has a date, on the last day that it names.

    The same report makes the same bytes; an action keeps its event over reports, by its reference.
    """
    report = cleaned(report, readable)
    calendar = Calendar()
    calendar.add("prodid", "-//Golden Thread//Action plan//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", one_line(report.heading, LONGEST))
    calendar.add("x-wr-calname", one_line(report.heading, LONGEST))
    if report.note:
        calendar.add("description", report.note)
    for event in events_of(report):
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def events_of(report: ReportDocument) -> Iterator[Event]:
    """The events, in the plan's order."""
    stamp = datetime.combine(report.document.as_at or UNDATED, time(), UTC)
    for row in rows_of(report.document):
        if row.action.is_open and row.action.due.date:
            yield event_of(report, row, row.action.due.date, stamp)


def event_of(report: ReportDocument, row: Row, day: date, stamp: datetime) -> Event:
    """One action on one day."""
    event = Event()
    event.add("uid", uid_of(report, row))
    event.add("dtstamp", stamp)
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add("summary", one_line(f"{row.name} due: {row.action.title}", LONGEST))
    event.add("description", "\n".join(told(report, row, day)))
    return event


def told(report: ReportDocument, row: Row, day: date) -> Iterator[str]:
    """Of which plan, what the plan calls the date, how it stands, and who leads."""
    action = row.action
    yield report.heading
    exact = action.due.precision or Precision.DAY
    if exact != Precision.DAY:
        yield f"Due in {moment(day, exact)}: this is its last day"
    if action.due.words:
        yield f"In the plan’s words: {one_line(action.due.words, LONGEST)}"
    yield f"Rated {phrases.rating_words(report.document, action.rating)}"
    yield f"Status: {status_words(action.status)}"
    yield f"Lead: {phrases.leads_of(action)}"


def uid_of(report: ReportDocument, row: Row) -> str:
    """What the event is known by, whatever else changes."""
    known = "\n".join((report.council, report.document.reference or report.heading, row.name))
    return f"{hashlib.sha256(known.encode()).hexdigest()[:32]}@golden-thread"
