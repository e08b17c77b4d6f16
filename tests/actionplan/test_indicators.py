"""Indicators that the product computes from the tracker."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actionplan.declared import Status
from actionplan.indicators import computed
from actionplan.models import ThreadLink
from council.scope import scope_of
from strategy.computing import computed_figures
from strategy.indicator import Figure
from strategy.models import Outcome
from tests import factories
from tests.strategy.making import indicator, strategy

TODAY = date(2023, 6, 30)


@pytest.fixture
def outcome(cast):
    above = strategy(cast.council)
    return Outcome.objects.create(strategy=above, code="O1", order=1, text="Money is well spent.")


@pytest.fixture
def figures(cast, outcome):
    """The three figures of the outcome's strategy by name: the value and the words."""

    def found():
        wanted = {(outcome.strategy_id, figure) for figure in Figure}
        scope = scope_of(cast.owner, cast.council.slug)
        return {key[1]: (one.value, one.words) for key, one in computed(scope, wanted).items()}

    return found


def serve(outcome, action=None, recommendation=None):
    ThreadLink.objects.create(
        outcome=outcome, action=action, recommendation=recommendation, linked_on=TODAY
    )


def test_counts_the_actions_that_serve_the_strategy(cast, outcome, figures):
    for action in (cast.ahead, cast.late, cast.complete, cast.undated):
        serve(outcome, action)
    found = figures()
    assert found[Figure.ACTIONS_ON_TRACK] == (
        Decimal(50),
        "2 of 4 actions serving this strategy: complete, or rated on track and not past their own "
        "date; as at 30 June 2023.",
    )
    assert found[Figure.ACTIONS_OVERDUE] == (
        Decimal(1),
        "1 of 3 open actions serving this strategy: past their own date; as at 30 June 2023.",
    )
    assert found[Figure.UPDATED_IN_TIME][0] == Decimal(100)


def test_green_past_its_date_is_not_on_track(cast, outcome, figures):
    serve(outcome, cast.late)
    factories.entry(cast.late, rating="G")
    assert figures()[Figure.ACTIONS_ON_TRACK][0] == 0


def test_action_never_spoken_of_is_neither_on_track_nor_updated(cast, outcome, figures):
    serve(outcome, cast.unled)
    found = figures()
    assert found[Figure.ACTIONS_ON_TRACK][0] == 0
    assert found[Figure.UPDATED_IN_TIME][0] == 0


def test_cancelled_actions_count_neither_way(cast, outcome, figures):
    serve(outcome, cast.ahead)
    serve(outcome, cast.elsewhere)
    factories.entry(cast.elsewhere, status=Status.CANCELLED)
    assert figures()[Figure.ACTIONS_ON_TRACK][0] == 100


def test_actions_kept_out_of_totals_are_kept_out(cast, outcome, figures):
    serve(outcome, cast.ahead)
    serve(outcome, cast.late)
    cast.late.counts_in_totals = False
    cast.late.save()
    assert figures()[Figure.ACTIONS_ON_TRACK][0] == 100
    assert figures()[Figure.ACTIONS_OVERDUE][0] == 0


def test_recommendation_brings_its_actions_each_once(cast, outcome, figures):
    serve(outcome, recommendation=cast.governance)
    serve(outcome, cast.ahead)
    principle = outcome.strategy.principles.create(code="P1", order=1, title="Focus")
    ThreadLink.objects.create(principle=principle, action=cast.ahead, linked_on=TODAY)
    assert "2 of 4 actions" in figures()[Figure.ACTIONS_ON_TRACK][1]


def test_nothing_to_count_is_no_value_and_not_nought(figures):
    for value, words in figures().values():
        assert value is None
        assert words == "no action serves this strategy yet."


def test_strategy_of_another_council_is_out_of_reach(cast, outcome):
    serve(outcome, cast.ahead)
    theirs = scope_of(cast.stranger, cast.other_council.slug)
    key = (outcome.strategy_id, Figure.ACTIONS_ON_TRACK)
    assert computed(theirs, {key})[key].value is None


def test_pages_of_strategies_get_the_figures_through_the_register(cast, outcome, logged_in):
    serve(outcome, cast.ahead)
    made = indicator(
        cast.council,
        "K14",
        unit="",
        target=Decimal(90),
        good="up",
        computed=Figure.ACTIONS_ON_TRACK.value,
    )
    scope = scope_of(cast.owner, cast.council.slug)
    key = (outcome.strategy_id, Figure.ACTIONS_ON_TRACK)
    assert computed_figures(scope, {key})[key].value == 100
    page = logged_in(cast.reader).get(made.get_absolute_url()).content.decode()
    assert "On target: 100% is at or above 90%" in page
    assert "Computed: 1 of 1 action serving this strategy" in page


def test_queries_do_not_grow_with_strategies_or_actions(cast, outcome):
    scope = scope_of(cast.owner, cast.council.slug)

    def queries(wanted):
        with CaptureQueriesContext(connection) as found:
            computed(scope, wanted)
        return len(found)

    serve(outcome, cast.ahead)
    few = queries({(outcome.strategy_id, Figure.ACTIONS_ON_TRACK)})
    second = strategy(cast.council, "Digital strategy", "digital")
    other = Outcome.objects.create(strategy=second, code="O1", order=1, text="Online.")
    for action in cast.actions[1:]:
        serve(outcome, action)
        serve(other, action)
    both = {(one, figure) for one in (second.pk, outcome.strategy_id) for figure in Figure}
    assert queries(both) == few <= 3
    assert queries(set()) == 0
