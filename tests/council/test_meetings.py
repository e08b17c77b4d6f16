"""The calendar: coming and past meetings, their deadlines, what is added, changed and removed."""

from datetime import date, time

import pytest
from django.db.models import ProtectedError
from django.test import Client

from actionplan.models import Action
from council.deadlines import USUAL
from council.models import Committee, Cycle, Meeting
from tests import factories

PAGE = "/ashdown/meetings/"
PFD = "Policy, Finance and Development Committee"
HUGE = 10**30


@pytest.fixture
def clerk(cast, logged_in) -> Client:
    return logged_in(cast.clerk)


@pytest.fixture
def meeting(cast) -> Meeting:
    """PFD on Tuesday 5 September 2023, in the September cycle, with the usual deadlines."""
    made = factories.meeting(cast.council, date(2023, 9, 5))
    made.cycle = Cycle.objects.create(council=cast.council, name="September 2023 cycle")
    made.save()
    Committee.objects.filter(pk=made.committee_id).update(deadlines=USUAL)
    made.committee.refresh_from_db()
    return made


def seen(row) -> int:
    return row.history.latest("history_id").history_id


def words(answer) -> str:
    return answer.content.decode()


def typed(meeting: Meeting, **changes: object) -> dict[str, object]:
    """The form as the page sends it."""
    stands = {
        "committee": meeting.committee_id, "starts_at": "", "place": "",
        "cycle": meeting.cycle_id or "", "seen": seen(meeting),
    }  # fmt: skip
    return stands | changes


# ---- the list


def test_coming_meetings_stand_by_date_with_their_deadlines(clerk, meeting):
    Meeting.objects.create(committee=meeting.committee, day=date(2023, 6, 30))
    page = words(clerk.get(PAGE))
    assert page.index("30 June 2023") < page.index("5 September 2023")
    assert "Agenda published" in page
    assert "25 August 2023" in page
    assert "24 August 2023" in page
    assert "September 2023 cycle" in page


def test_past_meetings_only_when_they_are_asked_for(clerk, meeting):
    Meeting.objects.create(committee=meeting.committee, day=date(2023, 6, 29))
    Meeting.objects.create(committee=meeting.committee, day=date(2022, 1, 5))
    assert "29 June 2023" not in words(clerk.get(PAGE))
    past = words(clerk.get(PAGE, {"when": "past"}))
    assert past.index("29 June 2023") < past.index("5 January 2022")
    assert "5 September 2023" not in past
    year = words(clerk.get(PAGE, {"when": "2023"}))
    assert year.index("29 June 2023") < year.index("5 September 2023")
    assert "5 January 2022" not in year


def test_one_committees_meetings(cast, clerk, meeting):
    other = factories.meeting(cast.council, date(2023, 9, 7), "Planning Committee")
    page = words(clerk.get(PAGE, {"committee": other.committee_id}))
    assert "Coming meetings of Planning Committee" in page
    assert "5 September 2023" not in page


@pytest.mark.parametrize(
    "query", [{"when": "sideways"}, {"when": "1066"}, {"committee": "x"}, {"committee": HUGE}]
)
def test_a_filter_that_is_not_understood_narrows_nothing(clerk, meeting, query):
    answer = clerk.get(PAGE, query)
    assert answer.status_code == 200
    assert "5 September 2023" in words(answer)


def test_empty_calendar_says_so(clerk, db):
    assert "There is no such meeting in the calendar." in words(clerk.get(PAGE))


def test_committee_without_deadlines_uses_none(cast, clerk):
    factories.meeting(cast.council, date(2023, 9, 5))
    assert "No deadlines set" in words(clerk.get(PAGE))


def test_due_dates_that_hang_on_a_meeting_are_counted(cast, clerk, meeting):
    Action.objects.filter(pk=cast.ahead.pk).update(due_meeting=meeting)
    Action.objects.filter(pk=cast.late.pk).update(due_cycle=meeting.cycle)
    page = words(clerk.get(PAGE))
    assert "1 due date; 1 due date on its cycle" in page


def test_reader_is_not_told_of_due_dates_in_a_draft(cast, clerk, logged_in, meeting):
    Action.objects.filter(pk=cast.ahead.pk).update(due_meeting=meeting)
    cast.plan.state = "draft"
    cast.plan.save()
    reader, detail = logged_in(cast.reader), f"{PAGE}{meeting.pk}/"
    assert "1 due date" in words(clerk.get(PAGE))
    assert "1 due date" not in words(reader.get(PAGE))
    assert cast.ahead.title in words(clerk.get(detail))
    assert cast.ahead.title not in words(reader.get(detail))


def test_list_asks_the_database_as_often_for_many_as_for_few(
    cast, clerk, meeting, django_assert_num_queries, django_assert_max_num_queries
):
    with django_assert_max_num_queries(9) as few:
        clerk.get(PAGE)
    for number in range(1, 13):
        one = factories.meeting(cast.council, date(2023, 10, number), f"Committee {number}")
        Action.objects.filter(pk=cast.ahead.pk).update(due_meeting=one)
    with django_assert_num_queries(len(few)):
        clerk.get(PAGE)


# ---- one meeting


def test_meetings_page_says_when_where_and_what_hangs_on_it(cast, logged_in, meeting):
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=time(18, 30), place="Bushloe House")
    Action.objects.filter(pk=cast.ahead.pk).update(due_meeting=meeting)
    Action.objects.filter(pk=cast.late.pk).update(due_cycle=meeting.cycle)
    page = words(logged_in(cast.reader).get(f"{PAGE}{meeting.pk}/"))
    for said in ("Tuesday 5 September 2023", "6:30pm", "Bushloe House", "5 clear days before"):
        assert said in page
    assert cast.ahead.title in page
    assert cast.late.title in page
    assert "Move to another day" not in page


@pytest.mark.parametrize("page", ["", "edit/", "move/", "cancel/", "remove/"])
@pytest.mark.parametrize("pk", ["theirs", HUGE, 999_999])
def test_meeting_that_is_not_ours_is_not_found(cast, clerk, page, pk):
    theirs = factories.meeting(cast.other_council)
    number = theirs.pk if pk == "theirs" else pk
    assert clerk.get(f"{PAGE}{number}/{page}").status_code == 404
    if page:
        assert clerk.post(f"{PAGE}{number}/{page}", {"day": "1 May 2024"}).status_code == 404


# ---- adding and changing


def test_clerk_adds_a_meeting(cast, clerk, meeting):
    sent = typed(meeting, day="26 September 2023", starts_at="6.30pm", place=" Council Chamber ")
    assert clerk.post(f"{PAGE}add/", sent).status_code == 302
    made = Meeting.objects.get(day=date(2023, 9, 26))
    assert (made.starts_at, made.place) == (time(18, 30), "Council Chamber")
    assert made.cycle == meeting.cycle
    assert made.history.get().history_user == cast.clerk


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"day": ""}, "Give a day such as"),
        ({"day": "32 May 2023"}, "Give a day such as"),
        ({"day": "1 May 1066"}, "from 1900 to 2199"),
        ({"day": "5 September 2023"}, "has a meeting on that day already"),
        ({"day": "6 September 2023", "committee": ""}, "Choose a committee."),
        ({"day": "6 September 2023", "committee": HUGE}, "valid choice"),
        ({"day": "6 September 2023", "starts_at": "teatime"}, "Give a time such as"),
        ({"day": "6 September 2023", "place": "x" * 201}, "at most 200 characters"),
        ({"day": "6 September 2023", "cycle": "999999"}, "valid choice"),
    ],
)
def test_meeting_that_cannot_stand_is_refused_with_a_sentence(clerk, meeting, changes, sentence):
    answer = clerk.post(f"{PAGE}add/", typed(meeting, **changes))
    assert answer.status_code == 422
    assert sentence in words(answer)
    assert Meeting.objects.count() == 1


def test_committee_and_cycle_of_another_council_are_no_choice(cast, clerk, meeting):
    theirs = factories.meeting(cast.other_council)
    cycle = Cycle.objects.create(council=cast.other_council, name="Theirs")
    for changes in ({"committee": theirs.committee_id}, {"cycle": cycle.pk}):
        answer = clerk.post(f"{PAGE}add/", typed(meeting, day="6 September 2023", **changes))
        assert answer.status_code == 422


def test_without_a_committee_one_is_added_first(clerk, db):
    answer = clerk.get(f"{PAGE}add/")
    assert answer.url == f"{PAGE}committees/add/"


def test_time_place_and_cycle_are_changed_and_the_day_is_not(clerk, meeting):
    sent = typed(meeting, starts_at="19:00", place="Town Hall", cycle="", day="1 May 2024")
    assert clerk.post(f"{PAGE}{meeting.pk}/edit/", sent).status_code == 302
    meeting.refresh_from_db()
    assert (meeting.starts_at, meeting.place, meeting.cycle) == (time(19), "Town Hall", None)
    assert meeting.day == date(2023, 9, 5)


def test_form_sent_back_as_it_was_changes_nothing(clerk, meeting):
    assert clerk.post(f"{PAGE}{meeting.pk}/edit/", typed(meeting)).status_code == 302
    assert meeting.history.count() == 2


def test_two_people_at_once_see_both_versions(clerk, meeting):
    sent = typed(meeting, place="Mine")
    meeting.place = "Theirs"
    meeting.save()
    answer = clerk.post(f"{PAGE}{meeting.pk}/edit/", sent)
    assert answer.status_code == 409
    assert "Theirs" in words(answer)
    assert "Mine" in words(answer)


def test_changing_the_committee_to_one_that_meets_that_day_is_refused(cast, clerk, meeting):
    other = factories.meeting(cast.council, meeting.day, "Planning Committee")
    sent = typed(meeting, committee=other.committee_id)
    answer = clerk.post(f"{PAGE}{meeting.pk}/edit/", sent)
    assert answer.status_code == 422
    assert "has a meeting on 5 September 2023 already" in words(answer)


# ---- removing


def test_meeting_entered_by_mistake_is_removed(clerk, meeting):
    answer = clerk.post(f"{PAGE}{meeting.pk}/remove/", {"seen": seen(meeting)})
    assert answer.status_code == 302
    assert not Meeting.objects.exists()


def test_meeting_that_something_hangs_on_is_not_removed(cast, clerk, meeting):
    Action.objects.filter(pk=cast.ahead.pk).update(due_meeting=meeting)
    answer = clerk.post(f"{PAGE}{meeting.pk}/remove/", {"seen": seen(meeting)})
    assert answer.status_code == 409
    assert "cancel it instead" in words(answer)
    assert Meeting.objects.exists()


def test_meeting_to_which_a_period_is_reported_is_not_removed(cast, clerk, meeting):
    period = cast.plan.periods.get()
    period.meetings.add(meeting)
    answer = clerk.post(f"{PAGE}{meeting.pk}/remove/", {"seen": seen(meeting)})
    assert answer.status_code == 409
    assert "This meeting stays: periods or reports go to it" in words(answer)
    with pytest.raises(ProtectedError):
        meeting.delete()
    assert list(period.meetings.all()) == [meeting]


# ---- cycles


def test_cycles_show_their_meetings_and_what_hangs_on_them(cast, clerk, meeting):
    Action.objects.filter(pk=cast.ahead.pk).update(due_cycle=meeting.cycle)
    page = words(clerk.get(f"{PAGE}cycles/"))
    assert f"{PFD}, 5 September 2023" in page
    assert "1 due date" in page


def test_cycle_is_added_and_renamed(cast, clerk):
    assert clerk.post(f"{PAGE}cycles/add/", {"name": " Q2  2023/24 "}).status_code == 302
    cycle = Cycle.objects.get(council=cast.council, name="Q2 2023/24")
    sent = {"name": "September 2023 cycle", "seen": seen(cycle)}
    assert clerk.post(f"{PAGE}cycles/{cycle.pk}/edit/", sent).status_code == 302
    cycle.refresh_from_db()
    assert cycle.name == "September 2023 cycle"


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("", "Give the cycle’s name."),
        ("\x01", "Give the cycle’s name."),
        ("SEPTEMBER 2023 CYCLE", "a cycle of that name already"),
        ("x" * 61, "at most 60 characters"),
    ],
)
def test_cycle_that_cannot_stand_is_refused(clerk, meeting, name, sentence):
    answer = clerk.post(f"{PAGE}cycles/add/", {"name": name})
    assert answer.status_code == 422
    assert sentence in words(answer)


def test_unused_cycle_is_removed_and_a_used_one_is_not(cast, clerk, meeting):
    unused = Cycle.objects.create(council=cast.council, name="Q4 2023/24")
    sent = {"seen": seen(unused)}
    assert clerk.post(f"{PAGE}cycles/{unused.pk}/remove/", sent).status_code == 302
    answer = clerk.post(f"{PAGE}cycles/{meeting.cycle_id}/remove/", {"seen": seen(meeting.cycle)})
    assert answer.status_code == 409
    assert "This cycle stays" in words(answer)


@pytest.mark.parametrize("page", ["edit", "remove"])
@pytest.mark.parametrize("pk", ["theirs", HUGE])
def test_cycle_that_is_not_ours_is_not_found(cast, clerk, page, pk):
    theirs = Cycle.objects.create(council=cast.other_council, name="Theirs")
    number = theirs.pk if pk == "theirs" else pk
    answer = clerk.post(f"{PAGE}cycles/{number}/{page}/", {"name": "Ours", "seen": seen(theirs)})
    assert answer.status_code == 404
    assert Cycle.objects.get(pk=theirs.pk).name == "Theirs"


def test_cycles_ask_the_database_as_often_for_many_as_for_few(
    cast, clerk, meeting, django_assert_num_queries, django_assert_max_num_queries
):
    with django_assert_max_num_queries(8) as few:
        clerk.get(f"{PAGE}cycles/")
    for number in range(1, 13):
        cycle = Cycle.objects.create(council=cast.council, name=f"Cycle {number}")
        one = factories.meeting(cast.council, date(2023, 10, number), f"Committee {number}")
        Meeting.objects.filter(pk=one.pk).update(cycle=cycle)
    with django_assert_num_queries(len(few)):
        clerk.get(f"{PAGE}cycles/")
