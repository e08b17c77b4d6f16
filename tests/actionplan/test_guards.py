"""What the plan's key wants before a rating may be chosen, and what it keeps out of the bars."""

from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse

from actionplan.declared import Status
from actionplan.figures import figures_of
from actionplan.key import as_data
from actionplan.key_lines import Guard, Rating
from actionplan.marks import bar_sentence, ratings_bar
from actionplan.position import Position
from actionplan.queries.document import plan_document
from actionplan.reporting.summary import in_words, rating_counts, summary_of
from actionplan.rules.guards import guard_sentence
from actionplan.words import left_out, meaning
from tests import factories
from tests.actionplan.test_action_update import address, typed

DONE = Rating("B", "Blue", "diamond", "blue", "Complete", guard=Guard.COMPLETE)
NOT_DUE = Rating("N", "Not due yet", "diamond", "grey", counts=False, guard=Guard.OPEN)
RED = replace(factories.KEY[2], guard=Guard.COMMENTARY)
KEY = (*factories.KEY[:2], RED, DONE, NOT_DUE)


@pytest.fixture
def keyed(cast):
    """The cast, its plan with a key that has guards."""
    cast.plan.key = as_data(KEY)
    cast.plan.save()
    return cast


@pytest.fixture
def owner(keyed, logged_in):
    return logged_in(keyed.owner)


@pytest.mark.parametrize(
    ("rating", "status", "words", "allowed"),
    [
        (DONE, Status.COMPLETE, "", True),
        (DONE, Status.BUSINESS_AS_USUAL, "", True),
        (DONE, Status.IN_PROGRESS, "", False),
        (DONE, Status.CANCELLED, "", False),
        (DONE, None, "", False),
        (NOT_DUE, Status.NOT_STARTED, "", True),
        (NOT_DUE, None, "", True),
        (NOT_DUE, Status.COMPLETE, "", False),
        (NOT_DUE, Status.BUSINESS_AS_USUAL, "", False),
        (RED, Status.IN_PROGRESS, "Stuck.", True),
        (RED, Status.IN_PROGRESS, "", False),
        (factories.KEY[0], Status.COMPLETE, "", True),
    ],
)
def test_guards(rating, status, words, allowed):
    sentence = guard_sentence(rating, Position(rating.letter, status, commentary=words))
    assert bool(sentence) is not allowed
    assert allowed or rating.word in sentence


def test_a_rating_kept_for_what_is_complete_is_refused_for_what_is_not(keyed, owner):
    answer = owner.post(address(keyed.ahead), typed(keyed.ahead, rating="B"))
    assert answer.status_code == 422
    assert "The plan’s key keeps “Blue” for what is complete" in answer.content.decode()
    assert keyed.ahead.entries.count() == 1


def test_it_is_taken_with_the_status_that_the_same_form_declares(keyed, owner):
    sent = typed(keyed.ahead, rating="B", status="complete")
    assert owner.post(address(keyed.ahead), sent).status_code == 302


def test_a_rating_that_wants_a_commentary(keyed, owner):
    sent = typed(keyed.undated, rating="R")
    answer = owner.post(address(keyed.undated), sent)
    assert answer.status_code == 422
    assert "wants a commentary with “Red”" in answer.content.decode()
    said = typed(keyed.undated, rating="R", commentary="No officer is free.")
    assert owner.post(address(keyed.undated), said).status_code == 302


def test_a_rating_that_stands_already_is_not_asked_about(keyed, owner):
    factories.entry(keyed.ahead, rating="B", imported_from="plan.docx")
    sent = typed(keyed.ahead, commentary="Goes on.")
    assert owner.post(address(keyed.ahead), sent).status_code == 302
    assert owner.post(address(keyed.ahead), typed(keyed.ahead, no_change="1")).status_code == 302


def test_the_key_says_what_each_rating_wants(keyed, owner):
    board = reverse("actionplan:plan_detail", args=[keyed.council.slug, keyed.plan.slug])
    page = owner.get(board).content.decode()
    assert "Complete (only for what is complete)" in page
    assert "Only for what is not complete; not counted in the bar" in page
    assert "(only with a commentary)" in page


def test_meaning_of_a_line_without_rules_is_its_definition():
    assert meaning(factories.KEY[0]) == factories.KEY[0].definition
    assert meaning(Rating("X", "Other", "", "")) == ""


# ---- what is not counted in the bar


COUNTS = [(factories.KEY[0], 3), (None, 2), (NOT_DUE, 4)]


def test_bar_leaves_out_what_does_not_count_and_says_so():
    assert bar_sentence(COUNTS, "RAG") == "RAG: 3 Green, 2 not rated; 5 in the bar"
    bar = ratings_bar(COUNTS, "RAG")
    assert "4 not counted in the bar (Not due yet)" in bar
    assert ">N 4<" not in bar


def test_bar_of_a_key_that_counts_everything_says_nothing_more():
    assert left_out(COUNTS[:2]) == left_out([(NOT_DUE, 0)]) == ""
    assert "not counted" not in ratings_bar(COUNTS[:2], "RAG")


def test_totals_take_in_what_the_bar_leaves_out(keyed, owner):
    factories.entry(keyed.ahead, rating="N", status=Status.NOT_STARTED)
    document = plan_document(keyed.plan, date(2023, 6, 30))
    figures = figures_of(document)
    assert (figures.total, figures.by_rating["N"]) == (6, 1)
    summary = summary_of(document)
    assert sum(count for _, count in rating_counts(summary)) == summary.whole.total
    assert "1 not counted in the bar (Not due yet)" in in_words(summary.columns, summary.whole)
    board = reverse("actionplan:plan_detail", args=[keyed.council.slug, keyed.plan.slug])
    page = owner.get(board).content.decode()
    assert "1 not counted in the bar (Not due yet)" in page
    assert "5 in the bar" in page
    assert "Not due yet, not counted in the bar" in page
