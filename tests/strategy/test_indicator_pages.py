"""The list of indicators and one indicator's page: what they say, to whom, at what cost."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from strategy.indicator import Figure
from strategy.models import Measurement
from tests.strategy.making import indicator, measured, strategy

MARCH, JUNE = date(2023, 3, 31), date(2023, 6, 30)


@pytest.fixture
def spend(cast):
    """An indicator of the owner's post with two measurements and a forecast."""
    made = indicator(cast.council, owner_post=cast.post, target_date=date(2024, 3, 31))
    measured(made, 20_500_000, date(2022, 12, 31), by=cast.owner)
    measured(made, 18_500_000, MARCH, by=cast.owner, note="After the restructure.")
    measured(made, 18_000_000, date(2024, 3, 31), forecast=True)
    return made


def list_address(cast):
    return reverse("indicators:indicator_list", args=[cast.council.slug])


def page(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


def test_list_shows_rating_current_target_forecast_and_owner(cast, logged_in, spend):
    text = page(logged_in(cast.reader), list_address(cast))
    assert "1 indicator: 1 on target." in text
    values = ("£18.5 million", "£19 million", "£18 million")
    for words in (*values, "31 March 2023", "Head of Law &amp; Democracy"):
        assert words in text


def test_no_target_and_never_measured_stand_in_plain_sight_and_are_not_green(cast, logged_in):
    indicator(cast.council, "K1", target=None, name="Staff survey", unit="")
    indicator(cast.council, "K2")
    text = page(logged_in(cast.reader), list_address(cast))
    assert "2 indicators: none is rated; not rated: 1 no target, 1 never measured." in text
    assert ">No target</span>" in text
    assert ">Never measured</span>" in text
    assert "No owner" in text
    assert "#0f7a52" not in text


def test_list_is_by_strategy_and_of_this_council_alone(cast, logged_in, spend):
    other = strategy(cast.council, "Digital strategy", "digital")
    indicator(cast.council, "K1", strategy=other, name="Forms filled in online")
    indicator(cast.other_council, "K1", name="Trees planted")
    text = page(logged_in(cast.reader), list_address(cast))
    assert text.index("Achieving Excellence") < text.index("Digital strategy")
    assert "Trees planted" not in text


def test_council_without_indicators_says_so(cast, logged_in):
    assert "has no indicators yet" in page(logged_in(cast.reader), list_address(cast))


def test_reader_is_told_why_they_may_not_enter(cast, logged_in, spend):
    assert "You may not enter values" in page(logged_in(cast.reader), list_address(cast))
    assert "You may not enter values" not in page(logged_in(cast.owner), list_address(cast))
    assert "You may not enter its values" in page(logged_in(cast.slt), spend.get_absolute_url())
    for person in (cast.owner, cast.manager):
        assert "You may not" not in page(logged_in(person), spend.get_absolute_url())


def test_page_of_one_says_the_rule_and_holds_chart_and_table(cast, logged_in, spend):
    text = page(logged_in(cast.reader), spend.get_absolute_url())
    assert "On target: £18.5 million is at or below £19 million, the target for March 2024." in text
    assert (
        '<title id="chart-title">Council spend per annum: from £20.5 million on 31 December 2022 '
        "to £18.5 million on 31 March 2023; forecast £18 million for 31 March 2024; "
        "target £19 million. The table holds every value.</title>"
    ) in text
    assert "After the restructure." in text
    assert text.count('<tr role="row" class="gt-row">') == 3
    assert " style=" not in text


def test_correction_stands_and_what_it_corrects_is_shown_as_such(cast, logged_in, spend):
    measured(spend, 19_500_000, MARCH, by=cast.manager, note="The grant was counted twice.")
    text = page(logged_in(cast.reader), spend.get_absolute_url())
    assert "Off target: £19.5 million is above £19 million" in text
    assert "<del>£18.5 million</del>" in text
    assert "a correction" in text
    assert "to £19.5 million on 31 March 2023" in text


def test_forecast_of_a_day_that_was_measured_is_one_no_longer(cast, logged_in, spend):
    measured(spend, 18_900_000, date(2024, 3, 31))
    text = page(logged_in(cast.reader), spend.get_absolute_url())
    assert "<dt>Forecast</dt><dd>None</dd>" in text


def test_yes_or_no_has_no_chart(cast, logged_in):
    made = indicator(cast.council, unit="yes/no", target=Decimal(1), good="")
    measured(made, 0, MARCH)
    measured(made, 1, JUNE)
    text = page(logged_in(cast.reader), made.get_absolute_url())
    assert "On target: Yes is Yes, the target." in text
    assert "chart-title" not in text


def test_share_of_indicators_on_track_is_counted_never_typed(cast, logged_in, spend):
    indicator(cast.council, "K2", target=None)
    share = indicator(
        cast.council,
        "K3",
        name="PIs on track",
        computed=Figure.INDICATORS_ON_TRACK.value,
        unit="%",
        target=None,
    )
    text = page(logged_in(cast.reader), share.get_absolute_url())
    assert "<dt>Current</dt><dd>50%" in text
    assert "1 of 2 indicators on target." in text
    assert "nobody enters it" in text


@pytest.mark.parametrize("code", ["K9", "k1"])
def test_unknown_code_is_not_found(cast, logged_in, spend, code):
    address = spend.get_absolute_url().replace("K1", code)
    assert logged_in(cast.owner).get(address).status_code == 404


def test_indicator_of_another_council_is_not_found(cast, logged_in):
    theirs = indicator(cast.other_council)
    ours = theirs.get_absolute_url().replace(cast.other_council.slug, cast.council.slug)
    for address in (theirs.get_absolute_url(), ours):
        assert logged_in(cast.owner).get(address).status_code == 404


@pytest.mark.parametrize("statement", ["UPDATE {} SET value = 0", "DELETE FROM {}"])
def test_database_refuses_to_change_a_measurement(spend, statement):
    with (
        pytest.raises(DatabaseError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement.format("strategy_measurement"))
    assert Measurement.objects.filter(value=18_500_000).count() == 1


def grow(cast, number):
    for place in range(number):
        code = f"G{place}"
        made = indicator(cast.council, code, owner_post=cast.post if place % 2 else None)
        measured(made, 20_000_000 - place, MARCH)
        measured(made, 19_000_000, date(2024, 3, 31), forecast=True)
    for figure in Figure:
        indicator(cast.council, f"F{number}-{figure.name}", computed=figure.value, target=None)


def queries_of(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_queries_of_the_list_do_not_grow(cast, logged_in):
    grow(cast, 15)
    few = queries_of(logged_in(cast.owner), list_address(cast))
    for place in range(150 - 15):
        measured(indicator(cast.council, f"H{place}", owner_post=cast.post), 20_000_000, MARCH)
    many = queries_of(logged_in(cast.owner), list_address(cast))
    assert few == many
    assert many <= 12


def test_queries_of_one_indicator_are_few(cast, logged_in, spend):
    grow(cast, 15)
    assert queries_of(logged_in(cast.owner), spend.get_absolute_url()) <= 12
    share = cast.council.strategies.get().indicators.get(code="F15-INDICATORS_ON_TRACK")
    assert queries_of(logged_in(cast.owner), share.get_absolute_url()) <= 12
