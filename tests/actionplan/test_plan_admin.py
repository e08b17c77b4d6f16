"""The emergency door for plans: what it saves, and what it refuses with a sentence."""

import json
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils.html import escape

from actionplan.models import (
    Action,
    Correction,
    Plan,
    Recommendation,
    Reminder,
    Report,
    ReportFile,
)
from actionplan.reporting.shipped import shipped_form
from actionplan.services.reports import begin_report
from actionplan.services.structure import allot_number
from council.models import Person, Post
from tests import factories
from tests.actionplan.test_committee_reports import write_all
from tests.admin_forms import address, faults, refused, send
from tests.closing import closed

THREE = "Set out a vision.\n\nAgree it with partners.\nPublish it."


@pytest.fixture
def root(db, logged_in) -> Client:
    """The installation's superuser."""
    return logged_in(
        Person.objects.create_superuser("root@example.gov.uk", factories.PASSWORD, name="Root")
    )


@pytest.fixture
def theirs(cast) -> Recommendation:
    """A recommendation of another council's plan."""
    return factories.recommendation(cast.other_action.plan, theme="Trees")


def change(client: Client, thing, **typed):
    return send(client, address(type(thing), "change", thing.pk), **typed)


# ---- the wording of a recommendation


def test_a_recommendation_of_several_paragraphs_can_be_saved(cast, root):
    one = factories.recommendation(cast.plan, THREE)
    assert change(root, one, number="9").status_code == 302
    one.refresh_from_db()
    assert (one.number, one.wording) == ("9", THREE)


@pytest.mark.parametrize("stored", ["One.\r\nTwo.", " One.\n"])
def test_wording_stays_byte_for_byte_as_it_was_stored(cast, root, stored):
    one = factories.recommendation(cast.plan, stored)
    assert change(root, one, number="9").status_code == 302
    one.refresh_from_db()
    assert one.wording == stored


def test_other_wording_is_refused(cast, root):
    answer = change(root, cast.governance, wording="Something easier.")
    assert "is locked" in faults(answer)


def test_a_new_recommendation_keeps_plain_line_ends(cast, root):
    typed = {"plan": cast.plan.pk, "wording": THREE.replace("\n", "\r\n"), "order": "9"}
    answer = send(root, address(Recommendation, "add"), **typed)
    assert answer.status_code == 302
    assert cast.plan.recommendations.get(order=9).wording == THREE


# ---- references


def test_going_back_to_an_earlier_plan_uses_no_number_twice(cast, root):
    plan = cast.plan
    plan.refresh_from_db()
    plan.save()
    earlier = plan.history.first()
    number = allot_number(plan)
    answer = send(root, address(Plan, "simple_history", plan.pk, earlier.pk))
    assert answer.status_code == 302
    assert allot_number(plan) == number + 1


@pytest.mark.parametrize("remains", [True, False])
def test_a_number_that_was_ever_used_is_not_allotted_again(cast, remains):
    used = factories.action(cast.plan)
    if not remains:
        used.delete()
    Plan.objects.filter(pk=cast.plan.pk).update(next_number=1)
    assert allot_number(cast.plan) == used.number + 1
    cast.plan.refresh_from_db()
    assert cast.plan.next_number == used.number + 2


def test_what_a_reference_is_made_of_cannot_be_changed(cast, root):
    change(root, cast.plan, code="XX", council=cast.other_council.pk)
    change(root, cast.ahead, number="99", plan=cast.other_action.plan.pk)
    for thing in (cast.plan, cast.ahead):
        thing.refresh_from_db()
    assert cast.ahead.reference == "PR-1"
    assert (cast.plan.council, cast.ahead.plan) == (cast.council, cast.plan)


@pytest.mark.parametrize("kind", ["recommendation", "theme"])
def test_what_is_in_a_plan_stays_in_it(cast, root, kind):
    thing = {
        "recommendation": cast.governance,
        "theme": cast.governance.theme,
    }[kind]
    assert change(root, thing, plan=cast.other_action.plan.pk).status_code == 302
    thing.refresh_from_db()
    assert thing.plan == cast.plan


def test_periods_and_what_was_reported_can_only_be_read(cast, root):
    period = closed(cast)
    running = cast.plan.periods.exclude(pk=period.pk).get()
    for thing in (period, running, period.seal):
        at = address(type(thing), "change", thing.pk)
        assert root.get(at).status_code == 200
        for page in (at, address(type(thing), "add"), address(type(thing), "delete", thing.pk)):
            assert root.post(page, {"name": "Spring"}).status_code == 403
    for kind in (Correction, Reminder, Report, ReportFile):
        assert root.get(address(kind, "changelist")).status_code == 200
        assert root.post(address(kind, "add")).status_code == 403


def test_a_report_is_shown_with_its_words_and_sign_offs_and_can_only_be_read(cast, root):
    report = begin_report(
        meeting=factories.meeting(cast.council, date(2023, 9, 5)), title="Progress",
        form=shipped_form("district"), parts=[(cast.plan, None)], by=cast.clerk,
    )  # fmt: skip
    write_all(report, cast.clerk)
    at = address(Report, "change", report.pk)
    page = root.get(at).content.decode()
    for words in (
        "Progress",
        report.texts.earliest("pk").words,
        report.signatures.earliest("pk").name,
    ):
        assert escape(words) in page
    for page in (at, address(Report, "delete", report.pk)):
        assert root.post(page, {"title": "Spring"}).status_code == 403


def test_a_plan_and_an_action_can_be_added(cast, root):
    key = json.dumps(cast.plan.key)
    typed = {"council": cast.council.pk, "title": "Digital", "slug": "digital", "code": "D"}
    assert send(root, address(Plan, "add"), **typed, key=key, bands="[]").status_code == 302
    new = {"plan": Plan.objects.get(code="D").pk, "title": "Buy nothing", "order": "1"}
    assert send(root, address(Action, "add"), **new).status_code == 302
    assert Action.objects.get(title="Buy nothing").reference == "D-1"


# ---- leads


def lead_row(row: int, post: Post, kind: str) -> dict[str, Any]:
    """One more row in the table of leads."""
    return {f"leads-{row}-post": post.pk, f"leads-{row}-kind": kind, f"leads-{row}-order": "1"}


@pytest.mark.parametrize(("of", "kind"), [("unled", "SLT"), ("finance", "accountable")])
def test_a_lead_of_the_wrong_kind_is_refused(cast, root, of, kind):
    typed = {"leads-TOTAL_FORMS": "1", **lead_row(0, cast.post, kind)}
    assert "not one of the available choices" in faults(change(root, getattr(cast, of), **typed))


@pytest.mark.parametrize(("of", "kind"), [("unled", "delivery"), ("finance", "officer")])
def test_a_lead_of_the_right_kind_is_saved(cast, root, of, kind):
    typed = {"leads-TOTAL_FORMS": "1", **lead_row(0, cast.post, kind)}
    assert change(root, getattr(cast, of), **typed).status_code == 302
    assert getattr(cast, of).leads.get().kind == kind


def test_two_accountable_leads_are_refused(cast, root):
    other = factories.post(cast.council, "Head of Housing")
    both = lead_row(0, cast.post, "accountable") | lead_row(1, other, "accountable")
    answer = change(root, cast.unled, **{"leads-TOTAL_FORMS": "2"}, **both)
    assert "one accountable post" in faults(answer)


def test_a_second_accountable_lead_is_refused_in_the_same_words(cast, root):
    typed = {"leads-TOTAL_FORMS": "2", **lead_row(1, cast.post, "accountable")}
    assert "one accountable post" in faults(change(root, cast.elsewhere, **typed))


def test_accountability_can_be_handed_over_by_removing_the_old_lead(cast, root):
    typed = {"leads-TOTAL_FORMS": "1", "leads-0-DELETE": "on"}
    assert change(root, cast.elsewhere, **typed).status_code == 302
    typed = {"leads-TOTAL_FORMS": "1", **lead_row(0, cast.post, "accountable")}
    assert change(root, cast.elsewhere, **typed).status_code == 302
    assert cast.elsewhere.leads.get().post == cast.post


@pytest.mark.parametrize("of", ["unled", "finance"])
def test_the_same_lead_twice_is_refused(cast, root, of):
    kind = "delivery" if of == "unled" else "SLT"
    both = lead_row(0, cast.post, kind) | lead_row(1, cast.post, kind)
    answer = change(root, getattr(cast, of), **{"leads-TOTAL_FORMS": "2"}, **both)
    assert "The same post twice" in faults(answer)


def test_accountable_and_delivery_are_not_the_same_post(cast, root):
    both = lead_row(0, cast.post, "accountable") | lead_row(1, cast.post, "delivery")
    answer = change(root, cast.unled, **{"leads-TOTAL_FORMS": "2"}, **both)
    assert "The same post twice" in faults(answer)


def test_a_post_may_be_slt_lead_and_officer_lead(cast, root):
    both = lead_row(0, cast.post, "SLT") | lead_row(1, cast.post, "officer")
    assert change(root, cast.finance, **{"leads-TOTAL_FORMS": "2"}, **both).status_code == 302


@pytest.mark.parametrize(("until", "since"), [("2023-05-31", ""), ("2023-05-31", "2023-05-31")])
@pytest.mark.parametrize("of", ["unled", "finance"])
def test_a_lead_that_ended_may_not_overlap_the_same_lead(cast, root, of, until, since):
    kind = "delivery" if of == "unled" else "SLT"
    first = lead_row(0, cast.post, kind) | {"leads-0-until": until}
    second = lead_row(1, cast.post, kind) | {"leads-1-since": since}
    answer = change(root, getattr(cast, of), **{"leads-TOTAL_FORMS": "2"}, **first, **second)
    assert "The same post twice" in faults(answer)


@pytest.mark.parametrize("kind", ["accountable", "delivery"])
def test_the_same_post_may_lead_again_later(cast, root, kind):
    first = lead_row(0, cast.post, kind) | {"leads-0-until": "2023-05-31"}
    second = lead_row(1, cast.post, kind) | {"leads-1-since": "2023-06-01"}
    typed = {"leads-TOTAL_FORMS": "2"} | first | second
    assert change(root, cast.unled, **typed).status_code == 302
    assert cast.unled.leads.count() == 2


@pytest.mark.parametrize(("of", "kind"), [("unled", "delivery"), ("finance", "officer")])
def test_another_councils_post_cannot_lead(cast, root, of, kind):
    post = cast.other_council.posts.get()
    typed = {"leads-TOTAL_FORMS": "1", **lead_row(0, post, kind)}
    assert "another council" in faults(change(root, getattr(cast, of), **typed))


def test_a_lead_of_an_action_that_cannot_be_saved_is_no_mistake_of_ours(cast, root):
    typed = {"leads-TOTAL_FORMS": "1", **lead_row(0, cast.post, "delivery")}
    assert "required" in faults(send(root, address(Action, "add"), **typed))


# ---- one plan, one council


def test_an_action_answers_a_recommendation_of_its_own_plan(cast, root, theirs):
    assert "another plan" in faults(change(root, cast.ahead, recommendation=theirs.pk))


def test_an_action_is_part_of_an_action_of_its_own_plan(cast, root):
    assert "another plan" in faults(change(root, cast.ahead, parent=cast.other_action.pk))


def test_a_recommendation_stands_under_a_theme_of_its_own_plan(cast, root, theirs):
    assert "another plan" in faults(change(root, cast.governance, theme=theirs.theme.pk))


def test_a_new_action_with_another_plans_recommendation_is_refused(cast, root, theirs):
    typed = {"plan": cast.plan.pk, "title": "X", "order": "9", "recommendation": theirs.pk}
    assert "another plan" in faults(send(root, address(Action, "add"), **typed))


def test_actions_cannot_be_parts_of_each_other(cast, root):
    assert change(root, cast.late, parent=cast.ahead.pk).status_code == 302
    assert change(root, cast.complete, parent=cast.late.pk).status_code == 302
    assert "part of itself" in faults(change(root, cast.ahead, parent=cast.complete.pk))
    assert "part of itself" in faults(change(root, cast.ahead, parent=cast.ahead.pk))


# ---- data typed as data

WRONG: list[Any] = [[], {"a": 1}, 1, None]  # where a text belongs
RATING = {"letter": "G", "word": "Green", "shape": "circle", "colour": "green", "definition": ""}
BAND = {"code": "A", "words": "1-3", "from_months": 1, "to_months": 3, "open_ended": False}


@pytest.mark.parametrize(
    "key",
    [
        *({**RATING, name: wrong} for name in RATING for wrong in WRONG),
        {**RATING, "word": "Gr\0een"},
        {**RATING, "word": " "},
        {**RATING, "more": "x"},
        {},
        "G",
        7,
    ],
    ids=str,
)
def test_a_key_that_is_none_is_refused(cast, root, key):
    assert refused(change(root, cast.plan, key=json.dumps([key]))) == {"key"}


@pytest.mark.parametrize(
    "band",
    [
        *({**BAND, name: wrong} for name in ("code", "words") for wrong in WRONG),
        *({**BAND, name: wrong} for name in ("from_months", "to_months") for wrong in WRONG[:2]),
        {**BAND, "to_months": "3"},
        {**BAND, "open_ended": []},
        {**BAND, "to_months": 10**12},
        {**BAND, "from_months": -1},
        "A",
    ],
    ids=str,
)
def test_a_band_that_is_none_is_refused(cast, root, band):
    assert refused(change(root, cast.plan, bands=json.dumps([band]))) == {"bands"}


@pytest.mark.parametrize(
    "steps",
    [
        ["a", "b"],
        {"words": "a"},
        "a",
        [{}],
        [{"words": ""}],
        [{"words": ["a"], "state": None}],
        [{"words": "a", "state": "ready"}],
        [{"words": "a", "state": []}],
        [{"words": "a", "by": "b"}],
        [{"words": "a\0b"}],
    ],
    ids=str,
)
def test_steps_that_are_none_are_refused(cast, root, steps):
    assert refused(change(root, cast.ahead, steps=json.dumps(steps))) == {"steps"}


@pytest.mark.parametrize(
    "extras",
    [["abc"], ["ab"], "ab", [["a"]], [["a", "b", "c"]], [["a", 1]], [[[], {}]], {"a": "b"}],
    ids=str,
)
def test_extras_that_are_none_are_refused(cast, root, extras):
    assert refused(change(root, cast.ahead, extras=json.dumps(extras))) == {"extras"}


def test_right_steps_and_extras_are_saved_and_shown(cast, root, logged_in):
    steps = [{"words": "Ask", "state": "open"}, {"words": "Tell", "state": None}, {"words": "Go"}]
    typed = {"steps": json.dumps(steps), "extras": '[["Cost code", "1234"], ["Lead", ""]]'}
    assert change(root, cast.ahead, **typed).status_code == 302
    cast.ahead.refresh_from_db()
    assert [step.words for step in cast.ahead.step_list] == ["Ask", "Tell", "Go"]
    assert cast.ahead.extras == [["Cost code", "1234"], ["Lead", ""]]
    assert logged_in(cast.owner).get(cast.plan.get_absolute_url()).status_code == 200


def test_emptied_boxes_are_empty_lists(cast, root):
    assert change(root, cast.plan, bands="").status_code == 302
    assert change(root, cast.ahead, steps="", extras="").status_code == 302
    for thing in (cast.plan, cast.ahead):
        thing.refresh_from_db()
    assert (cast.plan.bands, cast.ahead.steps, cast.ahead.extras) == ([], [], [])


# ---- a key in use


def test_a_letter_in_use_cannot_leave_the_key(cast, root):
    shorter = [line for line in cast.plan.key if line["letter"] not in "AR"]
    said = faults(change(root, cast.plan, key=json.dumps(shorter)))
    assert "A (Amber) and R (Red) are in use" in said


def test_a_letter_nobody_used_can_leave_the_key(cast, root):
    plan = factories.plan(cast.council, "Digital", slug="digital", code="D")
    assert change(root, plan, key=json.dumps(plan.key[:1])).status_code == 302
    plan.refresh_from_db()
    assert [rating.letter for rating in plan.ratings] == ["G"]


def test_a_key_may_be_worded_anew_and_added_to(cast, root):
    blue = {**RATING, "letter": "B", "word": "Blue", "colour": "blue"}
    key = [{**line, "definition": "Anew"} for line in cast.plan.key]
    assert change(root, cast.plan, key=json.dumps([*key, blue])).status_code == 302
