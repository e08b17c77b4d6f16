"""Queries on the plan page, on the action's page, in the filters and on the dashboard."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actionplan.declared import Due
from actionplan.models import Action, Plan, Query
from actionplan.proofs.sealed import sha256_of, text_of, unsealed
from actionplan.queries.about_actions import queried_by_plan
from actionplan.rules.challenges import Code
from actionplan.services.deriving import derive_plan
from actionplan.services.sealing import what_stands
from council import clock
from tests import factories

pytestmark = pytest.mark.django_db

PAST = "It is 3 months past its date (31 March 2023) and rated amber."


@pytest.fixture
def board(cast):
    for plan in Plan.objects.all():
        derive_plan(plan)
    return reverse("actionplan:plan_detail", args=[cast.council.slug, cast.plan.slug])


def test_a_row_shows_its_gravest_query_and_the_filter_opens_exactly_those_rows(
    cast, board, logged_in
):
    client = logged_in(cast.owner)
    page = client.get(board).content.decode()
    assert f"<strong>Query:</strong> {PAST}" in page
    found = client.get(board, {"queried": "on"})
    shown = [row.action for section in found.context["sections"] for row in section.rows]
    assert cast.late in shown
    assert cast.complete not in shown
    assert queried_by_plan([cast.plan], clock.today())[cast.plan.pk].asked == len(shown)
    dashboard = client.get(reverse("actionplan:dashboard", args=[cast.council.slug]))
    assert f'{board}?queried=on">{len(shown)} queries to leads' in dashboard.content.decode()


def test_the_actions_page_shows_all_of_them_and_whose_rule_each_is(cast, board, logged_in):
    address = reverse("actionplan:action_detail", args=cast.late.address)
    page = logged_in(cast.reader).get(address).content.decode()
    assert PAST in page
    assert "The plan’s key says of red: “Off target or expected to be”." in page
    assert "its commentary names no cause, next step or date" in page


def test_a_reason_of_500_words_is_kept_and_a_longer_text_comes_back_whole(cast, logged_in):
    derive_plan(cast.plan)
    query = Query.objects.get(action=cast.late, code=Code.PAST_DATE)
    place = reverse("queries:query_answer", args=[*cast.late.address, "past-date"])
    client = logged_in(cast.owner)
    answer = client.post(place, {"seen": query.version, "words": "word " * 1100})
    assert answer.status_code == 422
    assert "Shorten this to at most 5000 characters; it has 5499." in answer.content.decode()
    assert "word " * 1000 in answer.content.decode()
    given = {"seen": query.version, "words": "carefully " * 490}
    assert client.post(place, given).status_code == 302


def test_the_set_up_list_names_what_only_the_plan_manager_can_mend(cast, board, manager):
    factories.entry(cast.undated, due=Due("Post Full Council"))
    derive_plan(cast.plan)
    address = reverse("set_up:doubt_list", args=[cast.council.slug, cast.plan.slug])
    asked = manager.get(address).context["asked"]
    assert [(line.action.reference, line.sentence) for line in asked] == [
        ("PR-4", "Nobody holds the post that leads it."),
        ("PR-5", "No post leads it."),
        ("PR-6", "When it is due is said in words that fix no date."),
    ]
    Plan.objects.filter(pk=cast.plan.pk).update(rules={"off": ["no lead", "vacant post"]})
    asked = manager.get(address).context["asked"]
    assert [line.action.reference for line in asked] == ["PR-6"]


def test_a_seal_holds_the_queries_that_stood_with_their_sentences(cast, board):
    sealed = what_stands(cast.plan, "Q1 2023/24", clock.today())
    told = {(one.reference, one.code): one for one in unsealed_again(sealed).queries}
    past = told[("PR-2", "past date")]
    assert past.sentence == PAST
    assert past.facts == (("due", "2023-03-31"), ("rating", "A"))
    assert ("PR-3", "past date") not in told


def unsealed_again(sealed):
    text = text_of(sealed)
    return unsealed(text, sha256_of(text))


def test_a_row_that_was_updated_shows_what_is_asked_now(cast, board, logged_in):
    late = Action.objects.get(pk=cast.late.pk)
    address = reverse("actionplan:action_update", args=late.address)
    sent = {
        "rating": "R", "status": "in progress", "due": "31 March 2023", "commentary": "Stuck.",
        "based_on": late.latest_id, "once": uuid4(),
    }  # fmt: skip
    headers = {
        "HX-Request": "true", "HX-Target": late.anchor,
        "HX-Current-URL": f"http://testserver{board}",
    }  # fmt: skip
    client = logged_in(cast.owner)
    with CaptureQueriesContext(connection) as made:
        row = client.post(address, sent, headers=headers).content.decode()
    assert "Query:</strong> It is rated red, and its commentary names no" in row
    assert len(made) <= 10, [one["sql"][:100] for one in made]
