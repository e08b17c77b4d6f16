"""Due dates that move with their meeting, are settled, and are untied."""

from datetime import date

import pytest

from actionplan.declared import Due, Precision, Status
from actionplan.models import Action, Change, Entry, Plan
from actionplan.queries.document import plan_document
from actionplan.queries.history import Change as HistoryChange
from actionplan.queries.history import timeline
from actionplan.queries.ties import tied_rows
from actionplan.services.ties import take_meetings_day, untie
from council.meeting_users import Shift, move
from council.services.meetings import cancel_meeting
from council.versions import ChangedMeanwhile
from tests import factories
from tests.actionplan.tied_dates import (
    NEW,
    OLD,
    PAGE,
    PFD,
    WHY,
    fresh,
    seen,
    shift,
    tie,
    words,
)

# ---- moving with the meeting


def test_date_moves_with_its_meeting_and_is_recorded_as_that(cast, meeting, named):
    tied = tie(cast, named)
    said = tied.latest.said
    assert shift(meeting, NEW, cast) == 1
    entry = fresh(tied).latest
    assert entry.kind == Entry.Kind.MEETING_MOVED
    assert entry.due == Due("PFD September 2023", NEW, Precision.DAY)
    assert entry.due_reason == f"Meeting moved: {PFD}, 12 September 2023 to 19 September 2023"
    assert entry.said == said
    assert entry.by == cast.clerk
    change = entry.change
    assert change.kind == Change.Kind.MEETING_MOVED
    assert change.details == [["Due", "12 September 2023", "19 September 2023"]]
    assert (change.reason, change.action, change.subject) == ("Flood.", tied, str(tied))


def test_a_meeting_that_moves_is_no_slip_and_needs_no_agreement(cast, meeting, named):
    Plan.objects.filter(pk=cast.plan.pk).update(asks_date_agreement=True)
    tied = tie(cast, named)
    assert shift(meeting, NEW, cast) == 1
    assert fresh(tied).latest.due.date == NEW
    found = {one.reference: one for one in plan_document(cast.plan, NEW).actions()}
    assert found[tied.reference].revisions[-1].by_meeting
    assert found[tied.reference].proposed is None


def test_first_agreed_date_is_never_changed_and_the_move_is_a_revision_with_its_reason(
    cast, meeting, named
):
    first = named.first_due
    tie(cast, named)
    shift(meeting, NEW, cast)
    found = next(
        one for one in plan_document(cast.plan, date(2023, 6, 30)).actions()
        if one.reference == "PR-1"
    )  # fmt: skip
    assert found.first_due == first
    last = found.revisions[-1]
    assert (last.before.date, last.after.date) == (OLD, NEW)
    assert last.reason.startswith("Meeting moved: ")


def test_words_that_name_the_old_day_become_the_meetings_name(cast, meeting):
    due = Due("PFD 12 September 2023", OLD, Precision.DAY)
    factories.entry(cast.ahead, by=cast.owner, due=due)
    tie(cast, cast.ahead)
    shift(meeting, NEW, cast)
    assert fresh(cast.ahead).latest.due_words == f"{PFD}, 19 September 2023"


def test_empty_words_become_the_meetings_name(cast, meeting):
    factories.entry(cast.ahead, by=cast.owner, due=Due("", OLD, Precision.DAY))
    Action.objects.filter(pk=cast.ahead.pk).update(due_meeting=meeting)
    shift(meeting, NEW, cast)
    assert fresh(cast.ahead).latest.due_words == f"{PFD}, 19 September 2023"


def test_action_never_spoken_of_moves_too(cast, meeting):
    one = factories.action(cast.plan, "New", due=OLD, due_meeting=meeting)
    shift(meeting, NEW, cast)
    entry = fresh(one).latest
    assert (entry.due_date, entry.said) == (NEW, None)
    assert fresh(one).first_due.date == OLD


@pytest.mark.parametrize("status", [Status.COMPLETE, Status.BUSINESS_AS_USUAL, Status.CANCELLED])
def test_closed_actions_stay(cast, meeting, named, status):
    tie(cast, named)
    factories.entry(fresh(named), by=cast.owner, status=status)
    assert shift(meeting, NEW, cast) == 0
    assert fresh(named).latest.due_date == OLD


def test_actions_whose_date_is_another_stay(cast, meeting, named):
    tie(cast, named)
    factories.entry(fresh(named), by=cast.owner, due=date(2023, 10, 1))
    assert shift(meeting, NEW, cast) == 0
    assert fresh(named).latest.due_date == date(2023, 10, 1)


def test_archived_plans_and_dropped_actions_stay(cast, meeting, named):
    tie(cast, named)
    Action.objects.filter(pk=named.pk).update(left="dropped")
    assert shift(meeting, NEW, cast) == 0
    Action.objects.filter(pk=named.pk).update(left="")
    cast.plan.state = "archived"
    cast.plan.save()
    assert shift(meeting, OLD, cast) == 0
    assert fresh(named).latest.due_date == OLD


def test_what_hangs_on_another_meeting_stays(cast, meeting, named):
    tie(cast, named)
    other = factories.meeting(cast.council, OLD, "Planning Committee")
    assert shift(other, NEW, cast) == 0
    assert fresh(named).latest.due_date == OLD


def test_several_plans_move_each_with_its_own_register(cast, meeting, named):
    tie(cast, named)
    second = factories.plan(cast.council, "Audit plan", slug="audit", code="AU", open_period=False)
    one = factories.action(second, "Fix it", due=OLD, due_meeting=meeting)
    assert shift(meeting, NEW, cast) == 2
    moved = Change.objects.filter(kind=Change.Kind.MEETING_MOVED)
    assert {(change.plan, change.action) for change in moved} == {(cast.plan, named), (second, one)}


def test_moving_nothing_writes_nothing(cast):
    assert move([], cast.clerk, "x") == 0
    assert move([Shift(OLD, NEW, "x", "x", meeting=999_999)], cast.clerk, "x") == 0


def test_history_says_that_the_meeting_moved_with_both_days(cast, manager, meeting, named):
    tie(cast, named)
    shift(meeting, NEW, cast)
    moved, tied, *_ = timeline(fresh(named))
    assert moved.changes == (HistoryChange("Due", "12 September 2023", "19 September 2023"),)
    assert tied.changes == (HistoryChange("Due", "September 2023", "12 September 2023"),)
    page = words(manager.get("/ashdown/plans/peer-review/actions/PR-1/"))
    assert "The meeting has moved" in page
    assert f"Meeting moved: {PFD}, 12 September 2023 to 19 September 2023" in page
    assert "Flood." in page


# ---- settling and untying


def test_cancelled_meetings_due_dates_are_listed_to_be_settled(cast, manager, meeting, named):
    tie(cast, named)
    cancel_meeting(meeting=meeting, by=cast.clerk, seen=seen(meeting))
    row = tied_rows(cast.council)[0]
    assert row.problem == "The meeting is cancelled."
    assert "To settle: The meeting is cancelled." in words(manager.get(PAGE))
    assert fresh(named).latest.due_date == OLD


def test_untied_date_stays_and_no_longer_moves(cast, manager, meeting, named):
    tied = tie(cast, named)
    path = f"{PAGE}peer-review/PR-1/untie/"
    page = words(manager.get(path))
    assert f"Hangs on: {PFD}, 12 September 2023." in page
    answer = manager.post(path, {"reason": "Not that meeting.", "seen": seen(tied)}, follow=True)
    assert "hangs on no meeting now" in words(answer)
    assert fresh(named).due_meeting is None
    change = Change.objects.latest("number")
    assert change.details == [["Due date hangs on", f"{PFD}, 12 September 2023", "Nothing"]]
    assert shift(meeting, NEW, cast) == 0
    assert fresh(named).latest.due_date == OLD


def test_date_that_differs_can_be_set_to_the_meetings_day(cast, manager, meeting, named):
    tie(cast, named)
    factories.entry(fresh(named), by=cast.owner, due=date(2023, 10, 1))
    page = words(manager.get(PAGE))
    assert "It is due 1 October 2023, but the meeting is on 12 September 2023." in page
    path = f"{PAGE}peer-review/PR-1/settle/"
    sent = {"reason": "As agreed.", "seen": seen(fresh(named))}
    answer = manager.post(path, sent, follow=True)
    assert "PR-1 is due on 12 September 2023 now." in words(answer)
    entry = fresh(named).latest
    assert entry.due == Due(f"{PFD}, 12 September 2023", OLD, Precision.DAY)
    assert tied_rows(cast.council)[0].problem == ""


def test_nothing_to_settle_is_said(cast, manager, named):
    tie(cast, named)
    answer = manager.get(f"{PAGE}peer-review/PR-1/settle/", follow=True)
    assert "There is nothing to settle about PR-1." in words(answer)


def test_old_page_unties_and_settles_nothing(cast, manager, meeting, named):
    tied = tie(cast, named)
    old = seen(tied) - 1
    answer = manager.post(f"{PAGE}peer-review/PR-1/untie/", {"reason": "x", "seen": old})
    assert answer.status_code == 409
    with pytest.raises(ChangedMeanwhile):
        untie(action=named, by=cast.manager, why=WHY, seen=old)
    with pytest.raises(ChangedMeanwhile):
        take_meetings_day(
            action=named, by=cast.manager, why=WHY, seen=seen(tied), shown=date(2023, 1, 1)
        )
    assert fresh(named).due_meeting == meeting


def test_untying_what_hangs_on_nothing_is_refused(cast, manager):
    sent = {"reason": "x", "seen": seen(cast.ahead)}
    answer = manager.post(f"{PAGE}peer-review/PR-1/untie/", sent)
    assert answer.status_code == 409


@pytest.mark.parametrize("page", ["untie", "settle"])
@pytest.mark.parametrize("reference", ["PR-999", "PR-0", "PR-9999999999999999999", "XX-1", "x"])
def test_action_that_is_not_there_is_not_found(cast, manager, page, reference):
    assert manager.get(f"{PAGE}peer-review/{reference}/{page}/").status_code == 404
    assert manager.get(f"/brackwater/meetings/due/peer-review/PR-1/{page}/").status_code == 404
