"""What may be typed for an indicator, what asks for a second look, and which quarter is meant."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategy.entering import doubt, read_day, read_value
from strategy.indicator import Frequency, Unit
from strategy.quarters import Quarter, asked_for, forecast_day, is_due, quarter_of
from strategy.rating import Reading

TODAY = date(2023, 6, 30)
Q1 = Quarter(2023, 1)


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("£1,234.50", Unit.POUNDS, "1234.50"),
        ("18.5m", Unit.POUNDS, "18500000"),
        ("£18.5 million", Unit.POUNDS, "18500000"),
        ("-£420", Unit.POUNDS, "-420"),
        ("£-420", Unit.POUNDS, "-420"),
        ("12%", Unit.PERCENT, "12"),
        (" 12.5 % ", Unit.PERCENT, "12.5"),
        (".5", Unit.NUMBER, "0.5"),
        ("73,390", Unit.NUMBER, "73390"),
        ("73 390", Unit.NUMBER, "73390"),
        ("+7", Unit.NUMBER, "7"),
        ("YES", Unit.YES_NO, "1"),
        ("No", Unit.YES_NO, "0"),
    ],
)
def test_value_is_read_in_its_unit(text, unit, value):
    assert read_value(text, unit) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "unit", "words"),
    [
        ("12%", Unit.POUNDS, "“12%” is a percentage; this is measured in pounds: give it such as"),
        ("£12", Unit.PERCENT, "“£12” is an amount of money; this is measured in percent"),
        ("£12", Unit.NUMBER, "is an amount of money"),
        ("1.2.3", Unit.NUMBER, "“1.2.3” has more than one decimal point"),
        ("1,23", Unit.NUMBER, "“1,23” is not a number"),
        ("1,2345", Unit.NUMBER, "is not a number"),
        ("about 12", Unit.NUMBER, "“about 12” is not a number"),
        ("yes", Unit.NUMBER, "is not a number"),
        ("1", Unit.YES_NO, "“1” is not an answer; this is measured as yes or no"),
        ("12%", Unit.YES_NO, "is not an answer"),
        ("££12", Unit.POUNDS, "is not a number"),
        ("12%%", Unit.PERCENT, "is not a number"),
        ("--1", Unit.NUMBER, "is not a number"),
        ("nan", Unit.NUMBER, "is not a number"),
        ("1e9", Unit.NUMBER, "is not a number"),
        ("١٢", Unit.NUMBER, "is not a number"),
        ("9" * 39, Unit.NUMBER, "must be a number below 1,000,000,000,000"),
        ("1000000 bn", Unit.POUNDS, "must be a number below"),
        ("0.12345", Unit.NUMBER, "has more than four decimal places"),
        ("£1.005", Unit.POUNDS, "is finer than a penny"),
    ],
)
def test_what_does_not_fit_is_refused_with_one_sentence(text, unit, words):
    with pytest.raises(ValueError, match=r"\.$") as refused:
        read_value(text, unit)
    assert words in str(refused.value)
    assert str(refused.value).endswith(".")


@given(st.text(max_size=60), st.sampled_from(Unit))
def test_any_text_is_a_value_that_fits_or_is_refused_with_a_sentence(text, unit):
    refused = ""
    try:
        value = read_value(text, unit)
    except ValueError as why:
        refused, value = str(why), Decimal(0)
    assert refused == "" or refused.endswith(".")
    assert value.is_finite()
    assert value in {0, 1} or unit is not Unit.YES_NO


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2023-06-30", TODAY),
        ("1/4/2023", date(2023, 4, 1)),
        ("30 June 2023", TODAY),
        ("1 May 2023", date(2023, 5, 1)),
    ],
)
def test_day_is_read(text, day):
    assert read_day(text, Q1, TODAY) == day


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "“” is not a date. Give one such as 30 June 2023."),
        ("2023-06-31", "“2023-06-31” is not a date"),
        ("2023-07-01", "1 July 2023 lies in the future: today is 30 June 2023."),
        (
            "2023-03-31",
            "31 March 2023 lies outside Q1 2023/24 (1 April 2023 to 30 June 2023).",
        ),
    ],
)
def test_wrong_day_is_refused(text, words):
    with pytest.raises(ValueError, match=r"\.$") as refused:
        read_day(text, Q1, TODAY)
    assert words in str(refused.value)


@pytest.mark.parametrize(
    ("value", "last", "known", "unit", "words"),
    [
        (420, 73390, (), Unit.NUMBER, "420 is less than a third of the last value, 73,390 on"),
        (73390, 420, (), Unit.NUMBER, "73,390 is more than 3 times the last value"),
        (30000, 73390, (80000,), Unit.NUMBER, "is a jump of more than half of all values"),
        (60000, 73390, (80000,), Unit.NUMBER, ""),
        (219, 73, (), Unit.NUMBER, "is a jump"),
        (-5, 5, (), Unit.NUMBER, "is less than a third"),
        (95, 40, (), Unit.PERCENT, "is a jump of more than half"),
        (60, 40, (), Unit.PERCENT, ""),
        (5, 0, (8,), Unit.NUMBER, "is a jump"),
        (3, 0, (8,), Unit.NUMBER, ""),
        (3, 0, (), Unit.NUMBER, ""),
        (0, 1, (), Unit.YES_NO, ""),
        (7, 7, (), Unit.NUMBER, ""),
    ],
)
def test_value_far_from_the_last_one_is_doubted(value, last, known, unit, words):
    before = Reading(date(2023, 3, 31), Decimal(last))
    found = doubt(Decimal(value), before, map(Decimal, known), unit)
    assert words in found
    assert bool(found) is bool(words)


def test_first_value_is_not_doubted():
    assert doubt(Decimal(420), None, (), Unit.NUMBER) == ""


# ---- quarters


@given(st.dates(date(2001, 1, 1), date(2098, 12, 31)))
def test_every_day_lies_in_its_quarter_and_in_no_other(day):
    quarter = quarter_of(day)
    assert day in quarter
    assert day not in quarter.next
    assert day not in quarter.previous
    assert quarter.next.first == quarter.last + timedelta(days=1)
    assert quarter.next.previous == quarter


def test_quarters_have_the_names_councils_use():
    quarter = quarter_of(date(2024, 1, 15))
    assert (quarter.name, quarter.slug) == ("Q4 2023/24", "2023-q4")
    assert quarter.words == "Q4 2023/24 (1 January 2024 to 31 March 2024)"


@pytest.mark.parametrize(
    ("slug", "today", "expected"),
    [
        ("", TODAY, Q1),
        ("", date(2023, 7, 20), Q1),
        ("", date(2023, 8, 20), Quarter(2023, 2)),
        ("2022-q4", TODAY, Quarter(2022, 4)),
        ("2023-q2", TODAY, Q1),
        ("2023-q5", TODAY, Q1),
        ("nonsense", TODAY, Q1),
    ],
)
def test_quarter_of_an_address(slug, today, expected):
    assert asked_for(slug, today) == expected


@pytest.mark.parametrize(
    ("frequency", "last", "due"),
    [
        (None, None, True),
        (None, date(2023, 3, 31), True),
        (Frequency.MONTHLY, date(2023, 3, 31), True),
        (Frequency.QUARTERLY, date(2023, 3, 31), True),
        (Frequency.TWICE_A_YEAR, date(2023, 3, 31), False),
        (Frequency.TWICE_A_YEAR, date(2022, 12, 31), True),
        (Frequency.ANNUALLY, date(2022, 7, 1), False),
        (Frequency.ANNUALLY, date(2022, 6, 30), True),
        (Frequency.ANNUALLY, None, True),
    ],
)
def test_due_when_its_time_has_passed(frequency, last, due):
    assert is_due(frequency, last, Q1) is due


@pytest.mark.parametrize(
    ("quarter", "target", "day"),
    [
        (Q1, None, date(2024, 3, 31)),
        (Quarter(2023, 4), None, date(2025, 3, 31)),
        (Q1, date(2025, 3, 31), date(2025, 3, 31)),
        (Q1, date(2020, 3, 31), date(2024, 3, 31)),
    ],
)
def test_forecast_speaks_of_the_target_or_the_end_of_the_year(quarter, target, day):
    assert forecast_day(quarter, target) == day
