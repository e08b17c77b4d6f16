"""Deadlines counted back from a meeting: working days, clear days, bank holidays in England."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st

from council.deadlines import (
    CLEAR,
    MOST_DAYS,
    USUAL,
    WORKING,
    check_deadlines,
    deadlines_before,
    is_working_day,
    working_days_before,
)

TUESDAY = date(2023, 9, 5)


def rule(name: str, days: object, count: str = WORKING) -> dict[str, object]:
    return {"name": name, "days": days, "count": count}


def days_of(meeting: date, *rules: dict[str, object]) -> list[date]:
    return [deadline.day for deadline in deadlines_before(meeting, list(rules))]


def test_five_clear_days_before_5_september_2023_is_friday_25_august():
    """Monday 28 August is the summer bank holiday, so it counts for nothing."""
    assert days_of(TUESDAY, rule("Agenda published", 5, CLEAR)) == [date(2023, 8, 25)]


def test_usual_deadlines_before_5_september_2023():
    found = [(one.name, one.day, one.words) for one in deadlines_before(TUESDAY, USUAL)]
    assert found == [
        ("Final draft to Democratic Services", date(2023, 8, 24), "7 working days before"),
        ("Agenda published", date(2023, 8, 25), "5 clear days before"),
    ]


@pytest.mark.parametrize(
    ("meeting", "days", "count", "expected"),
    [
        (date(2023, 7, 11), 0, WORKING, date(2023, 7, 11)),
        (date(2023, 7, 11), 1, WORKING, date(2023, 7, 10)),
        (date(2023, 7, 11), 2, WORKING, date(2023, 7, 7)),  # over a weekend
        (date(2023, 7, 11), 7, WORKING, date(2023, 6, 30)),
        (date(2023, 7, 11), 5, CLEAR, date(2023, 7, 3)),
        (date(2023, 7, 11), 0, CLEAR, date(2023, 7, 10)),  # none between: the day before
        (date(2024, 1, 3), 5, CLEAR, date(2023, 12, 21)),  # Christmas, Boxing Day, New Year
        (date(2023, 4, 12), 2, WORKING, date(2023, 4, 6)),  # Good Friday and Easter Monday
        (date(2023, 5, 10), 2, WORKING, date(2023, 5, 5)),  # the King's coronation
        (date(2022, 1, 4), 1, WORKING, date(2021, 12, 31)),  # 1 January was a Saturday
    ],
)
def test_counts_back_over_weekends_and_bank_holidays(meeting, days, count, expected):
    assert days_of(meeting, rule("Draft", days, count)) == [expected]


def test_scottish_and_irish_holidays_are_working_days_in_england():
    assert is_working_day(date(2023, 1, 3))  # 2 January, observed, in Scotland: Monday the 2nd
    assert not is_working_day(date(2023, 1, 2))  # New Year's Day, observed in England too
    assert is_working_day(date(2023, 3, 17))
    assert is_working_day(date(2023, 8, 7))


def test_first_due_comes_first_whatever_the_order_of_the_rules():
    rules = [rule("Published", 5, CLEAR), rule("Chair's pre-agenda", 15), rule("Draft", 7)]
    names = [one.name for one in deadlines_before(TUESDAY, rules)]
    assert names == ["Chair's pre-agenda", "Draft", "Published"]


def test_no_rules_give_no_deadlines():
    assert deadlines_before(TUESDAY, []) == []


DAYS = st.dates(date(2015, 1, 1), date(2035, 12, 31))


@settings(deadline=None, max_examples=50)  # a year's holidays are worked out once
@given(DAYS, st.integers(1, MOST_DAYS))
def test_counted_working_days_lie_between(meeting, number):
    found = working_days_before(meeting, number)
    between = (found + timedelta(days=one) for one in range((meeting - found).days))
    assert is_working_day(found)
    assert sum(map(is_working_day, between)) == number


@settings(deadline=None, max_examples=50)  # a year's holidays are worked out once
@given(DAYS, st.integers(0, MOST_DAYS - 1))
def test_a_clear_day_more_is_a_working_day_earlier(meeting, number):
    clear, working = days_of(meeting, rule("a", number, CLEAR), rule("b", number + 1))
    assert clear == working


@pytest.mark.parametrize(
    "data",
    [
        None, "Draft", {}, [None], [[]], [{}], [rule("", 1)], [rule(" ", 1)], [rule("a", -1)],
        [rule("a", MOST_DAYS + 1)], [rule("a", 1, "calendar")], [rule("a", "1")],
        [rule("a", True)], [rule("a", 1.5)], [rule("a" * 101, 1)], [rule("a\x00", 1)],
        [rule("a", 1) | {"more": 1}], [rule("Draft", 1), rule("draft", 2)],
    ],
)  # fmt: skip
def test_what_is_no_list_of_deadlines_is_refused(data):
    with pytest.raises(ValidationError):
        check_deadlines(data)


def test_usual_deadlines_are_deadlines():
    check_deadlines(USUAL)
    check_deadlines([])
