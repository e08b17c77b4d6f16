"""The end of a plan: what is still open is settled, and the plan archived."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actionplan.declared import Moment, Precision, Status
from actionplan.models import Action, Change, Entry, Period, Plan
from actionplan.position import position_of
from actionplan.services.periods import begin_closing
from actionplan.services.sealing import seal_period
from council.models import ServiceArea
from tests import factories
from tests.actionplan.life_pages import HOSTILE, STEPS, address, form, put, state_of

# ---- settle


def test_all_that_is_open_is_ticked_on_request(cast, manager):
    Plan.objects.filter(pk=cast.plan.pk).update(state="closing")
    path = address(cast, "plan_settle")
    plain, ticked = manager.get(path), manager.get(f"{path}?tick=shown")
    assert not any(is_ticked for *_, is_ticked in plain.context["lines"])
    assert all(is_ticked for *_, is_ticked in ticked.context["lines"])
    assert f'href="{cast.ahead.get_absolute_url()}">{cast.ahead.reference}</a>' in (
        plain.content.decode()
    )


def ticks(*actions: Action) -> list[str]:
    return [f"{one.pk}-{Action.objects.get(pk=one.pk).latest_id or 0}" for one in actions]


def settle(client, cast, *actions, **fields):
    data = {"action": ticks(*actions), "reason": "The plan ends."} | fields
    return client.post(address(cast, "plan_settle"), data)


def test_page_lists_exactly_what_is_open(cast, manager, closing):
    factories.action(closing, "Dropped", left="dropped")
    page = manager.get(address(cast, "plan_settle"))
    listed = [row.action.reference for row, _, _ in page.context["lines"]]
    assert listed == ["PR-1", "PR-2", "PR-4", "PR-5", "PR-6"]


def test_completed_on_a_day(cast, manager, closing):
    answer = settle(manager, cast, cast.ahead, way="complete", completed_on="12 June 2023")
    assert answer.status_code == 302
    stands = Action.objects.get(pk=cast.ahead.pk)
    position = position_of(stands)
    assert position.status == Status.COMPLETE
    assert position.completed == Moment(date(2023, 6, 12), Precision.DAY)
    assert (position.rating, position.commentary) == ("G", "A working group meets monthly.")
    decision = stands.entries.get(kind=Entry.Kind.DECISION)
    assert stands.latest == decision
    line = closing.changes.get()
    assert (line.kind, line.delta, line.action) == (Change.Kind.CLOSED, 0, cast.ahead)
    assert line == decision.change
    assert ["Status", "In progress", "Complete"] in line.details
    assert ["Completed on", "Nothing", "12 June 2023"] in line.details


def test_completed_on_a_day_that_nobody_knows(cast, manager, closing):
    answer = settle(manager, cast, cast.ahead, way="complete", day_not_known="on")
    assert answer.status_code == 302
    position = position_of(Action.objects.get(pk=cast.ahead.pk))
    assert (position.status, position.completed) == (Status.COMPLETE, None)
    assert all(what != "Completed on" for what, _, _ in closing.changes.get().details)


def test_business_as_usual_names_the_service(cast, manager, closing):
    parks = ServiceArea.objects.create(council=cast.council, name="Parks")
    settle(manager, cast, cast.ahead, way="business as usual", watched_by=parks.pk)
    stands = Action.objects.get(pk=cast.ahead.pk)
    assert position_of(stands).status == Status.BUSINESS_AS_USUAL
    assert stands.watched_by == parks
    assert stands.history.first().history_user == cast.manager


def test_several_are_carried_to_the_same_plan(cast, manager, closing, draft):
    settle(manager, cast, cast.ahead, cast.late, way="carried", into=f"plan-{draft.pk}")
    assert {one.reference for one in draft.actions.all()} == {"NP-1", "PR-1", "PR-2"}
    assert position_of(Action.objects.get(pk=cast.late.pk)).status == Status.SUPERSEDED


def test_carried_under_a_recommendation_of_the_other_plan(cast, manager, closing, draft):
    above = factories.recommendation(draft, "Keep going.")
    settle(manager, cast, cast.ahead, way="carried", into=f"recommendation-{above.pk}")
    assert above.actions.get().reference == "PR-1"


def test_whole_and_part_ticked_together_are_carried_once(cast, manager, closing, draft):
    part = factories.action(closing, "Half", parent=cast.ahead)
    answer = settle(manager, cast, part, cast.ahead, way="carried", into=f"plan-{draft.pk}")
    assert answer.status_code == 302
    assert draft.actions.get(number=part.number, code_of_origin="PR").parent.reference == "PR-1"


def test_not_pursued_is_cancelled_with_its_reason(cast, manager, closing):
    settle(manager, cast, cast.elsewhere, way="not pursued", reason="No money.")
    stands = Action.objects.get(pk=cast.elsewhere.pk)
    assert position_of(stands).status == Status.CANCELLED
    assert closing.changes.get(action=stands).reason == "No money."


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "Choose what becomes of them."),
        ({"way": "sold"}, "Select a valid choice"),
        ({"way": "complete"}, "Say on which day it was complete, or that the day is not known."),
        ({"way": "complete", "completed_on": "1 July 2023"}, "lies in the future"),
        ({"way": "business as usual"}, "Choose the service that watches it"),
        ({"way": "business as usual", "watched_by": "9" * 30}, "Select a valid choice"),
        ({"way": "carried"}, "Choose the plan that carries it on."),
        ({"way": "carried", "into": "plan-999999"}, "Select a valid choice"),
        ({"way": "not pursued", "reason": " "}, "Say why"),
        ({"way": "not pursued", "action": []}, "Tick at least one action."),
        ({"way": "not pursued", "action": ["1-1; drop"]}, "Tick actions of the list."),
        ({"way": "not pursued", "action": [f"{'9' * 40}-1"]}, "Tick actions of the list."),
        ({"way": "not pursued", "action": ["\x00"]}, "Tick actions of the list."),
        ({"way": "not pursued", "action": ["9" * 18 + "-0"]}, "no longer in this plan"),
        ({"way": "not pursued", "reason": HOSTILE}, "at most 2000 characters"),
    ],
)
def test_settling_refuses_bad_input(cast, manager, closing, fields, words):
    before = Entry.objects.count()
    answer = settle(manager, cast, cast.ahead, **fields)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert Entry.objects.count() == before


def test_what_belongs_to_others_is_refused(cast, manager, closing):
    theirs = ServiceArea.objects.create(council=cast.other_council, name="Parks")
    plan = cast.other_action.plan
    for fields in (
        {"way": "business as usual", "watched_by": theirs.pk},
        {"way": "carried", "into": f"plan-{plan.pk}"},
        {"way": "carried", "into": f"plan-{closing.pk}"},
        {"way": "not pursued", "action": ticks(cast.other_action)},
    ):
        assert settle(manager, cast, cast.ahead, **fields).status_code == 422
    assert Action.objects.get(pk=cast.other_action.pk).latest_id == cast.other_action.latest_id


def test_archived_plans_are_not_offered(cast, manager, closing, draft):
    put(draft, "archived")
    answer = settle(manager, cast, cast.ahead, way="carried", into=f"plan-{draft.pk}")
    assert answer.status_code == 422


def test_ended_actions_are_not_settled_again(cast, manager, closing):
    answer = settle(manager, cast, cast.complete, way="not pursued")
    assert answer.status_code == 422
    assert "PR-3 is complete already." in answer.content.decode()


def test_lead_may_speak_meanwhile_and_the_manager_is_told(cast, manager, closing):
    old = ticks(cast.ahead, cast.late)
    factories.entry(cast.ahead, by=cast.owner, commentary="We are nearly there.")
    answer = settle(manager, cast, cast.ahead, way="not pursued", action=old)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Somebody has updated one of these actions" in page
    assert "We are nearly there." in page
    assert not closing.changes.exists()


def test_all_or_none_are_settled(cast, manager, closing, draft):
    Action.objects.create(plan=draft, code_of_origin="PR", number=2, order=9, title="Taken")
    answer = settle(manager, cast, cast.ahead, cast.late, way="carried", into=f"plan-{draft.pk}")
    assert answer.status_code == 422
    assert "There is a PR-2 in Next plan already." in answer.content.decode()
    assert not closing.changes.exists()
    assert draft.actions.count() == 2


def test_settling_does_not_stop_when_the_plan_row_is_untouched(cast, manager, closing):
    """One by one: nothing of the plan's own changes, so every form that is open stays good."""
    for action in (cast.ahead, cast.late):
        assert settle(manager, cast, action, way="not pursued").status_code == 302


def test_queries_of_the_list_do_not_grow(cast, manager, closing, django_assert_num_queries):
    path = address(cast, "plan_settle")
    manager.get(path)
    with CaptureQueriesContext(connection) as few:
        manager.get(path)
    for number in range(40):
        factories.action(closing, f"More {number}", recommendation=cast.governance)
    with django_assert_num_queries(len(few)):
        manager.get(path)


# ---- archive


def settle_all(cast, manager):
    actions = [one for one in cast.actions if one != cast.complete]
    return settle(manager, cast, *actions, way="not pursued")


def test_archive_when_nothing_is_open(cast, manager, closing):
    answer = settle_all(cast, manager)
    assert answer.url == address(cast)
    last_period_closed(cast)
    answer = manager.post(address(cast, "plan_archive"), form(closing), follow=True)
    assert "The plan is archived." in answer.content.decode()
    stands = Plan.objects.get(pk=closing.pk)
    assert (stands.state, stands.archived_on) == ("archived", date(2023, 6, 30))
    assert closing.changes.first().details == [["State", "Closing", "Archived"]]


def last_period_closed(cast):
    period = Period.objects.running().get(plan=cast.plan)
    begin_closing(period=period, by=cast.manager)
    seal_period(period=period, as_at=date(2023, 6, 30), following=None, by=cast.manager)


def test_archive_asks_that_the_period_that_runs_is_closed_first(cast, manager, closing):
    settle_all(cast, manager)
    answer = manager.post(address(cast, "plan_archive"), form(closing))
    assert answer.status_code == 422
    assert "Q1 2023/24 still runs. Close and lock it, as the last period" in answer.content.decode()
    assert state_of(closing) == "closing"


def test_archive_names_what_is_open(cast, manager, closing):
    answer = manager.post(address(cast, "plan_archive"), form(closing))
    assert answer.status_code == 422
    words = "5 actions are still open: PR-1, PR-2, PR-4, PR-5, PR-6. Settle"
    assert words in answer.content.decode()
    factories.action(closing, "A sixth")
    answer = manager.post(address(cast, "plan_archive"), form(closing))
    assert "PR-6 and 1 more. Settle" in answer.content.decode()
    assert state_of(closing) == "closing"


def test_archived_plan_takes_no_line_of_the_register(cast, manager, closing):
    put(closing, "archived")
    before = Change.objects.count()
    answer = settle(manager, cast, cast.ahead, way="not pursued")
    assert answer.status_code == 409
    assert Change.objects.count() == before


# ---- the page


@pytest.mark.parametrize("state", ["draft", "active", "closing", "archived"])
def test_page_says_where_the_plan_is_and_only_the_manager_gets_buttons(cast, logged_in, state):
    put(cast.plan, state)
    page = logged_in(cast.manager).get(address(cast)).content.decode()
    assert f"This plan is {'a ' if state == 'draft' else ''}{state}" in page
    assert page.count('role="button"') == (0 if state == "archived" else 1)
    others = logged_in(cast.slt).get(address(cast)).content.decode()
    assert 'role="button"' not in others


def test_other_council_gets_404_and_its_plan_is_left_alone(cast, logged_in):
    client = logged_in(cast.stranger)
    for name in ("plan_life", *STEPS):
        assert client.get(address(cast, name)).status_code == 404
        assert client.post(address(cast, name), form(cast.plan)).status_code in {404, 405}


def test_hostile_words_are_shown_as_text(cast, manager):
    manager.post(
        address(cast, "plan_close"), form(cast.plan, reason="<script>alert(1)</script>\u202e")
    )
    page = manager.get(address(cast)).content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;" in page
    assert "\u202e" not in page
