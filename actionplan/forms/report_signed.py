"""The forms of who signs a report, and of what the meeting resolved."""

from typing import Any

from django import forms

from actionplan.models import Report
from council.forms.fields import DayField
from council.texts import tidy


class SignOffForm(forms.Form):
    """Who has signed it off, and on which day."""

    name = forms.CharField(
        label="Name of the officer",
        max_length=200,
        error_messages={"required": "Say who has signed it off."},
    )
    day = DayField("Signed off on", required=True, help_text="Such as 18 August 2023.")


class ResolutionForm(forms.Form):
    """What the committee has resolved."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput, max_value=2**62)
    seen = forms.CharField(widget=forms.HiddenInput, max_length=20)
    decision = forms.ChoiceField(
        widget=forms.RadioSelect,
        choices=Report.Decision.choices,
        error_messages={"required": "Say what the committee has decided."},
    )
    minute = forms.CharField(
        label="Minute number",
        max_length=200,
        error_messages={"required": "Give the number of the minute."},
    )
    resolution = forms.CharField(
        label="Resolution as minuted",
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    arising = forms.CharField(
        label="Actions arising",
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="One a line.",
    )

    def clean(self) -> dict[str, Any]:
        """Plain words."""
        cleaned = super().clean() or {}
        words = {name: tidy(said) for name, said in cleaned.items() if isinstance(said, str)}
        return cleaned | words
