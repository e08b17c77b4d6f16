"""The pages of strategies: what they show, whom they answer, and what they cost."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from strategy.document import Outcome, Principle, RelatedDocument
from strategy.kinds import RelatedKind, Status
from strategy.models import Strategy
from strategy.queries.reviews import overdue_reviews
from tests.conftest import TODAY
from tests.strategies import SMALL, a_strategy

LIST = "/ashdown/strategies/"
PAGE = f"{LIST}organisational-strategy/"


@pytest.fixture
def strategy(cast) -> Strategy:
    return a_strategy(cast.council)


@pytest.fixture
def reader(cast, logged_in) -> Client:
    return logged_in(cast.reader)


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


# ---- the list


def test_list_says_status_term_and_overdue_reviews_in_words(strategy, reader):
    page = text(reader, LIST)
    for words in ("Organisational strategy", "draft", "until June 2027", "2 months overdue"):
        assert words in page
    assert "People strategy" in page
    assert "4 months overdue" in page


def test_council_without_a_strategy_is_told_what_to_do(cast, reader):
    assert "no strategy yet" in text(reader, LIST)


def test_list_holds_no_strategy_of_another_council(cast, reader):
    a_strategy(cast.other_council, replace(SMALL, title="Theirs alone"))
    assert "Theirs alone" not in text(reader, LIST)


# ---- one strategy


def test_page_shows_every_part(strategy, reader):
    page = text(reader, PAGE)
    for words in (
        "A council that works as one.", "Serve residents well.", "1. Introduction",
        "2. Our workstreams", "Focus", "For officers", "Our workforce", "Staff share the values.",
        "Decisions are published.", "We listen.", "Customer shaped", "Progress is reported.",
        "Staff turnover", "People strategy", "Head of People", "Not yet",
        "31 January 2023, 4 months overdue", "The source is a draft.",
    ):  # fmt: skip
        assert words in page


def test_contents_lead_to_every_chapter(strategy, reader):
    page = text(reader, PAGE)
    for anchor in ("chapter-introduction", "chapter-principles", "chapter-outcomes", "footnotes"):
        assert f'href="#{anchor}"' in page
        assert f'id="{anchor}"' in page


def test_footnote_leads_there_and_back_from_each_place(strategy, reader):
    page = text(reader, PAGE)
    for place in ("footnote-1-from-1", "footnote-1-from-2"):
        assert f'id="{place}"' in page
        assert f'href="#{place}"' in page
    assert "[^1]" not in page


def test_relation_is_shown_from_both_sides(strategy, reader):
    page = text(reader, PAGE)
    assert page.count("Customers come first") == 2
    assert 'href="#C1"' in page
    assert 'href="#P1"' in page


def test_labels_are_the_councils_own(strategy, reader):
    assert "workstreams of this strategy" in text(reader, PAGE)
    assert "Workstream P1" in text(reader, f"{PAGE}principles/P1/")


def test_family_is_a_drawing_with_a_title_and_a_list(strategy, reader):
    page = text(reader, PAGE)
    sentence = "sits under Constitution and Council plan; under it sit People strategy."
    assert f"Organisational strategy {sentence}</title>" in page
    assert "It sits under" in page


def test_child_strategy_in_the_product_is_linked(strategy, reader):
    child = a_strategy(strategy.council, replace(SMALL, title="People strategy", slug="people"))
    Strategy.objects.filter(pk=child.pk).update(parent=strategy)
    assert f'href="{child.get_absolute_url()}">People strategy</a>' in text(reader, PAGE)


def test_words_are_escaped(cast, reader):
    hostile = "<script>alert(1)</script>"
    document = replace(SMALL, vision=hostile, title=hostile, principles=(Principle("P1", hostile),))
    a_strategy(cast.council, replace(document, outcomes=(), relations=()))
    assert "<script>alert" not in text(reader, PAGE)


def test_page_without_anything_still_reads(cast, reader):
    a_strategy(cast.council, replace(type(SMALL)(title="Bare", slug=SMALL.slug)))
    assert "Not stated" in text(reader, PAGE)


def test_superseded_strategy_says_so(cast, reader):
    a_strategy(cast.council, replace(SMALL, status=Status.SUPERSEDED, adopted_by="Full Council"))
    assert "Superseded; adopted by Full Council" in text(reader, PAGE)


@pytest.mark.parametrize("parts", [1, 200])
def test_page_costs_twelve_queries_whatever_its_parts(cast, reader, parts):
    outcomes = tuple(Outcome(f"O{n}", f"Outcome {n}", "A1", "P1") for n in range(1, parts + 1))
    register = tuple(
        RelatedDocument(f"D{n}", f"Paper {n}", RelatedKind.BACKGROUND_PAPER, None, "Head")
        for n in range(1, parts + 1)
    )
    a_strategy(cast.council, replace(SMALL, outcomes=outcomes, related=register))
    with CaptureQueriesContext(connection) as queries:
        text(reader, PAGE)
    assert len(queries) == 11


# ---- one principle, one outcome


def test_principle_page_shows_what_stands_under_it(strategy, reader):
    page = text(reader, f"{PAGE}principles/P1/")
    for words in ("We hold to outcomes.", "For officers", "Staff share the values.", "C1"):
        assert words in page


def test_outcome_page_says_where_it_stands(strategy, reader):
    page = text(reader, f"{PAGE}outcomes/O1/")
    for words in ("Staff share the values.", "Our workforce", "Focus"):
        assert words in page


@pytest.mark.parametrize(
    "path",
    ["nothing/", "organisational-strategy/principles/P9/", "organisational-strategy/outcomes/X/"],
)
def test_what_is_not_there_is_not_found(strategy, reader, path):
    assert reader.get(f"{LIST}{path}").status_code == 404


@pytest.mark.parametrize("path", ["", "principles/P1/", "outcomes/O1/", "pdf/"])
def test_strategy_of_another_council_is_not_found(cast, reader, path):
    a_strategy(cast.other_council, replace(SMALL, slug="theirs"))
    assert reader.get(f"{LIST}theirs/{path}").status_code == 404


# ---- reviews


def test_overdue_reviews_come_longest_overdue_first(cast, strategy):
    found = overdue_reviews(cast.council, TODAY)
    assert [(one.title, one.late, one.owner) for one in found] == [
        ("People strategy", "4 months overdue", "Head of People"),
        ("Organisational strategy", "2 months overdue", ""),
    ]


def test_review_of_today_is_not_overdue(cast):
    a_strategy(cast.council, replace(SMALL, next_review=TODAY, related=()))
    assert overdue_reviews(cast.council, TODAY) == []
    assert len(overdue_reviews(cast.council, date(2023, 7, 1))) == 1


def test_superseded_strategy_is_not_reviewed(cast):
    a_strategy(cast.council, replace(SMALL, status=Status.SUPERSEDED))
    assert overdue_reviews(cast.council, TODAY) == []


def test_overdue_reviews_cost_two_queries(cast, strategy, django_assert_num_queries):
    with django_assert_num_queries(2):
        overdue_reviews(cast.council, TODAY)
