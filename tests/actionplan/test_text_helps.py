"""Helps for the words of an update: prompts, a guide for its length, advice after it is saved."""

import uuid

import pytest
from django.urls import reverse

from actionplan.models import Plan
from actionplan.queries.advice import advice_for
from actionplan.queries.getters import action_or_404
from council.models import Person
from council.scope import scope_of

pytestmark = pytest.mark.django_db

WORDS = "Priya Raman waits for the MTFS, which is due in July 2023, and will then publish it all."


def address(cast, name="mine:my_update"):
    council, plan, reference = cast.late.address
    return reverse(name, args=[council, plan, reference])


def sent(cast, **changes):
    cast.late.refresh_from_db()
    given = {"rating": "A", "status": "in progress", "due": cast.late.latest.due_words}
    identity = {"based_on": cast.late.latest_id, "once": uuid.uuid4()}
    return given | identity | {"commentary": WORDS} | changes


def advised(cast, words):
    action = action_or_404(scope_of(cast.owner, "ashdown"), "peer-review", "PR-2", words)
    return advice_for(action, words, cast.owner)


@pytest.fixture
def guided(cast):
    Plan.objects.filter(pk=cast.plan.pk).update(words_guide=10)
    return cast


def test_the_form_says_what_amber_and_red_need_and_how_long_is_long_enough(guided, logged_in):
    client = logged_in(guided.owner)
    for name in ("mine:my_update", "actionplan:action_update"):
        page = client.get(address(guided, name)).content.decode()
        assert "If Amber or Red: say why it is so, what happens next, by when" in page
        assert "About 10 words; more are kept." in page
        assert 'data-words-guide="10"' in page


def test_a_plan_without_a_guide_counts_nothing(cast, logged_in):
    page = logged_in(cast.owner).get(address(cast)).content.decode()
    assert "words-guide" not in page
    assert "more are kept" not in page


@pytest.mark.parametrize("name", ["mine:my_update", "actionplan:action_update"])
def test_advice_is_given_when_it_is_saved_and_nothing_is_cut(guided, logged_in, name):
    client = logged_in(guided.owner)
    answer = client.post(address(guided, name), sent(guided), follow=True)
    page = answer.content.decode()
    for advice in ("more than the guide of 10", "Priya Raman", "MTFS"):
        assert advice in page
    guided.late.refresh_from_db()
    assert guided.late.latest.commentary == WORDS


def test_the_card_gives_the_advice_in_its_place(guided, logged_in):
    client = logged_in(guided.owner)
    headers = {"HX-Request": "true", "HX-Target": f"my-{guided.late.pk}"}
    page = client.post(address(guided), sent(guided), headers=headers).content.decode()
    assert "gt-advice" in page
    assert "more than the guide of 10" in page


def test_an_update_without_new_words_gets_no_advice(guided, logged_in):
    client = logged_in(guided.owner)
    page = client.post(address(guided), sent(guided, commentary="", rating="R"), follow=True)
    assert "more than the guide" not in page.content.decode()


def test_a_colleague_in_full_is_noticed_and_no_first_name_councillor_or_other_council(cast):
    named = {cast.manager: "Sam de Vries", cast.stranger: "Jo Neighbour", cast.reader: "Al Member"}
    for person, name in named.items():
        Person.objects.filter(pk=person.pk).update(name=name)
    words = "Sam de Vries asked Jo Neighbour, Cllr Al Member and Sam de Vriesland."
    said = advised(cast, words)
    assert said == ["It names a person (Sam de Vries): what is published names posts."]
    assert advised(cast, "Sam agreed it with the Head of Finance.") == []


def test_the_card_says_how_confident_the_lead_was_where_the_plan_asks(cast, logged_in):
    stood = "Confidence: not stated"
    assert stood not in logged_in(cast.owner).get(address(cast)).content.decode()
    Plan.objects.filter(pk=cast.plan.pk).update(asks_confidence=True)
    assert stood in logged_in(cast.owner).get(address(cast)).content.decode()
