"""Search: found by words and references, ranked, marked, and never beyond one's council."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actionplan.queries import search as searching
from actionplan.queries.search import candidates, find
from actionplan.queries.search_kinds import BY_NAME, KINDS
from actionplan.search_words import excerpt, marked, references_of, stem, words_of
from council.scope import scope_of
from strategy.models import Statement
from tests import factories
from tests.actionplan.test_plan_detail import grow
from tests.thread.making import a_strategy

postgresql = pytest.mark.skipif(
    "connection.vendor != 'postgresql'", reason="Full text is PostgreSQL's."
)


@pytest.fixture
def agreed(cast):
    made = a_strategy(cast.council, purpose="To serve residents well")
    Statement.objects.create(
        strategy=made.strategy, code="V1", order=1, kind="value", text="We listen to residents"
    )
    return made


def found(cast, asked, kind="", who=None):
    """Kind and id of everything found, best first."""
    scope = scope_of(who or cast.manager, cast.council.slug)
    return [(hit.kind.name, hit.pk) for hit in find(scope, asked, kind).hits]


def page(cast, client, **query):
    return client.get(reverse("search", args=[cast.council.slug]), query)


# ---- what is found


@pytest.mark.parametrize(
    ("asked", "kind"),
    [
        ("fair borough", "strategy"),
        ("thrifty", "principle"),
        ("parks", "outcome"),
        ("listen", "statement"),
        ("corporate peer", "plan"),
        ("savings", "recommendation"),
    ],
)
def test_finds_every_kind(cast, agreed, asked, kind):
    assert {name for name, _ in found(cast, asked)} == {kind}


@pytest.mark.parametrize(
    ("asked", "action"),
    [
        ("constitution", "ahead"),
        ("CONSTITUTION review", "ahead"),
        ("workshop", "ahead"),  # a step
        ("working group", "ahead"),  # the commentary
        ("constitution group", "ahead"),  # one word here, one there
        ("sessions", "late"),
    ],
)
def test_finds_actions_by_title_steps_and_commentary(cast, agreed, asked, action):
    assert found(cast, asked) == [("action", getattr(cast, action).pk)]


def test_only_the_current_commentary_is_searched(cast, agreed):
    factories.entry(cast.late, commentary="Every session is held.")
    assert found(cast, "two five") == []


def test_every_word_must_be_there(cast, agreed):
    assert found(cast, "constitution zebra") == []


@pytest.mark.parametrize("asked", ["state", "null", "{", "words state"])
def test_what_steps_are_stored_in_is_not_found(cast, agreed, asked):
    assert found(cast, asked) == []


def test_heading_comes_before_body(cast, agreed):
    mentioned = factories.action(cast.plan, "Hold a meeting", steps=[{"words": "On gritting"}])
    named = factories.action(cast.plan, "Buy a gritting lorry")
    said = factories.action(cast.plan, "Tell people")
    factories.entry(said, commentary="About gritting.")
    ranked = [pk for _, pk in found(cast, "gritting")]
    assert ranked[0] == named.pk
    assert set(ranked) == {named.pk, mentioned.pk, said.pk}


@pytest.mark.parametrize("asked", ["PR-2", "pr-2", " pr-2 "])
def test_reference_jumps_to_the_top(cast, agreed, asked):
    other = factories.action(cast.plan, "Follow up PR-2")
    hits = found(cast, asked)
    assert hits[0] == ("action", cast.late.pk)
    assert ("action", other.pk) in hits
    assert len(hits) == len(set(hits))


def test_reference_with_other_words_is_on_top_too(cast, agreed):
    assert found(cast, "PR-2 zebra") == [("action", cast.late.pk)]


@pytest.mark.parametrize("asked", ["", "  ", "!!!", "%", "_", "'", "\\", "a" * 300, "🙂", "& | !"])
def test_odd_words_do_no_harm(cast, agreed, logged_in, asked):
    assert page(cast, logged_in(cast.reader), q=asked).status_code == 200


def test_null_character_is_refused_with_a_sentence(cast, logged_in):
    answer = page(cast, logged_in(cast.reader), q="a\x00b")
    assert answer.status_code == 200
    assert "Null characters are not allowed" in answer.content.decode()


@postgresql
@pytest.mark.django_db
def test_other_forms_of_a_word_are_found(cast, agreed):
    assert found(cast, "reviewing constitutions") == [("action", cast.ahead.pk)]


@postgresql
@pytest.mark.django_db
def test_words_that_say_nothing_are_passed_over(cast, agreed):
    assert found(cast, "the constitution of") == [("action", cast.ahead.pk)]
    assert found(cast, "the of and") == []


# ---- nothing of other councils


def test_nothing_of_another_council(cast, agreed):
    theirs = a_strategy(cast.other_council, vision="A zebra for everyone", title="Zebras")
    Statement.objects.create(
        strategy=theirs.strategy, code="V1", order=1, kind="value", text="Zebra zebra"
    )
    plan = factories.plan(cast.other_council, "Zebra plan", slug="zebra", code="ZE")
    above = factories.recommendation(plan, "Buy a zebra")
    one = factories.action(plan, "Feed the zebra", recommendation=above)
    factories.entry(one, commentary="The zebra eats.")
    assert found(cast, "zebra") == []
    assert found(cast, "ZE-1") == []
    strangers = scope_of(cast.stranger, cast.other_council.slug)
    kinds = {hit.kind.name for hit in find(strangers, "zebra").hits}
    assert kinds == {"strategy", "statement", "plan", "recommendation", "action"}
    assert not any(
        candidates(scope_of(cast.manager, cast.council.slug), kind, ["zebra"]).exists()
        for kind in KINDS
    )


def test_page_of_another_council_is_not_found(cast, logged_in):
    assert page(cast, logged_in(cast.stranger), q="constitution").status_code == 404


# ---- the page


def test_page_marks_words_and_says_kind_and_place(cast, agreed, logged_in):
    text = page(cast, logged_in(cast.reader), q="constitution").content.decode()
    assert "PR-1 Review the <mark>constitution</mark>" in text
    assert "Action – Peer review action plan › Recommendation 1" in text
    assert "1 found." in text


def test_markup_in_a_row_is_shown_as_it_was_typed(cast, logged_in):
    factories.action(cast.plan, "<script>alert(1)</script> gritting & <b>salt</b>")
    text = page(cast, logged_in(cast.reader), q="gritting salt").content.decode()
    assert (
        "&lt;script&gt;alert(1)&lt;/script&gt; <mark>gritting</mark> &amp; &lt;b&gt;<mark>" in text
    )
    assert "<b>salt" not in text


def test_filter_by_kind(cast, agreed, logged_in):
    client = logged_in(cast.reader)
    everything = page(cast, client, q="councillor").content.decode()
    assert "Outcomes <span" in everything
    only = page(cast, client, q="councillor", kind="action").content.decode()
    assert re.findall(r">(PR-\d+) ", only.split('class="gt-found"')[1]) == ["PR-2"]
    assert "Outcomes <span" in only
    assert page(cast, client, q="councillor", kind="nonsense").status_code == 200


def test_long_results_are_paged(cast, logged_in):
    grow(cast, 45)
    client = logged_in(cast.reader)
    first = page(cast, client, q="step").content.decode()
    third = page(cast, client, q="step", page=3).content.decode()
    assert (first.count("gt-found__item"), third.count("gt-found__item")) == (20, 5)
    assert page(cast, client, q="step", page="x").status_code == 200


def test_more_than_can_be_ranked_says_so(cast, logged_in, monkeypatch):
    monkeypatch.setattr(searching, "CAP", 10)
    grow(cast, 15)
    text = page(cast, logged_in(cast.reader), q="step").content.decode()
    assert "10 found." in text
    assert "add a word to see fewer" in text


def test_queries_do_not_grow(cast, agreed, logged_in):
    client = logged_in(cast.reader)
    counts = []
    for _ in range(2):
        page(cast, client, q="step")
        grow(cast, 30)
        with CaptureQueriesContext(connection) as queries:
            page(cast, client, q="step")
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[0] <= 16


def test_every_page_has_the_box(cast, logged_in):
    text = logged_in(cast.reader).get(cast.council.get_absolute_url()).content.decode()
    assert f'action="{reverse("search", args=[cast.council.slug])}"' in text


# ---- PostgreSQL uses its indexes


@postgresql
@pytest.mark.django_db
@pytest.mark.parametrize("kind", BY_NAME)
def test_planner_uses_the_index(cast, kind):
    scope = scope_of(cast.manager, cast.council.slug)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_indexscan = off")
    chosen = BY_NAME[kind]
    rows = searching.engine().matching(chosen, chosen.model._default_manager.all(), ["word"])
    plan = rows.order_by().explain()
    assert scope
    assert f"{chosen.model._meta.db_table}_search" in plan
    if kind == "action":
        assert "actionplan_entry_search" in plan


# ---- words


def test_words_and_references():
    assert words_of("The Council’s  PR-17, pr-17 & co!") == ["the", "council’s", "pr-17", "co"]
    assert references_of(["pr-17", "pr-0", "17", "pr-²", "abcdefghi-1", "x-9999999999"]) == [
        ("PR", 17)
    ]
    assert (stem("reviewing"), stem("reviews"), stem("review"), stem("bus")) == (
        "review",
        "review",
        "review",
        "bus",
    )


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Reviews of <b>", ["review"], "<mark>Reviews</mark> of &lt;b&gt;"),
        ("Preview", ["review"], "Preview"),
        ("a&amp;b amp", ["amp"], "a&amp;<mark>amp</mark>;b <mark>amp</mark>"),
        ("Nothing", [], "Nothing"),
    ],
)
def test_marks_words_and_escapes_all(text, words, expected):
    assert marked(text, words) == expected


def test_excerpt_is_around_the_word():
    text = "before " * 60 + "needle " + "after " * 80
    cut = excerpt(text, ["needle"])
    assert cut.startswith("… before")
    assert "<mark>needle</mark>" in cut
    assert cut.endswith("after …")
    assert len(cut) < 350
