"""From draft to archive: the steps, what each asks for, and what each refuses."""

from datetime import date

import pytest

from actionplan.models import Change, Period, Plan
from actionplan.queries.getters import plan_or_404
from actionplan.services import life
from actionplan.services.periods import open_first_period
from actionplan.services.register import Why
from actionplan.views import life_steps
from council.versions import CannotEdit, newest
from tests import factories
from tests.actionplan.life_pages import HOSTILE, STEPS, address, form, put, state_of

WHY = Why("The council has decided so.")

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
