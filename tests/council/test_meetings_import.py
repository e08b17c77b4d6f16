"""The annual calendar from CSV and iCalendar: shown line by line, applied whole, never harmful.

One room, because every calendar goes through the same two steps: shown, then applied.
"""

import re
from datetime import date, time
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from actionplan.models import Action
from council.calendar_files import (
    MOST_EVENTS,
    Listed,
    read_calendar,
    read_calendar_text,
)
from council.committee_names import plain_name
from council.csv_values import UnreadableCsv
from council.models import Committee, Cycle, Meeting
from council.services.meetings_import import plan_import
from tests import factories

PAGE = "/ashdown/meetings/import/"
PFD = "Policy, Finance and Development Committee"
CSV = f"""Committee,Date,Time,Place,Cycle
"{PFD}",12 September 2023,18:30,Council Chamber,September 2023 cycle
Full Council,26/09/2023,7pm,,September 2023 cycle
"""


@pytest.fixture
def clerk(cast, logged_in) -> Client:
    return logged_in(cast.clerk)


@pytest.fixture
def pfd(cast) -> Committee:
    return Committee.objects.create(council=cast.council, name=PFD, other_names="PFD")


def event(summary: str, start: str, *lines: str) -> str:
    return "\n".join(["BEGIN:VEVENT", f"SUMMARY:{summary}", start, *lines, "END:VEVENT"])


def calendar(*events: str) -> str:
    return "\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", *events, "END:VCALENDAR", ""])


def one(*parts: str) -> Listed:
    """The only event of a calendar that has one."""
    return read_calendar_text(calendar(event(*parts)))[0]


def send(client: Client, text: str | bytes, name: str = "meetings.csv"):
    content = text.encode() if isinstance(text, str) else text
    return client.post(PAGE, {"file": SimpleUploadedFile(name, content)})


def apply(client: Client, preview, **changes: object):
    """Send on what the preview shows, every committee ticked."""
    page = words(preview)
    sent = dict(re.findall(r'name="(carried|shown)" value="([^"]*)"', page))
    made = preview.context["plan"].new_committees
    return client.post(f"{PAGE}apply/", sent | {"make": made} | changes)


def words(answer) -> str:
    return answer.content.decode()


def outcomes(answer) -> list[str]:
    return [line.outcome.name for line in answer.context["plan"].lines]


def planned(cast, text: str) -> list[str]:
    found = plan_import(cast.council, read_calendar_text(text))
    return [f"{line.outcome.name}: {line.words}" for line in found.lines]


# ---- reading CSV


def test_row_without_committee_or_with_no_date_says_so():
    text = "Committee,Date,Time\n,12 May 2023,\nAudit,soon,\nAudit,1 May 2023,late\nAudit,,\n"
    assert [one.fault for one in read_calendar_text(text)] == [
        "No committee is named.",
        "“soon” is no date. Give one such as 26 September 2023.",
        "“late” is no time. Give one such as 18:30.",
        "It has no date. Give one such as 26 September 2023.",
    ]


# ---- reading iCalendar


@pytest.mark.parametrize(
    ("start", "day", "at"),
    [
        ("DTSTART;VALUE=DATE:20230912", date(2023, 9, 12), None),
        ("DTSTART:20230912T173000Z", date(2023, 9, 12), time(18, 30)),  # summer time
        ("DTSTART:20231212T183000Z", date(2023, 12, 12), time(18, 30)),
        ("DTSTART:20230911T233000Z", date(2023, 9, 12), time(0, 30)),  # the next day in London
        ("DTSTART;TZID=Europe/London:20230912T183000", date(2023, 9, 12), time(18, 30)),
        ("DTSTART;TZID=GMT Standard Time:20230912T183000", date(2023, 9, 12), time(18, 30)),
        ("DTSTART;TZID=America/New_York:20230912T133000", date(2023, 9, 12), time(18, 30)),
        ("DTSTART:20230912T183000", date(2023, 9, 12), time(18, 30)),
    ],
)
def test_events_begin_in_london_whatever_their_time_zone(start, day, at):
    listed = one("PFD", start, "UID:abc@example.gov.uk", "LOCATION:Chamber\\, Town Hall")
    assert (listed.day, listed.starts_at, listed.fault) == (day, at, "")
    assert (listed.uid, listed.place) == ("abc@example.gov.uk", "Chamber, Town Hall")


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        (("DTSTART:20230912T183000Z", "RRULE:FREQ=WEEKLY"), "A repeating event is not read."),
        (("DTSTART:20230912T183000Z", "RDATE:20230913T183000Z"), "A repeating event"),
        (("DTSTART:20230912T183000Z", "RECURRENCE-ID:20230912T183000Z"), "A repeating event"),
        (("DTSTART;TZID=Mars/Phobos:20230912T183000",), "time zone “Mars/Phobos” is not known"),
        (("DTSTART:yesterday",), "does not say on which day"),
        (("LOCATION:x",), "does not say on which day"),
        (("DTSTART:10660912T183000Z",), "outside 1900 to 2199"),
        (("DTSTART:20230912T183000Z", f"LOCATION:{'x' * 201}"), "more than 200 characters"),
        (("DTSTART:20230912T183000Z", f"UID:{'x' * 256}"), "more than 255 characters"),
    ],
)
def test_event_that_cannot_be_read_says_why(lines, sentence):
    assert sentence in one("PFD", *lines).fault


def test_cancelled_event_is_marked():
    assert one("PFD", "DTSTART:20230912T183000Z", "STATUS:CANCELLED").is_cancelled


def test_zone_rules_that_a_file_brings_along_are_not_worked_out():
    """They could list every second of a century."""
    zone = (
        "BEGIN:VTIMEZONE\nTZID:Our own\nBEGIN:STANDARD\nDTSTART:19000101T000000\n"
        "TZOFFSETFROM:+0000\nTZOFFSETTO:+0500\nRRULE:FREQ=YEARLY\nEND:STANDARD\nEND:VTIMEZONE"
    )
    text = calendar(zone, event("PFD", "DTSTART;TZID=Our own:20230912T183000"))
    assert read_calendar_text(text)[0].fault == "The time zone “Our own” is not known."


@pytest.mark.parametrize(
    "text",
    [
        "BEGIN:VCALENDAR",
        "BEGIN:VCALENDAR\nEND:VEVENT",
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VCALENDAR",
        calendar(),
        calendar("BEGIN:VEVENT\n" * (MOST_EVENTS + 1)),
        calendar("BEGIN:X\n" * 20_000),
        calendar("BEGIN:VALARM\n" * 5_000 + "END:VALARM\n" * 5_000),
        "BEGIN:VCALENDAR\n\x00\x00\n",
        "BEGIN:VCALENDAR\n" + "A" * 100_000,
    ],
)
def test_calendar_that_cannot_be_used_is_one_sentence(text):
    with pytest.raises(UnreadableCsv):
        read_calendar_text(text)


LINES = st.sampled_from(
    ["BEGIN:VEVENT", "END:VEVENT", "BEGIN:VTIMEZONE", "END:VTIMEZONE", "DTSTART:20230912T183000Z",
     "DTSTART;VALUE=DATE:20230912", "DTSTART;TZID=x:20230912T183000", "SUMMARY:PFD", "UID:1",
     "STATUS:CANCELLED", "RRULE:FREQ=SECONDLY", "END:VCALENDAR", "BEGIN:VCALENDAR", ":", ";", " x",
     "DTSTART;VALUE=PERIOD:20230912T183000Z/PT1H", "SUMMARY;LANGUAGE:x", "DTSTART:00000000"]
)  # fmt: skip


@settings(deadline=None, max_examples=150)
@given(st.lists(LINES | st.text(max_size=30), max_size=25))
def test_any_calendar_is_read_or_refused_and_nothing_else(lines):
    try:
        found = read_calendar("\n".join(["BEGIN:VCALENDAR", *lines]).encode("utf-8", "replace"))[1]
    except UnreadableCsv:
        return
    assert all(one.fault or (one.day and one.committee) for one in found)


# ---- names


@pytest.mark.parametrize(
    "name",
    ["policy, finance & development committee", "Policy Finance and Development",
     "Meeting of the Policy, Finance and Development Committee", "PFD", "PFD Committee"],
)  # fmt: skip
def test_committee_is_known_by_any_of_its_names(cast, pfd, name):
    assert planned(cast, f'Committee,Date\n"{name}",12 May 2023\n') == ["ADD: A new meeting."]
    found = plan_import(cast.council, read_calendar_text(f'Committee,Date\n"{name}",1 May 2023\n'))
    assert found.lines[0].committee == pfd
    assert found.new_committees == []


def test_small_words_alone_are_still_a_name():
    assert plain_name("The Committee") == "the committee"
    assert plain_name("Full Council") != plain_name("Council")


# ---- from the file to the calendar


def test_csv_is_shown_first_and_then_applied(cast, clerk, pfd):
    preview = send(clerk, CSV)
    assert outcomes(preview) == ["ADD", "ADD"]
    page = words(preview)
    assert "Full Council will be made" in page
    assert "New cycles: September 2023 cycle." in page
    assert not Meeting.objects.exists()
    assert apply(clerk, preview).status_code == 302
    first, second = Meeting.objects.order_by("day")
    assert (first.committee, first.starts_at, first.place) == (pfd, time(18, 30), "Council Chamber")
    assert (second.committee.name, second.starts_at) == ("Full Council", time(19))
    assert first.cycle == second.cycle == Cycle.objects.get(name="September 2023 cycle")
    assert first.history.get().history_user == cast.clerk


def test_same_file_again_has_nothing_to_do(clerk, pfd):
    apply(clerk, send(clerk, CSV))
    again = send(clerk, CSV)
    assert outcomes(again) == ["THERE", "THERE"]
    assert "There is nothing to apply." in words(again)
    assert Meeting.objects.count() == 2


def test_same_calendar_again_has_nothing_to_do(clerk, pfd):
    text = calendar(event("PFD", "DTSTART:20230912T173000Z", "UID:1", "LOCATION:Chamber"))
    apply(clerk, send(clerk, text, "meetings.ics"))
    assert outcomes(send(clerk, text, "meetings.ics")) == ["THERE"]
    assert Meeting.objects.get().uid == "1"


def test_unknown_committee_without_a_tick_is_left_out(cast, clerk, pfd):
    assert apply(clerk, send(clerk, CSV), make=[]).status_code == 302
    assert Meeting.objects.get().committee == pfd
    assert Committee.objects.filter(council=cast.council).count() == 1


def test_committee_that_nobody_offered_is_not_made(cast, clerk, pfd):
    apply(clerk, send(clerk, CSV), make=["Something else", "x" * 5_000])
    assert Committee.objects.filter(council=cast.council).count() == 1


def test_meeting_that_was_there_takes_the_files_time_and_place(cast, clerk, pfd):
    Meeting.objects.create(committee=pfd, day=date(2023, 9, 12), place="Old Hall")
    preview = send(clerk, CSV)
    assert outcomes(preview) == ["CHANGE", "ADD"]
    said = "Time 18:30; place Council Chamber; cycle September 2023 cycle."
    assert said in words(preview)
    apply(clerk, preview)
    assert Meeting.objects.get(committee=pfd).place == "Council Chamber"


def test_what_the_file_does_not_say_stays(cast, clerk, pfd):
    Meeting.objects.create(
        committee=pfd, day=date(2023, 9, 12), place="Old Hall", starts_at=time(18)
    )
    preview = send(clerk, "Committee,Date\nPFD,12 September 2023\n")
    assert outcomes(preview) == ["THERE"]


# ---- moved and cancelled


def test_event_of_the_same_mark_on_another_day_moves_and_due_dates_with_it(cast, clerk, pfd):
    meeting = Meeting.objects.create(committee=pfd, day=date(2023, 9, 12), uid="abc")
    factories.entry(cast.ahead, by=cast.owner, due=date(2023, 9, 12))
    Action.objects.filter(pk=cast.ahead.pk).update(due_meeting=meeting)
    text = calendar(event("PFD", "DTSTART;VALUE=DATE:20230919", "UID:abc"))
    preview = send(clerk, text, "meetings.ics")
    assert outcomes(preview) == ["MOVE"]
    assert "From 12 September 2023 to 19 September 2023." in words(preview)
    assert cast.ahead.title in words(preview)
    apply(clerk, preview)
    meeting.refresh_from_db()
    assert meeting.day == date(2023, 9, 19)
    entry: Any = Action.objects.get(pk=cast.ahead.pk).latest
    assert (entry.kind, entry.due_date) == ("meeting moved", date(2023, 9, 19))
    assert entry.change.reason == "The calendar of meetings was imported."
    assert outcomes(send(clerk, text, "meetings.ics")) == ["THERE"]


def test_only_meeting_of_a_committee_in_a_cycle_moves(cast, clerk, pfd):
    cycle = Cycle.objects.create(council=cast.council, name="September 2023 cycle")
    Meeting.objects.create(committee=pfd, day=date(2023, 9, 5), cycle=cycle)
    factories.entry(cast.ahead, by=cast.owner, due=date(2023, 9, 5))
    Action.objects.filter(pk=cast.ahead.pk).update(due_cycle=cycle)
    preview = send(clerk, CSV)
    assert outcomes(preview) == ["MOVE", "ADD"]
    apply(clerk, preview)
    assert Meeting.objects.filter(committee=pfd).get().day == date(2023, 9, 12)
    # The cycle now ends with Full Council on 26 September, and so does what hangs on it.
    entry: Any = Action.objects.get(pk=cast.ahead.pk).latest
    assert entry.due_date == date(2023, 9, 26)


def test_two_meetings_in_a_cycle_are_never_taken_for_each_other(cast, pfd):
    cycle = Cycle.objects.create(council=cast.council, name="September 2023 cycle")
    for day in (4, 28):
        Meeting.objects.create(committee=pfd, day=date(2023, 9, day), cycle=cycle)
    text = "Committee,Date,Cycle\nPFD,12 September 2023,September 2023 cycle\n"
    assert planned(cast, text) == ["ADD: A new meeting."]


def test_cancelled_event_cancels_the_meeting_and_its_dates_stay(cast, clerk, pfd):
    meeting = Meeting.objects.create(committee=pfd, day=date(2023, 9, 12), uid="abc")
    start = "DTSTART;VALUE=DATE:20230912"
    text = calendar(event("PFD", start, "UID:abc", "STATUS:CANCELLED"))
    preview = send(clerk, text, "meetings.ics")
    assert outcomes(preview) == ["CANCEL"]
    apply(clerk, preview)
    meeting.refresh_from_db()
    assert meeting.is_cancelled
    assert outcomes(send(clerk, text, "meetings.ics")) == ["THERE"]
    held = calendar(event("PFD", start, "UID:abc"))
    assert "Cancelled here" in planned(cast, held)[0]


def test_cancelled_event_that_is_not_in_the_calendar_is_left_out(cast, pfd):
    text = calendar(event("PFD", "DTSTART;VALUE=DATE:20230912", "STATUS:CANCELLED"))
    assert planned(cast, text) == ["THERE: Cancelled, and not in the calendar: left out."]


# ---- refused


def test_lines_that_contradict_the_calendar_are_refused_with_a_sentence(cast, pfd):
    other = Committee.objects.create(council=cast.council, name="Planning")
    Committee.objects.create(council=cast.council, name="Gone", ended_on=date(2023, 1, 1))
    Meeting.objects.create(committee=pfd, day=date(2023, 9, 12), uid="abc")
    Meeting.objects.create(committee=pfd, day=date(2023, 9, 19))
    Meeting.objects.create(committee=other, day=date(2023, 9, 1), uid="xyz")
    text = calendar(
        event("PFD", "DTSTART;VALUE=DATE:20230919", "UID:abc"),
        event("PFD", "DTSTART;VALUE=DATE:20231001", "UID:xyz"),
        event("Gone", "DTSTART;VALUE=DATE:20231001", "UID:1"),
        event("Planning", "DTSTART;VALUE=DATE:20231101", "UID:2"),
        event("Planning", "DTSTART;VALUE=DATE:20231101", "UID:3"),
    )
    assert planned(cast, text) == [
        f"REFUSED: {PFD} has another meeting on that day.",
        "REFUSED: The calendar’s mark belongs to a meeting of Planning.",
        "REFUSED: Gone has ended on 1 January 2023.",
        "ADD: A new meeting.",
        "REFUSED: The file lists this committee on this day twice. The first counts.",
    ]


def test_mark_of_another_councils_calendar_means_nothing_here(cast, clerk, pfd):
    theirs = factories.meeting(cast.other_council)
    Meeting.objects.filter(pk=theirs.pk).update(uid="abc")
    text = calendar(event("PFD", "DTSTART;VALUE=DATE:20230919", "UID:abc"))
    apply(clerk, send(clerk, text, "meetings.ics"))
    theirs.refresh_from_db()
    assert theirs.day == date(2023, 9, 12)
    assert Meeting.objects.filter(committee=pfd).get().day == date(2023, 9, 19)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "meetings.csv is empty."),
        (b"PK\x03\x04xxxx", "This is an Excel workbook."),
        (b"Name of nothing\nx\n", "has the heading"),
        (b"x" * (300 * 1024 + 1), "larger than 300 KB"),
        (b"BEGIN:VCALENDAR\nrubbish", "This calendar cannot be read."),
    ],
)
def test_file_that_cannot_be_used_is_refused(clerk, db, content, sentence):
    answer = send(clerk, content)
    assert answer.status_code == 422
    assert sentence in words(answer)


def test_nothing_is_applied_where_the_calendar_has_changed_meanwhile(clerk, pfd):
    preview = send(clerk, CSV)
    Meeting.objects.create(committee=pfd, day=date(2023, 9, 12))
    answer = apply(clerk, preview)
    assert answer.status_code == 409
    assert "nothing was applied" in words(answer)
    assert Meeting.objects.count() == 1
    assert apply(clerk, answer).status_code == 302


@pytest.mark.parametrize("value", ["", "x", "x" * 5_000])
def test_text_that_did_not_come_from_the_preview_is_refused(clerk, db, value):
    answer = clerk.post(f"{PAGE}apply/", {"carried": value})
    assert answer.status_code == 422
    assert "Nothing was changed" in words(answer)


def test_text_of_somebody_else_is_refused(cast, clerk, logged_in, pfd):
    preview = send(clerk, CSV)
    assert apply(logged_in(cast.manager), preview).status_code == 422
    assert not Meeting.objects.exists()


def test_words_of_a_file_are_never_html(clerk, db):
    page = words(send(clerk, "Committee,Date\n<script>alert(1)</script>,1 May 2023\n"))
    assert "<script>alert" not in page


def test_template_is_read_back(clerk, db):
    found = read_calendar(clerk.get(f"{PAGE}template.csv").content)[1]
    assert [one.fault for one in found] == ["", ""]
    assert found[0].day == date(2023, 9, 26)
