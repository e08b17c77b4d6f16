"""Which period follows on which."""

from datetime import date

import pytest

from actionplan.dates.quarters import Span, quarter_of, span_after


@pytest.mark.parametrize(
    ("day", "name", "last_day"),
    [
        (date(2023, 6, 30), "Q1 2023/24", date(2023, 6, 30)),
        (date(2023, 7, 1), "Q2 2023/24", date(2023, 9, 30)),
        (date(2023, 12, 31), "Q3 2023/24", date(2023, 12, 31)),
        (date(2024, 2, 1), "Q4 2023/24", date(2024, 3, 31)),
        (date(2099, 4, 1), "Q1 2099/00", date(2099, 6, 30)),
    ],
)
def test_a_quarter_is_named_by_the_councils_year(day, name, last_day):
    assert (quarter_of(day).name, quarter_of(day).last_day) == (name, last_day)


@pytest.mark.parametrize(
    ("first_day", "last_day", "name", "ends"),
    [
        (date(2023, 4, 1), date(2023, 6, 30), "Q2 2023/24", date(2023, 9, 30)),
        (date(2024, 1, 1), date(2024, 3, 31), "Q1 2024/25", date(2024, 6, 30)),
        (date(2023, 12, 1), date(2023, 12, 31), "January 2024", date(2024, 1, 31)),
        (date(2024, 1, 1), date(2024, 1, 31), "February 2024", date(2024, 2, 29)),
        (date(2023, 9, 1), date(2023, 10, 31), "November to December 2023", date(2023, 12, 31)),
        (date(2023, 10, 1), date(2023, 11, 30), "December 2023 to January 2024", date(2024, 1, 31)),
        (date(2022, 4, 1), date(2023, 3, 31), "April 2023 to March 2024", date(2024, 3, 31)),
        (date(2023, 4, 1), date(2023, 6, 15), "16 June to 30 June 2023", date(2023, 6, 30)),
        (date(2023, 4, 20), date(2023, 6, 30), "Q2 2023/24", date(2023, 9, 30)),
    ],
)
def test_what_follows_begins_the_day_after_and_is_as_long(first_day, last_day, name, ends):
    found = span_after(first_day, last_day)
    assert found == Span(name, found.first_day, ends)
    assert (found.first_day - last_day).days == 1
