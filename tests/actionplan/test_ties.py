"""Due dates tied to meetings, moved with them, settled and untied; each leaves its trail."""

from datetime import date
from typing import Any

import pytest

from actionplan.document import Due, Precision, Status
from actionplan.models import Action, Change, Entry, Plan
from actionplan.queries.document import plan_document
from actionplan.queries.history import Change as HistoryChange
from actionplan.queries.history import timeline
from actionplan.queries.ties import candidates, tied_rows
from actionplan.services.register import Why
from actionplan.services.ties import take_meetings_day, tie_actions, untie
from council.meeting_users import Shift, move
from council.models import Cycle, Meeting
from council.services.meetings import cancel_meeting, move_meeting
from council.versions import CannotEdit, ChangedMeanwhile
from tests import factories

PAGE = "/ashdown/meetings/due/"
PFD = "Policy, Finance and Development Committee"
OLD, NEW = date(2023, 9, 12), date(2023, 9, 19)
WHY = Why("Agreed with the clerk.")
MONTH = Due("PFD September 2023", date(2023, 9, 30), Precision.MONTH)


@pytest.fixture
def meeting(cast) -> Meeting:
    made = factories.meeting(cast.council, OLD)
    made.committee.other_names = "PFD"
    made.committee.save()
    return made


@pytest.fixture
def named(cast, meeting) -> Action:
    """PR-1, whose due words name the meeting by its month."""
    factories.entry(cast.ahead, by=cast.owner, due=MONTH)
    return Action.objects.get(pk=cast.ahead.pk)


def seen(row) -> int:
    return row.history.latest("history_id").history_id


def words(answer) -> str:
    return answer.content.decode()


def fresh(action: Action) -> Any:
    return Action.objects.select_related("latest", "plan", "due_meeting").get(pk=action.pk)


def ticket(cast, action: Action, place: int = 0) -> str:
    found = next(one for one in candidates(cast.council) if one.action == action)
    return found.offers[place].ticket


def tie(cast, action: Action) -> Any:
    chosen = {action.pk: ticket(cast, action)}
    tie_actions(plan=cast.plan, chosen=chosen, by=cast.manager, why=WHY)
    return fresh(action)


def shift(meeting: Meeting, day: date, cast) -> int:
    stands = Meeting.objects.get(pk=meeting.pk)
    return move_meeting(meeting=stands, day=day, by=cast.clerk, reason="Flood.", seen=seen(stands))


# ---- what is offered


def test_words_that_name_a_meeting_are_offered_with_what_tying_does(cast, manager, named):
    page = words(manager.get(PAGE))
    assert "PFD September 2023" in page
    assert f"{PFD}, 12 September 2023" in page
    assert "Its date becomes 12 September 2023 (now September 2023)." in page
    assert "checked" in page


@pytest.mark.parametrize(
    ("due", "effect"),
    [
        (Due("PFD 12 September 2023", OLD, Precision.DAY), "Its date is the meeting’s already."),
        (
            Due("PFD September 2023", date(2023, 9, 20), Precision.DAY),
            "The dates differ: it is due 20 September 2023 and keeps that date.",
        ),
        (
            Due("PFD September 2023", date(2023, 8, 31), Precision.MONTH),
            "The dates differ: it is due August 2023 and keeps that date.",
        ),
        (Due("PFD September 2023"), "Its date becomes 12 September 2023 (now no date)."),
    ],
)
def test_effect_of_tying_is_said(cast, meeting, due, effect):
    factories.entry(cast.ahead, by=cast.owner, due=due)
    assert candidates(cast.council)[0].offers[0].effect == effect


def test_two_meetings_in_the_month_are_both_offered_and_none_is_chosen(cast, manager, named):
    Meeting.objects.create(committee=Meeting.objects.get().committee, day=date(2023, 9, 28))
    page = words(manager.get(PAGE))
    assert page.count('type="radio"') == 3
    assert "More than one meeting fits these words" in page


@pytest.mark.parametrize("status", [Status.COMPLETE, Status.CANCELLED])
def test_closed_actions_are_not_offered(cast, named, status):
    factories.entry(named, by=cast.owner, status=status)
    assert candidates(cast.council) == []


def test_actions_of_archived_plans_and_of_other_councils_are_not_offered(cast, named):
    factories.entry(cast.other_action, by=cast.stranger, due=MONTH)
    assert [one.action for one in candidates(cast.council)] == [named]
    cast.plan.state = "archived"
    cast.plan.save()
    assert candidates(cast.council) == []


def test_cancelled_meeting_is_not_named(cast, meeting, named):
    Meeting.objects.update(is_cancelled=True)
    assert candidates(cast.council) == []


def test_page_without_candidates_says_so(manager, db):
    page = words(manager.get(PAGE))
    assert "No open action’s due words name a meeting" in page
    assert "No due date hangs on a meeting yet." in page


def test_page_asks_the_database_as_often_for_many_as_for_few(
    cast, manager, named, django_assert_num_queries, django_assert_max_num_queries
):
    with django_assert_max_num_queries(14) as few:
        manager.get(PAGE)
    for number in range(10):
        one = factories.action(cast.plan, f"More {number}", recommendation=cast.governance)
        factories.entry(one, by=cast.owner, due=MONTH)
    with django_assert_num_queries(len(few)):
        manager.get(PAGE)


# ---- tying


def test_chosen_actions_are_tied_in_one_go(cast, manager, named):
    factories.entry(cast.late, by=cast.owner, due=Due("PFD 12 September 2023", OLD, Precision.DAY))
    sent = {
        f"tie-{named.pk}": ticket(cast, named),
        f"tie-{cast.late.pk}": ticket(cast, cast.late),
        "reason": "Agreed with the clerk.",
        "minute": "34",
    }
    answer = manager.post(f"{PAGE}peer-review/tie/", sent, follow=True)
    assert "2 due dates of Peer review action plan now hang on a meeting." in words(answer)
    changes = Change.objects.filter(kind=Change.Kind.TIED).order_by("number")
    assert [change.action for change in changes] == [named, cast.late]
    assert {(one.reason, one.minute, one.by) for one in changes} == {
        ("Agreed with the clerk.", "34", cast.manager)
    }
    hangs = ["Due date hangs on", "Nothing", f"{PFD}, 12 September 2023"]
    assert changes[0].details == [hangs, ["Due", "September 2023", "12 September 2023"]]
    assert changes[1].details == [hangs]


def test_month_becomes_the_meetings_day_by_a_decision_with_the_words_kept(cast, named):
    first, latest = named.first_due, named.latest
    tied = tie(cast, named)
    entry = tied.latest
    assert entry.kind == Entry.Kind.DECISION
    assert entry.due == Due("PFD September 2023", OLD, Precision.DAY)
    assert entry.due_reason == f"Tied: {PFD}, 12 September 2023"
    assert entry.said == latest
    assert (entry.rating, entry.commentary) == (latest.rating, latest.commentary)
    assert tied.first_due == first
    assert entry.change.kind == Change.Kind.TIED


def test_exact_date_stays_and_no_entry_is_made(cast, meeting):
    due = Due("PFD September 2023", date(2023, 9, 20), Precision.DAY)
    factories.entry(cast.ahead, by=cast.owner, due=due)
    before = Entry.objects.count()
    tied = tie(cast, cast.ahead)
    assert tied.latest.due == due
    assert tied.due_meeting == meeting
    assert Entry.objects.count() == before


def test_cycle_is_tied_with_the_day_of_its_last_meeting(cast, meeting):
    cycle = Cycle.objects.create(council=cast.council, name="September 2023 cycle")
    Meeting.objects.filter(pk=meeting.pk).update(cycle=cycle)
    due = Due("To Members in the September 2023 cycle", date(2023, 9, 30), Precision.MONTH)
    factories.entry(cast.ahead, by=cast.owner, due=due)
    tied = tie(cast, cast.ahead)
    assert tied.due_cycle == cycle
    assert tied.latest.due_date == OLD


def test_reason_is_needed_once_the_plan_is_adopted(cast, manager, named):
    path = f"{PAGE}peer-review/tie/"
    sent = {f"tie-{named.pk}": ticket(cast, named), "reason": " "}
    answer = manager.post(path, sent)
    assert answer.status_code == 422
    assert "Say why" in words(answer)
    assert "checked" in words(answer)
    cast.plan.state = "draft"
    cast.plan.save()
    assert manager.post(path, sent).status_code == 302


def test_nothing_chosen_is_said(manager, named):
    answer = manager.post(f"{PAGE}peer-review/tie/", {"reason": "x"})
    assert answer.status_code == 422
    assert "Choose at least one action" in words(answer)


@pytest.mark.parametrize(
    "value",
    ["", "meeting", "meeting-1", "cycle-1/2023-09-12/1", "meeting-99999/2023-09-12/1",
     f"meeting-{10**17}/2023-09-12/0", f"meeting-{10**30}/2023-09-12/0", "\x00", "x" * 10_000],
)  # fmt: skip
def test_hostile_tickets_tie_nothing(cast, manager, named, value):
    answer = manager.post(f"{PAGE}peer-review/tie/", {f"tie-{named.pk}": value, "reason": "x"})
    assert answer.status_code in {409, 422}
    assert fresh(named).due_meeting is None


def test_action_of_another_plan_or_council_is_not_tied(cast, manager, named):
    value = ticket(cast, named)
    for pk in (cast.other_action.pk, 10**17, 999_999):
        answer = manager.post(f"{PAGE}peer-review/tie/", {f"tie-{pk}": value, "reason": "x"})
        assert answer.status_code == 409
    assert fresh(cast.other_action).due_meeting is None


def test_nothing_is_tied_where_the_date_or_the_meeting_has_changed(cast, manager, named, meeting):
    sent = {f"tie-{named.pk}": ticket(cast, named), "reason": "x"}
    shift(meeting, NEW, cast)
    assert manager.post(f"{PAGE}peer-review/tie/", sent).status_code == 409
    sent = {f"tie-{named.pk}": ticket(cast, named), "reason": "x"}
    factories.entry(named, by=cast.owner, commentary="More words.")
    assert manager.post(f"{PAGE}peer-review/tie/", sent).status_code == 409
    assert fresh(named).due_meeting is None


def test_all_or_none_are_tied(cast, named):
    factories.entry(cast.late, by=cast.owner, due=MONTH)
    chosen = {named.pk: ticket(cast, named), cast.late.pk: "meeting-1/2000-01-01/0"}
    with pytest.raises(ChangedMeanwhile):
        tie_actions(plan=cast.plan, chosen=chosen, by=cast.manager, why=WHY)
    assert not Change.objects.exists()
    assert fresh(named).due_meeting is None


def test_archived_plan_ties_nothing(cast, named):
    chosen = {named.pk: ticket(cast, named)}
    cast.plan.state = "archived"
    cast.plan.save()
    with pytest.raises(CannotEdit, match="archived"):
        tie_actions(plan=cast.plan, chosen=chosen, by=cast.manager, why=WHY)


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
