"""Days and times are read as people write them, in forms and in lists alike."""

from datetime import date, time

import pytest

from council.days import read_day, read_time
from council.forms.fields import DayField


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("12 September 2023", date(2023, 9, 12)),
        ("Tuesday 12th September 2023", date(2023, 9, 12)),
        ("Tue, 12 Sep 2023", date(2023, 9, 12)),
        ("12 Sept 2023", date(2023, 9, 12)),
        ("12 sept. 2023", date(2023, 9, 12)),
        ("12/09/2023", date(2023, 9, 12)),
        ("12/09/23", date(2023, 9, 12)),
        ("2023-09-12", date(2023, 9, 12)),
        ("12-Sep-23", date(2023, 9, 12)),
        ("13/13/2023", None),
        ("September 2023", None),
        ("1 May 1066", None),
        ("", None),
    ],
)
def test_days_as_calendars_write_them(said, expected):
    assert read_day(said) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("18:30", time(18, 30)), ("18.30", time(18, 30)), ("6.30pm", time(18, 30)),
        ("6:30 p.m.", time(18, 30)), ("7pm", time(19)), ("10 am", time(10)), ("noon", time(12)),
        ("18:30:00", time(18, 30)), ("25:00", None), ("teatime", None), ("", None),
    ],
)  # fmt: skip
def test_times_as_calendars_write_them(said, expected):
    assert read_time(said) == expected


@pytest.mark.parametrize(
    "said", ["1 April 2023", "1st April 2023", "Saturday, 1 Apr 2023", "01/04/23", "1.4.2023"]
)
def test_form_takes_what_a_list_takes(said):
    assert DayField("From").clean(said) == date(2023, 4, 1)


def test_a_box_says_a_day_as_it_is_written_everywhere_else():
    field = DayField("Day")
    assert field.widget.format_value(date(2023, 7, 1)) == "1 July 2023"
    assert field.widget.format_value("1.7.2023") == "1.7.2023"
