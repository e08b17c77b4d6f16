"""From draft to archive: the steps, what each asks for, and what each refuses."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actionplan.document import Moment, Precision, Status
from actionplan.models import Action, Change, Entry, Period, Plan
from actionplan.position import position_of
from actionplan.queries.getters import plan_or_404
from actionplan.services import life
from actionplan.services.periods import open_first_period
from actionplan.services.register import Why
from actionplan.views import life_steps
from council.models import ServiceArea
from council.versions import CannotEdit, newest
from tests import factories

WHY = Why("The council has decided so.")
HOSTILE = "x" * 5000 + "\x00\u202e<script>alert(1)</script>"


def address(cast, name: str = "plan_life", plan: Plan | None = None) -> str:
    return reverse(f"life:{name}", args=[cast.council.slug, (plan or cast.plan).slug])


def put(plan: Plan, state: str) -> None:
    """Into a state, as if by the steps before it."""
    Plan.objects.filter(pk=plan.pk).update(state=state)
    plan.state = state


def state_of(plan: Plan) -> str:
    return Plan.objects.get(pk=plan.pk).state


@pytest.fixture
def draft(cast):
    """A plan that is not adopted, with one action and no period."""
    made = factories.plan(
        cast.council, "Next plan", slug="next", code="NP", state="draft", open_period=False
    )
    factories.action(made, "Begin")
    return made


def form(plan: Plan, **fields: object) -> dict[str, object]:
    usual = {"seen": newest(plan) or "", "reason": "The council has decided so."}
    return {name: value for name, value in (usual | fields).items() if value is not None}


# ---- adopt


def test_adopting_by_a_meeting_takes_its_day_and_opens_the_period(cast, manager, draft):
    meeting = factories.meeting(cast.council, date(2023, 5, 9))
    answer = manager.post(
        address(cast, "plan_adopt", draft),
        form(draft, meeting=meeting.pk, minute="Minute 34", agreed_by="Full Council"),
        follow=True,
    )
    assert "The plan is adopted." in answer.content.decode()
    stands = Plan.objects.get(pk=draft.pk)
    assert (stands.state, stands.adopted_on) == ("active", date(2023, 5, 9))
    assert (stands.adopted_at, stands.adopted_minute) == (meeting, "Minute 34")
    assert Period.objects.get(plan=draft).name == "Q1 2023/24"
    line = draft.changes.get()
    assert (line.kind, line.effective_on) == (Change.Kind.STATE, date(2023, 5, 9))
    assert (line.minute, line.agreed_by, line.meeting) == ("Minute 34", "Full Council", meeting)
    assert ["State", "Draft", "Active"] in line.details
    assert stands.history.first().history_user == cast.manager


def test_adopting_on_a_day_without_a_meeting(cast, manager, draft):
    manager.post(address(cast, "plan_adopt", draft), form(draft, adopted_on="1 June 2023"))
    stands = Plan.objects.get(pk=draft.pk)
    assert (stands.adopted_on, stands.adopted_at) == (date(2023, 6, 1), None)


def test_adopting_leaves_a_running_period_alone(cast, draft):
    open_first_period(plan=draft, day=date(2023, 1, 1))
    life.adopt_plan(plan=draft, on=date(2023, 6, 1), by=cast.manager, why=Why(), seen=newest(draft))
    assert Period.objects.get(plan=draft).name == "Q4 2022/23"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "Choose the meeting, or give the day of adoption."),
        ({"adopted_on": "1 July 2023"}, "lies in the future"),
        ({"adopted_on": "soon"}, "Give a day such as 30 June 2023."),
        ({"meeting": "999999"}, "Select a valid choice"),
        ({"meeting": "9" * 30}, "Select a valid choice"),
        ({"adopted_on": "1 June 2023", "minute": HOSTILE}, "at most 200 characters"),
        ({"adopted_on": "1 June 2023", "seen": "9" * 30}, "Ensure this value"),
    ],
)
def test_adopting_refuses_bad_input(cast, manager, draft, fields, words):
    answer = manager.post(address(cast, "plan_adopt", draft), form(draft, **fields))
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert state_of(draft) == "draft"


def test_adopting_refuses_a_meeting_of_others_to_come_or_cancelled(cast, manager, draft):
    theirs = factories.meeting(cast.other_council, date(2023, 5, 9))
    ahead = factories.meeting(cast.council, date(2023, 9, 12))
    off = factories.meeting(cast.council, date(2023, 4, 4))
    type(off).objects.filter(pk=off.pk).update(is_cancelled=True)
    for meeting in (theirs, ahead, off):
        answer = manager.post(address(cast, "plan_adopt", draft), form(draft, meeting=meeting.pk))
        assert answer.status_code == 422
    assert state_of(draft) == "draft"


def test_meeting_and_day_must_agree(cast, manager, draft):
    meeting = factories.meeting(cast.council, date(2023, 5, 9))
    answer = manager.post(
        address(cast, "plan_adopt", draft),
        form(draft, meeting=meeting.pk, adopted_on="10 May 2023"),
    )
    assert "The meeting was on another day." in answer.content.decode()


def test_plan_without_actions_is_not_adopted(cast, manager):
    empty = factories.plan(cast.council, "Empty", slug="empty", code="EM", state="draft")
    path = address(cast, "plan_adopt", empty)
    shown = manager.get(path).content.decode()
    assert "so it cannot be adopted" in shown
    assert "Add actions</a>" in shown
    assert 'name="adopted_on"' not in shown
    answer = manager.post(path, form(empty, adopted_on="1 June 2023"))
    assert answer.status_code == 422
    assert "This plan has no action yet, so it cannot be adopted." in answer.content.decode()
    factories.action(empty, "Gone", left="dropped")
    assert manager.post(path, form(empty, adopted_on="1 June 2023")).status_code == 422


def test_service_refuses_a_day_to_come(cast, draft):
    with pytest.raises(CannotEdit, match="in the future"):
        life.adopt_plan(
            plan=draft, on=date(2023, 7, 1), by=cast.manager, why=Why(), seen=newest(draft)
        )


def test_page_warns_of_actions_without_lead_or_date(cast, manager, draft):
    page = manager.get(address(cast, "plan_adopt", draft)).content.decode()
    assert "Without a lead: 1" in page
    assert "Without a date: 1" in page


# ---- draft again


def test_adoption_by_mistake_is_taken_back_before_any_update(cast, manager, draft):
    life.adopt_plan(plan=draft, on=date(2023, 6, 1), by=cast.manager, why=Why(), seen=newest(draft))
    answer = manager.post(
        address(cast, "plan_redraft", draft), form(draft, reason="The wrong plan."), follow=True
    )
    assert "The plan is a draft again." in answer.content.decode()
    stands = Plan.objects.get(pk=draft.pk)
    assert (stands.state, stands.adopted_on, stands.adopted_minute) == ("draft", None, "")


def test_plan_that_was_updated_stays_adopted(cast, manager):
    answer = manager.post(address(cast, "plan_redraft"), form(cast.plan))
    assert answer.status_code == 422
    assert "the plan stays adopted" in answer.content.decode()
    assert state_of(cast.plan) == "active"


def test_imported_words_are_no_updates(cast, manager, draft):
    put(draft, "active")
    factories.entry(draft.actions.get(), by=cast.manager, imported_from="plan.docx")
    manager.post(address(cast, "plan_redraft", draft), form(draft))
    assert state_of(draft) == "draft"


# ---- the steps and their order


STEPS = {
    "plan_adopt": "draft",
    "plan_redraft": "active",
    "plan_close": "active",
    "plan_reopen": "closing",
    "plan_settle": "closing",
    "plan_archive": "closing",
}


@pytest.mark.parametrize("name", STEPS)
@pytest.mark.parametrize("state", ["draft", "active", "closing", "archived"])
def test_step_is_only_taken_from_its_state(cast, manager, name, state):
    put(cast.plan, state)
    path = address(cast, name)
    expected = 200 if STEPS[name] == state else 409
    assert manager.get(path).status_code == expected
    if expected == 409:
        answer = manager.post(path, form(cast.plan, adopted_on="1 June 2023"))
        assert answer.status_code == 409
        assert f"This plan is {state}" in answer.content.decode()
        assert state_of(cast.plan) == state


@pytest.mark.parametrize(
    ("service", "state"),
    [
        (life.redraft_plan, "draft"),
        (life.start_closing, "closing"),
        (life.reopen_plan, "active"),
        (life.archive_plan, "active"),
        (life.archive_plan, "draft"),
        (life.archive_plan, "archived"),
    ],
)
def test_service_refuses_a_step_out_of_order(cast, service, state):
    put(cast.plan, state)
    with pytest.raises(CannotEdit, match=f"This plan is {state}"):
        service(plan=cast.plan, by=cast.manager, why=WHY, seen=newest(cast.plan))


def test_closing_begins_and_can_stop(cast, manager):
    manager.post(address(cast, "plan_close"), form(cast.plan, agreed_by="SLT"))
    assert state_of(cast.plan) == "closing"
    manager.post(address(cast, "plan_reopen"), form(cast.plan))
    assert state_of(cast.plan) == "active"
    kinds = list(cast.plan.changes.order_by("number").values_list("kind", "delta"))
    assert kinds == [("state", 0), ("state", 0)]


def test_adopted_plan_closes_with_a_reason_only(cast, manager):
    answer = manager.post(address(cast, "plan_close"), form(cast.plan, reason=" "))
    assert answer.status_code == 422
    assert state_of(cast.plan) == "active"


def test_what_somebody_has_changed_meanwhile_is_not_lost(cast, manager):
    seen = newest(cast.plan)
    cast.plan.title = "Another title"
    cast.plan.save()
    answer = manager.post(
        address(cast, "plan_close"), form(cast.plan, seen=seen, reason="My long reason")
    )
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Somebody else has changed this plan while you were typing." in page
    assert "My long reason" in page
    assert f'name="seen" value="{newest(cast.plan)}"' in page
    assert state_of(cast.plan) == "active"


def test_second_of_two_who_take_the_same_step_is_told(cast, manager, monkeypatch):
    data = form(cast.plan)
    looked: list[str] = []
    look = plan_or_404

    def look_before_the_other(scope, slug):
        found = look(scope, slug)
        if not looked:
            looked.append(slug)
            life.start_closing(plan=found, by=cast.slt, why=WHY, seen=newest(found))
        return found

    monkeypatch.setattr(life_steps, "plan_or_404", look_before_the_other)
    answer = manager.post(address(cast, "plan_close"), data)
    assert answer.status_code == 409
    assert "The plan is closing now." in answer.content.decode()
    assert cast.plan.changes.count() == 1


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


@pytest.fixture
def closing(cast):
    put(cast.plan, "closing")
    return cast.plan


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
    answer = manager.post(address(cast, "plan_archive"), form(closing), follow=True)
    assert "The plan is archived." in answer.content.decode()
    stands = Plan.objects.get(pk=closing.pk)
    assert (stands.state, stands.archived_on) == ("archived", date(2023, 6, 30))
    assert closing.changes.first().details == [["State", "Closing", "Archived"]]
    assert Period.objects.running().filter(plan=closing).exists()


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
