"""The rating of an indicator: a table of its truth, and what must hold for any numbers."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategy.indicator import Good, Unit
from strategy.quantities import quantity, term_in_words
from strategy.rating import LOOKS, Aim, Code, Reading, rate

MARCH_2020 = date(2020, 3, 31)
SPEND = Aim(Unit.NUMBER, target=Decimal(19), target_date=MARCH_2020, good=Good.DOWN)
DATED = replace(SPEND, baseline=Decimal(21), baseline_date=date(2018, 3, 31))
HALF_WAY = date(2019, 4, 1)


def read(value: str, day: date = MARCH_2020) -> Reading:
    return Reading(day, Decimal(value))


TOLERANT = replace(SPEND, tolerance=Decimal(1))
UP = replace(SPEND, good=Good.UP)
YES = Aim(Unit.YES_NO, target=Decimal(1))


@pytest.mark.parametrize(
    ("aim", "reading", "code"),
    [
        (SPEND, read("18.5"), Code.ON_TARGET),
        (SPEND, read("19"), Code.ON_TARGET),
        (SPEND, read("19.0001"), Code.OFF_TARGET),
        (TOLERANT, read("19.5"), Code.WITHIN_TOLERANCE),
        (TOLERANT, read("20"), Code.WITHIN_TOLERANCE),
        (TOLERANT, read("20.1"), Code.OFF_TARGET),
        (UP, read("19"), Code.ON_TARGET),
        (UP, read("18.5"), Code.OFF_TARGET),
        (replace(UP, tolerance=Decimal(1)), read("18.5"), Code.WITHIN_TOLERANCE),
        (SPEND, None, Code.NO_MEASUREMENT),
        (replace(SPEND, target=None), read("18.5"), Code.NO_TARGET),
        (replace(SPEND, target=None), None, Code.NO_TARGET),
        (replace(SPEND, good=None), read("18.5"), Code.NO_DIRECTION),
        (replace(SPEND, unit=None), read("18.5"), Code.NO_UNIT),
        (replace(SPEND, target=Decimal(0)), read("0"), Code.ON_TARGET),
        (YES, read("1"), Code.ON_TARGET),
        (YES, read("0"), Code.OFF_TARGET),
        (replace(YES, target=Decimal(0)), read("0"), Code.ON_TARGET),
        (DATED, read("20", HALF_WAY), Code.ON_TARGET),
        (DATED, read("20.01", HALF_WAY), Code.OFF_TARGET),
        (DATED, read("19.5", MARCH_2020), Code.OFF_TARGET),
        (DATED, read("19.5", date(2021, 1, 1)), Code.OFF_TARGET),
        (DATED, read("20", date(2018, 3, 30)), Code.OFF_TARGET),
    ],
)
def test_truth(aim, reading, code):
    assert rate(aim, reading).code is code


@pytest.mark.parametrize(
    ("aim", "reading", "rule"),
    [
        (
            replace(SPEND, baseline=Decimal(21), baseline_date=date(2017, 4, 1)),
            read("18.5"),
            "On target: 18.5 is at or below 19, the target for March 2020.",
        ),
        (
            SPEND,
            read("18.5"),
            "On target: 18.5 is at or below 19, the target for March 2020. Held against the "
            "target itself, as there is no baseline.",
        ),
        (
            replace(TOLERANT, baseline=Decimal(21)),
            read("19.5"),
            "Within tolerance: 19.5 is above 19, the target for March 2020; that is 0.5 too much, "
            "and 1 is tolerated. Held against the target itself, as the baseline has no date.",
        ),
        (
            replace(DATED, unit=Unit.POUNDS, tolerance=Decimal(1)),
            read("21.5", HALF_WAY),
            "Off target: £21.50 is above £20, expected by 1 April 2019 on a straight line from £21 "
            "on 31 March 2018 to the target of £19 for March 2020; that is £1.50 too much, but "
            "only £1 is tolerated.",
        ),
        (YES, read("0"), "Off target: No is not Yes, the target."),
        (
            replace(SPEND, target=None),
            read("1"),
            "No target: nothing says what this should reach, so it is not rated.",
        ),
    ],
)
def test_rule_says_what_was_compared_with_what(aim, reading, rule):
    assert rate(aim, reading).rule == rule


def test_only_ratings_have_a_colour_and_no_two_share_one():
    assert set(LOOKS) == {Code.ON_TARGET, Code.WITHIN_TOLERANCE, Code.OFF_TARGET}
    for part in ("letter", "shape", "colour"):
        assert len({getattr(look, part) for look in LOOKS.values()}) == 3


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        ("200000000", Unit.POUNDS, "£200 million"),
        ("18500000", Unit.POUNDS, "£18.5 million"),
        ("18500001", Unit.POUNDS, "£18,500,001"),
        ("1234.5", Unit.POUNDS, "£1,234.50"),
        ("-420", Unit.POUNDS, "-£420"),
        ("73390", Unit.NUMBER, "73,390"),
        ("0", Unit.NUMBER, "0"),
        ("0.0000", Unit.NUMBER, "0"),
        ("100", Unit.PERCENT, "100%"),
        ("12.50", Unit.PERCENT, "12.5%"),
        ("1.0000", Unit.YES_NO, "Yes"),
        ("3", None, "3"),
    ],
)
def test_values_in_words(value, unit, words):
    assert quantity(Decimal(value), unit) == words


def test_last_day_of_a_month_stands_for_the_month():
    assert term_in_words(date(2020, 2, 29)) == "February 2020"
    assert term_in_words(date(2020, 2, 28)) == "28 February 2020"


# ---- whatever the numbers

numbers = st.decimals("-1000000", "1000000", places=2)
days = st.dates(date(2000, 1, 1), date(2040, 12, 31))


@st.composite
def aims(draw) -> Aim:
    begins = draw(st.none() | days)
    later = st.integers(0, 4000).map(lambda n: (begins or date(2010, 1, 1)) + timedelta(days=n))
    return Aim(
        unit=draw(st.sampled_from([Unit.POUNDS, Unit.NUMBER, Unit.PERCENT])),
        target=draw(numbers),
        target_date=draw(st.none() | later),
        good=draw(st.sampled_from(Good)),
        tolerance=draw(st.none() | st.decimals("0", "1000", places=2)),
        baseline=draw(st.none() | numbers),
        baseline_date=begins,
    )


BETTER = [Code.OFF_TARGET, Code.WITHIN_TOLERANCE, Code.ON_TARGET]


@given(aims(), days, numbers, numbers)
def test_better_value_is_never_rated_worse(aim, day, one, other):
    worse, better = sorted([one, other], reverse=aim.good is Good.DOWN)
    low, high = (BETTER.index(rate(aim, Reading(day, value)).code) for value in (worse, better))
    assert low <= high


@given(aims(), days, numbers)
def test_mirror_image_is_rated_the_same(aim, day, value):
    flip = {Good.UP: Good.DOWN, Good.DOWN: Good.UP}
    mirror = replace(
        aim,
        good=flip[aim.good],
        target=-aim.target,
        baseline=None if aim.baseline is None else -aim.baseline,
    )
    assert rate(aim, Reading(day, value)).code is rate(mirror, Reading(day, -value)).code


@given(aims(), st.none() | st.tuples(days, numbers), st.sampled_from(["target", "unit", "good"]))
def test_never_rated_while_something_is_missing(aim, reading, missing):
    rating = rate(replace(aim, **{missing: None}), Reading(*reading) if reading else None)
    assert rating.look is None
    assert rating.code not in BETTER


@given(aims(), numbers, st.integers(0, 10_000))
def test_from_its_day_on_only_the_target_counts(aim, value, after):
    if aim.target_date is None:
        aim = replace(aim, target_date=date(2015, 3, 31), baseline_date=None)
    day = aim.target_date + timedelta(days=after)
    without = replace(aim, baseline=None, baseline_date=None, target_date=None)
    assert rate(aim, Reading(day, value)).code is rate(without, Reading(day, value)).code


@given(aims(), days, numbers)
def test_rule_begins_with_its_word_and_is_made_of_sentences(aim, day, value):
    rating = rate(aim, Reading(day, value))
    assert rating.rule.startswith(f"{rating.word}: ")
    assert rating.rule.endswith(".")
