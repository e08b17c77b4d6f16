"""Due dates tied to meetings, moved with them, settled and untied; each leaves its trail."""

from datetime import date

import pytest

from actionplan.declared import Due, Precision, Status
from actionplan.models import Change, Entry
from actionplan.queries.ties import candidates
from actionplan.services.ties import tie_actions
from council.models import Cycle, Meeting
from council.versions import CannotEdit, ChangedMeanwhile
from tests import factories
from tests.actionplan.tied_dates import (
    MONTH,
    NEW,
    OLD,
    PAGE,
    PFD,
    WHY,
    fresh,
    shift,
    ticket,
    tie,
    words,
)

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
