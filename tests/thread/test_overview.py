"""The thread from the vision down: counts at each level, each leading to its rows."""

import html
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actionplan.declared import Status
from actionplan.key import as_data
from actionplan.key_lines import Rating
from actionplan.models import Action, ThreadLink
from actionplan.queries.thread_rows import figures_of
from actionplan.queries.thread_tallies import Keys, tallies_of
from actionplan.services.thread import link
from council import clock
from council.scope import scope_of
from tests import factories
from tests.actionplan.test_plan_detail import grow, shown
from tests.thread.making import outcome


@pytest.fixture
def tied(cast, agreed):
    """PR-1, PR-2 serve O1 and O2; PR-4 serves O2; PR-3 serves P1; a recommendation serves O1."""
    for server, served in (
        (cast.ahead, agreed.trained),
        (cast.ahead, agreed.trusted),
        (cast.late, agreed.trained),
        (cast.late, agreed.trusted),
        (cast.elsewhere, agreed.trusted),
        (cast.complete, agreed.openness),
        (cast.governance, agreed.trained),
    ):
        link(server=server, served=served, by=cast.manager)
    return agreed


def overview(cast):
    return reverse("thread:thread_overview", args=[cast.council.slug, "our-strategy"])


def tallies(cast, agreed):
    return tallies_of(agreed.strategy, Keys(scope_of(cast.manager, cast.council.slug)))


def counts(tally):
    return {words: number for _, _, words, number in figures_of(tally)}


def test_each_level_counts_an_action_once(cast, tied):
    found = tallies(cast, tied)
    assert found.whole.total == 4
    assert found.areas[tied.members.pk].total == 3
    assert found.principles[tied.openness.pk].total == 4  # three through O2, one itself
    assert found.outcomes[tied.trained.pk].total == 2
    assert found.outcomes[tied.trained.pk].recommendations == 1
    assert tied.thrift.pk not in found.principles


def test_figures_are_counts_by_rating(cast, tied):
    area = counts(tallies(cast, tied).areas[tied.members.pk])
    assert area == {"Green": 1, "Amber": 1, "Red": 1, "Past their own date": 1}


def test_headings_kept_out_of_totals_are_said(cast, tied):
    Action.objects.filter(pk=cast.elsewhere.pk).update(counts_in_totals=False)
    area = tallies(cast, tied).areas[tied.members.pk]
    assert (area.total, area.kept_out) == (2, 1)


def test_ratings_of_two_plans_with_other_words_stay_apart(cast, tied):
    key = (Rating("G", "Done", "circle", "green", "Done"),)
    other = factories.plan(cast.council, "Other", slug="other", code="OT", key=as_data(key))
    one = factories.action(other, "Plant trees")
    factories.entry(one, rating="G", status=Status.COMPLETE)
    link(server=one, served=tied.trained, by=cast.manager)
    assert counts(tallies(cast, tied).outcomes[tied.trained.pk]) == {
        "Green": 1,
        "Amber": 1,
        "Done": 1,
        "Complete": 1,
        "Past their own date": 1,
    }


def test_every_figure_opens_exactly_its_rows(cast, tied, logged_in):
    Action.objects.filter(pk=cast.complete.pk).update(counts_in_totals=False)
    client = logged_in(cast.reader)
    page = client.get(overview(cast)).content.decode()
    figures = re.findall(r'<a class="gt-count" href="([^"]*)">(.*?)</a>', page)
    assert len(figures) > 15
    for address, words in figures:
        number = int(re.findall(r">(\d+)</span>$", words)[0])
        rows = shown(client.get(html.unescape(address)).content.decode())
        assert len(rows) == number, (address, words)


def test_shows_the_vision_the_rule_and_who_is_not_served(cast, tied, logged_in):
    page = logged_in(cast.reader).get(overview(cast)).content.decode()
    assert "A fair borough for all." in page
    assert "A colour is never averaged" in page
    assert "Nobody serves it" in page
    assert "Share of councillors trained" in page
    assert "1 indicator: 1 no target" in page


def test_long_lists_are_cut_and_lead_to_the_rest(cast, agreed, logged_in):
    grow(cast, 12)
    for action in cast.plan.actions.all():
        link(server=action, served=agreed.trained, by=cast.manager)
    client = logged_in(cast.reader)
    page = client.get(overview(cast)).content.decode()
    assert ", 13 more than here" in page
    rest = client.get(
        reverse("thread:thread_actions", args=[cast.council.slug, "our-strategy"]),
        {"outcome": "O1"},
    )
    assert len(shown(rest.content.decode())) == 18


def tie_many(cast, agreed, number):
    """Every action of the plan serves two of forty outcomes."""
    grow(cast, number, each=200)
    outcomes = [
        outcome(agreed.strategy, n, f"Outcome {n}", area=agreed.members) for n in range(10, 50)
    ]
    ThreadLink.objects.bulk_create(
        ThreadLink(action=action, outcome=outcomes[(place + more) % 40], linked_on=clock.today())
        for place, action in enumerate(cast.plan.actions.all())
        for more in (0, 1)
    )


@pytest.mark.parametrize("number", [60, 300])
def test_queries_stay_few(cast, agreed, logged_in, number):
    tie_many(cast, agreed, number)
    client = logged_in(cast.reader)
    client.get(overview(cast))
    with CaptureQueriesContext(connection) as queries:
        assert client.get(overview(cast)).status_code == 200
    assert len(queries) <= 15
    address = reverse("thread:thread_actions", args=[cast.council.slug, "our-strategy"])
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    assert len(queries) <= 15


# ---- addresses that ask for what is not there


@pytest.mark.parametrize("query", ["?outcome=X9", "?principle=O1", "?area=", "?outcome=%00"])
def test_unknown_part_is_not_found(cast, tied, logged_in, query):
    address = reverse("thread:thread_actions", args=[cast.council.slug, "our-strategy"])
    assert logged_in(cast.reader).get(address + query).status_code == 404


@pytest.mark.parametrize(
    "query",
    ["?rating=%00", "?rating=G&word=%F0%9F%98%80", "?page=x", "?page=-1", "?status=x&due=y"],
)
def test_nonsense_in_the_address_does_no_harm(cast, tied, logged_in, query):
    address = reverse("thread:thread_actions", args=[cast.council.slug, "our-strategy"])
    assert logged_in(cast.reader).get(address + query).status_code == 200


def test_another_councils_strategy_is_not_found(cast, agreed, logged_in):
    theirs = outcome(agreed.strategy, 77, "Ours alone")
    client = logged_in(cast.stranger)
    for name in ("thread:thread_overview", "thread:thread_actions"):
        for council in (cast.council.slug, cast.other_council.slug):
            assert client.get(reverse(name, args=[council, "our-strategy"])).status_code == 404
    page = client.get(reverse("thread:thread_list", args=[cast.other_council.slug]))
    assert "Our strategy" not in page.content.decode()
    assert theirs.pk


def test_a_council_without_strategies_is_told_so(cast, logged_in):
    page = logged_in(cast.reader).get(reverse("thread:thread_list", args=[cast.council.slug]))
    assert "has no strategy yet" in page.content.decode()


def test_an_empty_strategy_is_told_so(cast, agreed, logged_in):
    from strategy.models import Strategy

    Strategy.objects.create(council=cast.council, title="Empty", slug="empty")
    page = logged_in(cast.reader).get(
        reverse("thread:thread_overview", args=[cast.council.slug, "empty"])
    )
    assert "has no principles and no outcomes yet" in page.content.decode()
