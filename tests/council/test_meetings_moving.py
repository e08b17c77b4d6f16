"""Meetings moved, cancelled and held after all; what hangs on them is shown before it moves."""

import re
from datetime import date

import pytest
from django.test import Client

from actionplan.models import Action, Change, Entry
from council.models import Cycle, Meeting
from council.services.meetings import move_meeting
from council.timetable import Held, ends_of, shifts
from council.versions import CannotEdit, ChangedMeanwhile
from tests import factories

PAGE = "/ashdown/meetings/"
OLD, NEW = date(2023, 9, 12), date(2023, 9, 19)


@pytest.fixture
def clerk(cast, logged_in) -> Client:
    return logged_in(cast.clerk)


@pytest.fixture
def meeting(cast) -> Meeting:
    """PFD on 12 September 2023, on which PR-1 and PR-2 hang; PR-1 is due that day."""
    made = factories.meeting(cast.council, OLD)
    factories.entry(cast.ahead, by=cast.owner, due=OLD)
    Action.objects.filter(pk__in=[cast.ahead.pk, cast.late.pk]).update(due_meeting=made)
    return made


def seen(row) -> int:
    return row.history.latest("history_id").history_id


def words(answer) -> str:
    return answer.content.decode()


def hidden(answer) -> dict[str, str]:
    """What the page that shows the move sends back."""
    return dict(re.findall(r'name="(day|seen|shown)" value="([^"]*)"', words(answer)))


def due(action: Action) -> date | None:
    latest = Action.objects.get(pk=action.pk).latest
    return latest.due_date if latest else None


# ---- looking


def test_before_it_moves_every_due_date_is_shown(cast, clerk, meeting):
    before = Entry.objects.count()
    page = words(clerk.get(f"{PAGE}{meeting.pk}/move/", {"day": "19 September 2023"}))
    assert "From 12 September 2023 to 19 September 2023" in page
    moves, _, stays = page.partition("These stay as they are")
    assert cast.ahead.title in moves
    assert "19 September 2023" in moves
    assert cast.late.title in stays
    assert "Its own date is 31 March 2023, not 12 September 2023" in stays
    meeting.refresh_from_db()
    assert (meeting.day, Entry.objects.count()) == (OLD, before)


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("", "Give a day such as"),
        ("tomorrow", "Give a day such as"),
        ("1 May 1066", "from 1900 to 2199"),
        ("12 September 2023", "is on 12 September 2023 already"),
        ("26 September 2023", "has a meeting on 26 September 2023 already"),
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_day_to_which_it_cannot_move_is_refused(clerk, meeting, day, sentence, method):
    Meeting.objects.create(committee=meeting.committee, day=date(2023, 9, 26))
    answer = getattr(clerk, method)(f"{PAGE}{meeting.pk}/move/", {"day": day})
    assert sentence in words(answer)
    meeting.refresh_from_db()
    assert meeting.day == OLD


# ---- moving


def test_due_dates_move_with_the_meeting(cast, clerk, meeting):
    path = f"{PAGE}{meeting.pk}/move/"
    sent = hidden(clerk.get(path, {"day": "19/09/2023"})) | {"reason": "The hall is flooded."}
    answer = clerk.post(path, sent, follow=True)
    assert "now meets on 19 September 2023. 1 due date has moved with it." in words(answer)
    meeting.refresh_from_db()
    assert meeting.day == NEW
    line = meeting.history.latest("history_id")
    assert (line.history_user, line.history_change_reason) == (cast.clerk, "The hall is flooded.")
    assert due(cast.ahead) == NEW
    assert due(cast.late) == date(2023, 3, 31)


def test_reason_is_needed_once_something_moves(clerk, meeting):
    path = f"{PAGE}{meeting.pk}/move/"
    sent = hidden(clerk.get(path, {"day": "19 September 2023"}))
    for reason in ("", "  ", "\x01"):
        answer = clerk.post(path, sent | {"reason": reason})
        assert answer.status_code == 422
        assert "Say why" in words(answer)
    meeting.refresh_from_db()
    assert meeting.day == OLD


def test_meeting_without_due_dates_moves_without_a_reason(cast, clerk):
    alone = factories.meeting(cast.council, OLD)
    path = f"{PAGE}{alone.pk}/move/"
    sent = hidden(clerk.get(path, {"day": "19 September 2023"}))
    assert clerk.post(path, sent | {"reason": ""}).status_code == 302
    alone.refresh_from_db()
    assert alone.day == NEW


def test_nothing_moves_where_the_meeting_has_changed_meanwhile(clerk, meeting):
    path = f"{PAGE}{meeting.pk}/move/"
    sent = hidden(clerk.get(path, {"day": "19 September 2023"})) | {"reason": "Flood."}
    meeting.place = "Town Hall"
    meeting.save()
    answer = clerk.post(path, sent)
    assert answer.status_code == 409
    assert "Nothing is changed yet" in words(answer)
    assert clerk.post(path, hidden(answer) | {"reason": "Flood."}).status_code == 302


def test_nothing_moves_where_something_else_would_move_than_was_shown(cast, clerk, meeting):
    path = f"{PAGE}{meeting.pk}/move/"
    sent = hidden(clerk.get(path, {"day": "19 September 2023"})) | {"reason": "Flood."}
    factories.entry(cast.late, by=cast.owner, due=OLD)
    assert clerk.post(path, sent).status_code == 409
    assert due(cast.late) == OLD
    meeting.refresh_from_db()
    assert meeting.day == OLD


def test_move_and_dates_are_one_whole(cast, meeting, monkeypatch):
    def fails(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("actionplan.services.ties.decide", fails)
    with pytest.raises(RuntimeError):
        move_meeting(meeting=meeting, day=NEW, by=cast.clerk, reason="Flood.", seen=seen(meeting))
    meeting.refresh_from_db()
    assert meeting.day == OLD
    assert not Change.objects.filter(kind=Change.Kind.MEETING_MOVED).exists()


def test_service_asks_for_a_reason_and_the_newest_version(cast, meeting):
    newest = seen(meeting)
    with pytest.raises(CannotEdit, match="Say why"):
        move_meeting(meeting=meeting, day=NEW, by=cast.clerk, reason=" ", seen=newest)
    with pytest.raises(ChangedMeanwhile):
        move_meeting(meeting=meeting, day=NEW, by=cast.clerk, reason="x", seen=newest - 1)


# ---- cycles


def test_cycle_ends_with_its_last_meeting_that_is_held(cast, clerk, meeting):
    cycle = Cycle.objects.create(council=cast.council, name="September 2023 cycle")
    Meeting.objects.filter(pk=meeting.pk).update(cycle=cycle)
    Action.objects.update(due_meeting=None)
    Action.objects.filter(pk=cast.ahead.pk).update(due_cycle=cycle)
    early = factories.meeting(cast.council, date(2023, 9, 5), "Planning Committee")
    Meeting.objects.filter(pk=early.pk).update(cycle=cycle)
    page = clerk.get(f"{PAGE}{early.pk}/move/", {"day": "7 September 2023"})
    assert "No due date moves with it." in words(page)
    page = clerk.get(f"{PAGE}{early.pk}/move/", {"day": "20 September 2023"})
    sent = hidden(page) | {"reason": "Flood."}
    assert clerk.post(f"{PAGE}{early.pk}/move/", sent).status_code == 302
    assert due(cast.ahead) == date(2023, 9, 20)


def test_what_moves_between_two_calendars():
    before = [
        Held(1, "PFD", date(2023, 9, 5), 7, "September"),
        Held(2, "Council", date(2023, 9, 26), 7, "September"),
        Held(3, "Audit", date(2023, 10, 4)),
    ]
    after = [
        Held(1, "PFD", date(2023, 9, 28), 7, "September"),
        Held(2, "Council", date(2023, 9, 26), 7, "September"),
        Held(4, "Audit", date(2023, 10, 5)),
    ]
    assert [(one.meeting, one.cycle, one.before, one.after) for one in shifts(before, after)] == [
        (1, None, date(2023, 9, 5), date(2023, 9, 28)),
        (None, 7, date(2023, 9, 26), date(2023, 9, 28)),
    ]
    assert shifts(before, before) == []
    assert shifts([], before) == []
    assert ends_of(before) == {7: date(2023, 9, 26)}


# ---- cancelling


def test_cancelling_says_what_hangs_on_it_and_moves_nothing(cast, clerk, meeting):
    path = f"{PAGE}{meeting.pk}/cancel/"
    page = words(clerk.get(path))
    assert cast.ahead.title in page
    assert cast.late.title in page
    sent = {"seen": seen(meeting), "reason": "No business."}
    answer = clerk.post(path, sent, follow=True)
    assert "is cancelled. What hangs on it keeps its date." in words(answer)
    meeting.refresh_from_db()
    assert meeting.is_cancelled
    assert meeting.history.latest("history_id").history_change_reason == "No business."
    assert due(cast.ahead) == OLD
    assert "Cancelled" in words(clerk.get(PAGE))


def test_cancelled_meeting_takes_place_after_all(cast, clerk, meeting):
    meeting.is_cancelled = True
    meeting.save()
    path = f"{PAGE}{meeting.pk}/restore/"
    assert "It takes place after all" in words(clerk.get(f"{PAGE}{meeting.pk}/"))
    clerk.post(path, {"seen": "0"})
    meeting.refresh_from_db()
    assert meeting.is_cancelled
    clerk.post(path, {"seen": seen(meeting)})
    meeting.refresh_from_db()
    assert not meeting.is_cancelled


def test_cancelled_meeting_cannot_move(clerk, meeting):
    meeting.is_cancelled = True
    meeting.save()
    answer = clerk.get(f"{PAGE}{meeting.pk}/move/", {"day": "19 September 2023"})
    assert "takes place after all" in words(answer)


def test_cancelling_twice_or_from_an_old_page_is_refused(clerk, meeting):
    path = f"{PAGE}{meeting.pk}/cancel/"
    assert clerk.post(path, {"seen": "9" * 30}).status_code == 409
    sent = {"seen": seen(meeting)}
    assert clerk.post(path, sent).status_code == 302
    assert clerk.post(path, sent).status_code == 409
