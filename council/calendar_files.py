"""The annual calendar of meetings as a file: CSV, or iCalendar as Outlook and ModernGov write it.

Both become the same list of meetings, each with what is wrong with it, if anything is. A file
that cannot be used as a whole raises UnreadableCsv with one sentence. Knows no models.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar
from icalendar.cal import Component
from icalendar.error import BrokenCalendarProperty

from council.csv_files import decoded, read_text
from council.csv_values import Column, Row, UnreadableCsv
from council.days import YEARS, read_day, read_time
from council.texts import tidy

LONDON = ZoneInfo("Europe/London")
MOST_EVENTS = 2_000
MOST_ZONES = 50
MOST_PARTS = 10_000  # of any kind: an event may have reminders, which have parts of their own
COLUMNS = (
    Column("committee", "Committee", ("body", "meeting of", "name"), required=True),
    Column("day", "Date", ("day", "meeting date"), required=True),
    Column("starts_at", "Time", ("start", "start time", "starts", "starts at")),
    Column("place", "Place", ("location", "venue", "room")),
    Column("cycle", "Cycle", ("round", "cycle of meetings")),
)
EXAMPLES = (
    ("Full Council", "26 September 2023", "19:00", "Council Chamber", "September 2023 cycle"),
    ("Audit Committee", "04/10/2023", "6.30pm", "", ""),
)
LONGEST = {"committee": 200, "place": 200, "cycle": 60, "uid": 255}
ZONES = re.compile(r"^BEGIN:VTIMEZONE\s*$.*?^END:VTIMEZONE\s*$\n?", re.M | re.S | re.I)


@dataclass(frozen=True, slots=True)
class Listed:
    """One meeting of a calendar file; ``fault`` is a sentence, and such a one is not applied.

    ``where`` says where it stands: "Line 4", "Event 12". "" and None are what the file left out.
    """

    where: str
    committee: str = ""
    day: date | None = None
    starts_at: time | None = None
    place: str = ""
    cycle: str = ""
    uid: str = ""
    is_cancelled: bool = False
    fault: str = ""


def read_calendar(content: bytes) -> tuple[str, list[Listed]]:
    """The text of a file as it was sent, and the meetings it lists. Raises UnreadableCsv."""
    text = decoded(content)
    return text, read_calendar_text(text)


def read_calendar_text(text: str) -> list[Listed]:
    """The meetings that the text of a file lists. Raises UnreadableCsv."""
    if text.lstrip("\ufeff \r\n\t")[:15].upper() == "BEGIN:VCALENDAR":
        return _read_events(text)
    return [_of_row(row) for row in read_text(text, COLUMNS).rows]


# ---- CSV


def _of_row(row: Row) -> Listed:
    said, where = row.values, f"Line {row.line}"
    day, at = read_day(said["day"]), read_time(said["starts_at"])
    faults = [row.fault] if row.fault else []
    if not said["committee"]:
        faults.append("No committee is named.")
    if day is None:
        said_day = f"“{said['day'][:40]}” is no date." if said["day"] else "It has no date."
        faults.append(f"{said_day} Give one such as 26 September 2023.")
    if said["starts_at"] and at is None:
        faults.append(f"“{said['starts_at'][:40]}” is no time. Give one such as 18:30.")
    listed = Listed(where, said["committee"], day, at, said["place"], said["cycle"])
    return _checked(listed, faults)


def _checked(listed: Listed, faults: list[str]) -> Listed:
    """With the sentences of what is wrong, also of what is too long to be kept."""
    for name, most in LONGEST.items():
        if len(getattr(listed, name)) > most:
            faults.append(f"Its {name} has more than {most} characters.")
    if not faults:
        return listed
    return Listed(listed.where, listed.committee[:200], listed.day, fault=" ".join(faults))


# ---- iCalendar


def _read_events(text: str) -> list[Listed]:
    """The events of a calendar, as they stand: nothing that repeats is expanded.

    Rules for time zones that the file brings along are not read, since working them out could
    take for ever; zones are known by their usual names.
    """
    parts = len(re.findall(r"^BEGIN:", text, re.M | re.I))
    events = len(re.findall(r"^BEGIN:VEVENT\s*$", text, re.M | re.I))
    zones = len(re.findall(r"^BEGIN:VTIMEZONE", text, re.M | re.I))
    if events > MOST_EVENTS or parts > MOST_PARTS or zones > MOST_ZONES:
        raise UnreadableCsv(f"The calendar is too large: at most {MOST_EVENTS:,} events are read.")
    try:
        calendar = Calendar.from_ical(ZONES.sub("", text.replace("\r\n", "\n")))
        found = [_of_event(number, one) for number, one in enumerate(calendar.walk("VEVENT"), 1)]
    except Exception as error:  # whatever a hostile file brings about, it is not readable
        raise UnreadableCsv(
            "This calendar cannot be read. Export it again as iCalendar."
        ) from error
    if not found:
        raise UnreadableCsv("The calendar has no events.")
    return found


def _of_event(number: int, event: Component) -> Listed:
    where = f"Event {number}"
    committee = _text(event, "SUMMARY")
    begins, fault = _begins(event)
    faults = [fault] if fault else []
    if any(event.get(name) is not None for name in ("RRULE", "RDATE", "RECURRENCE-ID")):
        faults = ["A repeating event is not read. Enter each meeting on its own day."]
    if not committee:
        faults.append("No committee is named: the event has no title.")
    is_time = isinstance(begins, datetime)
    listed = Listed(
        where,
        committee,
        begins.date() if isinstance(begins, datetime) else begins,
        begins.time().replace(second=0, microsecond=0) if is_time else None,
        _text(event, "LOCATION"),
        "",
        _text(event, "UID"),
        _text(event, "STATUS").upper() == "CANCELLED",
    )
    return _checked(listed, faults)


def _text(event: Component, name: str) -> str:
    """A property's words on one line; the first, where a file gives several."""
    value: Any = event.get(name)
    value = value[0] if isinstance(value, list) and value else value
    return " ".join(tidy(str(value)).split()) if value is not None else ""


def _begins(event: Component) -> tuple[Any, str]:
    """When an event begins, in London, or the sentence of what is wrong with that."""
    given: Any = event.get("DTSTART")
    try:
        begins = getattr(given, "dt", None)
    except BrokenCalendarProperty:
        begins = None
    if not isinstance(begins, date):
        return None, "It does not say on which day it begins."
    if isinstance(begins, datetime):
        if begins.tzinfo is None and (zone := given.params.get("TZID")):
            return None, f"The time zone “{str(zone)[:40]}” is not known."
        begins = begins.astimezone(LONDON).replace(tzinfo=None) if begins.tzinfo else begins
    if begins.year not in YEARS:
        return None, "Its year is outside 1900 to 2199."
    return begins, ""
