"""Making a plan, the page from which it is set up, and its title, source, start and code."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from actionplan.merging.titles import slug_for
from actionplan.models import Change, Plan
from council.models import Role
from council.versions import newest
from tests import factories

PLANS = "/ashdown/plans/"
NEW = f"{PLANS}new/"
HUB = f"{PLANS}peer-review/set-up/"
EDIT = f"{HUB}plan/"
WHY = {"reason": "The cabinet asked for it", "agreed_by": "Cabinet", "minute": "34", "meeting": ""}


def new_plan(client: Client, **given):
    fields = {"way": "blank", "plan": "", "title": "Climate plan", "code": "", "source": ""}
    return client.post(NEW, fields | {"start": ""} | given)


def page(answer) -> str:
    return answer.content.decode()


# ---- the list of plans


def test_list_offers_a_new_plan_and_an_import_to_the_plan_manager_alone(cast, manager, logged_in):
    said = page(manager.get(PLANS))
    assert NEW in said
    assert "/ashdown/plan-files/send/" in said
    assert HUB in said
    read = page(logged_in(cast.slt).get(PLANS))
    assert NEW not in read
    assert HUB not in read


# ---- a new plan


def test_blank_plan_is_a_draft_with_the_usual_key_and_a_line_of_the_register(cast, manager):
    answer = new_plan(manager, code="cp", source="The strategy", start="1 April 2023")
    assert (answer.status_code, answer.url) == (302, f"{PLANS}climate-plan/set-up/")
    made = Plan.objects.get(slug="climate-plan")
    assert (made.state, made.code, made.start) == ("draft", "CP", date(2023, 4, 1))
    assert [one.letter for one in made.ratings] == ["G", "A", "R"]
    assert made.history.get().history_user == cast.manager
    line = made.changes.get()
    assert (line.kind, line.details) == (Change.Kind.PLAN, [["Made", "Nothing", "From blank"]])


def test_copy_of_a_plan_can_be_asked_for_and_begins_with_its_title(cast, manager):
    form = manager.get(f"{NEW}?copy=peer-review").context["form"]
    assert form["title"].value() == "Peer review action plan (copy)"
    assert form["way"].value() == "copy"
    new_plan(manager, way="copy", plan=cast.plan.pk, title="Second plan")
    assert Plan.objects.get(slug="second-plan").actions.count() == 6


def test_plan_that_follows_can_be_asked_for(cast, manager):
    assert manager.get(f"{NEW}?follow=peer-review").context["form"]["way"].value() == "follow"
    new_plan(manager, way="follow", plan=cast.plan.pk, title="Peer review 2024")
    made = Plan.objects.get(title="Peer review 2024")
    assert made.follows == cast.plan
    said = page(manager.get(f"{PLANS}{made.slug}/set-up/"))
    assert f'href="{PLANS}peer-review/life/"' in said
    assert "Followed by" in page(manager.get(HUB))


@pytest.mark.parametrize("way", ["copy", "follow"])
def test_copy_of_nothing_is_asked_which_plan(cast, manager, way):
    answer = new_plan(manager, way=way)
    assert answer.status_code == 422
    assert "Choose which plan." in page(answer)


def test_plan_of_another_council_cannot_be_copied(cast, manager):
    answer = new_plan(manager, way="copy", plan=cast.other_action.plan_id, title="Theirs")
    assert answer.status_code == 422
    assert not Plan.objects.filter(title="Theirs").exists()


@pytest.mark.parametrize("plan", ["9" * 25, "-1", "abc", "\0"])
def test_plan_that_is_no_plan_is_refused(cast, manager, plan):
    assert new_plan(manager, way="copy", plan=plan).status_code == 422


def test_council_without_plans_is_offered_a_blank_one_alone(cast, logged_in):
    council = factories.council("Coldbrook Council", "coldbrook")
    person = factories.member(council, Role.PLAN_MANAGER, name="Ann Webb")
    said = page(logged_in(person).get("/coldbrook/plans/new/"))
    assert "Blank" in said
    assert "Which plan" not in said


def test_code_that_is_taken_is_refused_with_whose_it_is(cast, manager):
    answer = new_plan(manager, code="pr")
    assert answer.status_code == 422
    assert "PR is the code of “Peer review action plan”" in page(answer)


@pytest.mark.parametrize("code", ["1A", "A-B", "ÄB", "LONGERTHAN8"])
def test_code_that_is_none_is_refused(cast, manager, code):
    assert new_plan(manager, code=code).status_code == 422


@pytest.mark.parametrize("title", ["", "   ", "\0\x07", "x" * 301, "PEER review action plan"])
def test_title_that_is_none_or_taken_is_refused(cast, manager, title):
    assert new_plan(manager, title=title).status_code == 422
    assert Plan.objects.filter(council=cast.council).count() == 1


@pytest.mark.parametrize("title", ["New", "Import", "new"])
def test_no_plan_takes_an_address_that_pages_have(cast, manager, title):
    new_plan(manager, title=title)
    made = Plan.objects.get(title=title)
    assert made.slug == f"{title.lower()}-2"
    assert manager.get(f"{PLANS}{made.slug}/").status_code == 200


def test_reserved_addresses_are_avoided_with_others_that_are_taken():
    assert slug_for("New", {"new-2"}) == "new-3"


# ---- the page from which a plan is set up


def test_hub_says_what_the_plan_still_needs_and_leads_to_exactly_those_rows(cast, manager):
    gaps = {one.words: one.url for one in manager.get(HUB).context["gaps"]}
    assert gaps == {
        "1 action without a lead": f"{PLANS}peer-review/?no_lead=on",
        "3 actions open without a date": f"{PLANS}peer-review/?due=none",
    }
    assert manager.get(f"{PLANS}peer-review/?due=none").context["showing"] == 3


def test_hub_of_an_empty_plan_says_so(cast, manager):
    factories.plan(cast.council, "Empty", slug="empty", code="EM", state="draft", start=None)
    said = page(manager.get(f"{PLANS}empty/set-up/"))
    assert f'{PLANS}empty/structure/">It has no action yet.' in said
    assert "It has timescales, and no day from which they run." in said
    assert "Still to do before it is adopted" in said


def test_hub_names_a_recommendation_without_an_action(cast, manager):
    cast.plan.actions.filter(recommendation=cast.finance).update(left="dropped")
    assert "1 recommendation without an action" in page(manager.get(HUB))


def test_archived_plan_is_shown_and_not_changed(cast, manager):
    Plan.objects.update(state="archived")
    said = page(manager.get(HUB))
    assert "can be read and no longer be changed" in said
    assert f'href="{EDIT}"' not in said
    for address in (EDIT, f"{HUB}key/", f"{HUB}timescales/", f"{HUB}columns/"):
        assert manager.get(address).status_code == 403
        assert manager.post(address, {}).status_code == 403


def test_queries_of_the_hub_do_not_grow_with_actions(cast, manager):
    manager.get(HUB)
    with CaptureQueriesContext(connection) as few:
        manager.get(HUB)
    for number in range(40):
        factories.action(cast.plan, f"Action {number}", recommendation=cast.finance)
    with CaptureQueriesContext(connection) as many:
        manager.get(HUB)
    assert len(many) == len(few)


@pytest.mark.parametrize("address", ["", "plan/", "key/", "timescales/", "columns/"])
def test_plan_of_another_council_is_not_found(cast, manager, address):
    factories.plan(cast.other_council, "Theirs", slug="theirs", code="TH")
    assert manager.get(f"{PLANS}theirs/set-up/{address}").status_code == 404
    assert manager.get(f"/brackwater/plans/peer-review/set-up/{address}").status_code == 404


# ---- title, source, start, code


def typed(plan: Plan, **given):
    plan.refresh_from_db()
    fields = {"title": plan.title, "source": plan.source, "start": "1 June 2022"}
    return fields | WHY | {"seen": newest(plan)} | given


def test_title_source_and_start_change_with_a_line_of_the_register(cast, manager):
    answer = manager.post(EDIT, typed(cast.plan, title="Peer plan", start="1 July 2022"))
    assert answer.status_code == 302
    cast.plan.refresh_from_db()
    assert (cast.plan.title, cast.plan.start) == ("Peer plan", date(2022, 7, 1))
    assert cast.plan.slug == "peer-review"
    assert cast.plan.history.latest().history_user == cast.manager
    line = cast.plan.changes.get()
    assert (line.kind, line.reason, line.minute) == ("plan", WHY["reason"], "34")
    assert line.details == [
        ["Title", "Peer review action plan", "Peer plan"],
        ["Start", "1 June 2022", "1 July 2022"],
    ]


def test_saving_what_stands_writes_nothing(cast, manager):
    before = cast.plan.history.count()
    assert manager.post(EDIT, typed(cast.plan)).status_code == 302
    assert cast.plan.history.count() == before
    assert not cast.plan.changes.exists()


def test_adopted_plan_is_not_changed_without_a_reason(cast, manager):
    answer = manager.post(EDIT, typed(cast.plan, title="Peer plan", reason=" "))
    assert answer.status_code == 422
    assert "Say why this is changed." in page(answer)
    assert page(answer).count("<title>Error: ") == 1


def test_draft_is_changed_without_a_reason(cast, manager):
    Plan.objects.update(state="draft")
    answer = manager.post(EDIT, typed(cast.plan, title="Peer plan", reason=""))
    assert answer.status_code == 302


def test_two_at_once_see_both_versions_and_the_second_may_save_after_all(cast, manager):
    first = typed(cast.plan, title="Theirs")
    second = typed(cast.plan, title="Mine", source="Mine too")
    assert manager.post(EDIT, first).status_code == 302
    answer = manager.post(EDIT, second)
    assert answer.status_code == 409
    form = answer.context["form"]
    assert ("Title", "Theirs", "Mine") in form.conflict
    assert form.why["reason"].value() == WHY["reason"]
    assert manager.post(EDIT, second | {"seen": form["seen"].value()}).status_code == 302
    cast.plan.refresh_from_db()
    assert cast.plan.title == "Mine"


def test_code_of_a_draft_without_actions_can_change(cast, manager):
    made = factories.plan(cast.council, "Empty", slug="empty", code="EM", state="draft")
    address = f"{PLANS}empty/set-up/plan/"
    assert manager.post(address, typed(made, code="pr")).status_code == 422
    assert manager.post(address, typed(made, code="")).status_code == 422
    assert manager.post(address, typed(made, code="new1")).status_code == 302
    made.refresh_from_db()
    assert made.code == "NEW1"


def test_code_that_stands_in_references_cannot_change(cast, manager):
    Plan.objects.update(state="draft")
    assert "code" not in manager.get(EDIT).context["form"].fields
    assert manager.post(EDIT, typed(cast.plan, code="ZZ")).status_code == 302
    cast.plan.refresh_from_db()
    assert cast.plan.code == "PR"


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": ""},
        {"title": "x" * 301},
        {"start": "31 February 2023"},
        {"start": "1 June 9999"},
        {"reason": "x" * 2001},
        {"meeting": "9" * 25},
        {"seen": "9" * 25},
        {"seen": "abc"},
    ],
    ids=str,
)
def test_bad_input_is_refused_and_comes_back(cast, manager, wrong):
    fields = typed(cast.plan, source="Typed") | wrong
    answer = manager.post(EDIT, fields)
    assert answer.status_code == 422
    assert 'value="Typed"' in page(answer)


def test_unseen_characters_do_not_enter(cast, manager):
    manager.post(EDIT, typed(cast.plan, source="The\x07 audit\u202e of 2023"))
    cast.plan.refresh_from_db()
    assert cast.plan.source == "The audit of 2023"
