"""The gaps of the thread against hand-made data."""

import html
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actionplan.declared import Status
from actionplan.models import Action, Plan
from actionplan.queries import coverage
from actionplan.services.thread import link
from council.scope import scope_of
from tests import factories
from tests.actionplan.test_plan_detail import grow
from tests.thread.making import outcome


def scope(cast):
    return scope_of(cast.manager, cast.council.slug)


def tie(cast, server, served):
    link(server=server, served=served, by=cast.manager)


# ---- outcomes and principles


def test_outcomes_nobody_serves(cast, agreed):
    tie(cast, cast.late, agreed.trained)
    tie(cast, cast.finance, agreed.trusted)
    assert list(coverage.unserved_outcomes(scope(cast))) == [agreed.alone]


def test_action_never_spoken_of_serves(cast, agreed):
    tie(cast, cast.unled, agreed.alone)
    assert agreed.alone not in coverage.unserved_outcomes(scope(cast))


@pytest.mark.parametrize("status", [Status.CANCELLED, Status.SUPERSEDED])
def test_dropped_actions_serve_nobody(cast, agreed, status):
    tie(cast, cast.late, agreed.trained)
    factories.entry(cast.late, status=status)
    assert agreed.trained in coverage.unserved_outcomes(scope(cast))
    tie(cast, cast.governance, agreed.trained)
    assert agreed.trained not in coverage.unserved_outcomes(scope(cast))


def test_principle_is_served_through_an_outcome(cast, agreed):
    assert list(coverage.unserved_principles(scope(cast))) == [agreed.openness, agreed.thrift]
    tie(cast, cast.late, agreed.trusted)
    assert list(coverage.unserved_principles(scope(cast))) == [agreed.thrift]


def test_principles_with_only_completed_actions(cast, agreed):
    tie(cast, cast.complete, agreed.openness)
    assert list(coverage.complete_principles(scope(cast))) == [agreed.openness]
    tie(cast, cast.late, agreed.trusted)  # an outcome under it: something is left to do
    assert list(coverage.complete_principles(scope(cast))) == []
    factories.entry(cast.late, status=Status.CANCELLED)
    assert list(coverage.complete_principles(scope(cast))) == [agreed.openness]


def test_principles_with_only_red_actions(cast, agreed):
    tie(cast, cast.elsewhere, agreed.thrift)
    assert list(coverage.red_principles(scope(cast))) == [agreed.thrift]
    tie(cast, cast.unled, agreed.thrift)  # not rated is not red
    assert list(coverage.red_principles(scope(cast))) == []


def test_a_recommendation_alone_is_no_completed_action(cast, agreed):
    tie(cast, cast.governance, agreed.thrift)
    assert list(coverage.complete_principles(scope(cast))) == []
    assert list(coverage.red_principles(scope(cast))) == []


def test_superseded_strategies_have_no_gaps(cast, agreed):
    tie(cast, cast.complete, agreed.openness)
    agreed.strategy.status = "superseded"
    agreed.strategy.save()
    for find in (
        coverage.unserved_outcomes,
        coverage.unserved_principles,
        coverage.complete_principles,
    ):
        assert list(find(scope(cast))) == []


# ---- actions and recommendations


def test_actions_that_serve_nothing(cast, agreed):
    tie(cast, cast.ahead, agreed.trained)
    tie(cast, cast.finance, agreed.trained)
    factories.entry(cast.late, status=Status.CANCELLED)
    Action.objects.filter(pk=cast.complete.pk).update(counts_in_totals=False)
    found = list(coverage.idle_actions(scope(cast)))
    assert found == [cast.elsewhere, cast.unled, cast.undated]
    assert [getattr(action, "is_covered", None) for action in found] == [False, True, True]


def test_recommendations_that_serve_nothing(cast, agreed):
    tie(cast, cast.finance, agreed.thrift)
    tie(cast, cast.late, agreed.trained)  # an action's link is not its recommendation's
    assert list(coverage.idle_recommendations(scope(cast))) == [cast.governance]


def test_archived_plans_are_left_out(cast, agreed):
    Plan.objects.filter(pk=cast.plan.pk).update(state="archived")
    assert not coverage.idle_actions(scope(cast))
    assert not coverage.idle_recommendations(scope(cast))


def test_nothing_of_another_council_is_listed(cast, agreed, theirs):
    link(server=cast.other_action, served=theirs.openness, by=cast.stranger)
    factories.entry(cast.other_action, status=Status.COMPLETE)
    ours = {agreed.strategy.pk}
    for gap in coverage.GAPS:
        for one in gap.find(scope(cast)):
            if hasattr(one, "plan"):
                assert one.plan == cast.plan
            else:
                assert one.strategy_id in ours


# ---- the pages


def address(cast, *gap):
    name = "thread:thread_gap" if gap else "thread:thread_coverage"
    return reverse(name, args=[cast.council.slug, *gap])


def test_page_shows_each_list_with_its_count_and_a_way_to_mend_it(cast, agreed, logged_in):
    client = logged_in(cast.manager)
    page = client.get(address(cast)).content.decode()
    for sentence in (
        "Outcomes nobody serves: 3",
        "Principles nobody serves: 2",
        "Principles with only completed actions: 0",
        "Principles with only red actions: 0",
        "Actions that serve nothing: 6",
        "Recommendations that serve nothing: 2",
        "As at 30 June 2023",
    ):
        assert sentence in page
    fixes = re.findall(r'href="([^"]*)">Add a link', page)
    assert len(fixes) == 3 + 2 + 6 + 2
    for each in fixes:
        assert client.get(html.unescape(each)).status_code == 200


@pytest.mark.parametrize(("who", "fixes"), [("owner", 3 + 2 + 4), ("reader", 0), ("colleague", 0)])
def test_only_those_who_may_are_sent_to_mend(cast, agreed, logged_in, who, fixes):
    client = logged_in(getattr(cast, who))
    page = client.get(address(cast)).content.decode()
    found = re.findall(r'href="([^"]*)">Add a link', page)
    assert len(found) == fixes
    for each in found:
        assert client.get(html.unescape(each)).status_code == 200


def test_long_lists_are_paged(cast, agreed, logged_in):
    grow(cast, 55)
    client = logged_in(cast.manager)
    assert "Show all 61" in client.get(address(cast)).content.decode()
    first = client.get(address(cast, "actions")).content.decode()
    second = client.get(address(cast, "actions") + "?page=2").content.decode()
    assert (first.count("Add a link"), second.count("Add a link")) == (50, 11)


@pytest.mark.parametrize("gap", [gap.slug for gap in coverage.GAPS])
def test_every_list_has_its_page(cast, agreed, logged_in, gap):
    assert logged_in(cast.reader).get(address(cast, gap) + "?page=zz").status_code == 200


def test_unknown_list_is_not_found(cast, logged_in):
    assert logged_in(cast.reader).get(address(cast, "nonsense")).status_code == 404


def test_queries_do_not_grow(cast, agreed, logged_in):
    client = logged_in(cast.owner)
    counts = []
    for _ in range(2):
        client.get(address(cast))
        with CaptureQueriesContext(connection) as queries:
            client.get(address(cast))
        counts.append(len(queries))
        grow(cast, 40)
        for number in range(10 + 30 * len(counts), 40 + 30 * len(counts)):
            outcome(agreed.strategy, number, f"Outcome {number}")
    assert counts[0] == counts[1]


def test_a_council_without_strategies_is_told_so(cast, logged_in):
    assert "has no strategy yet" in logged_in(cast.reader).get(address(cast)).content.decode()
