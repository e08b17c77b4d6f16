"""Fields that several forms share."""

from datetime import date
from typing import Any

from django import forms

from council.days import DAYS, YEARS, read_day


class DayInput(forms.DateInput):
    """A day in a box as it is written everywhere else: 1 July 2023."""

    def format_value(self, value: Any) -> str | None:
        return f"{value.day} {value:%B %Y}" if isinstance(value, date) else value


class DayField(forms.DateField):
    """A day as people write it."""

    def __init__(self, label: str | None, *, required: bool = False, help_text: str = "") -> None:
        super().__init__(
            label=label,
            required=required,
            help_text=help_text,
            input_formats=DAYS,
            widget=DayInput(attrs={"class": "govuk-input--width-10"}),
            error_messages={
                "invalid": "Give a day such as 30 June 2023.",
                "required": "Give a day such as 30 June 2023.",
            },
        )

    def to_python(self, value: Any) -> date | None:
        """Also with its weekday, or as 1st April 2023."""
        read = read_day(value) if isinstance(value, str) else None
        day: date | None = read or super().to_python(value)
        return day

    def clean(self, value: Any) -> date | None:
        """A day within living memory or sight."""
        day: date | None = super().clean(value)
        if day and day.year not in YEARS:
            raise forms.ValidationError("Give a year from 1900 to 2199.")
        return day
