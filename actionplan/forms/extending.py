"""More time for one post: until when, and why."""

from django import forms

from council.forms.fields import DayField
from council.texts import tidy


class ExtensionForm(forms.Form):
    """The later day and the reason."""

    until = DayField("Updates due by", required=True)
    reason = forms.CharField(
        label="Why",
        max_length=300,
        help_text="It is kept and shown to whoever is asked: nothing about health or family.",
        error_messages={
            "required": "Say why, in a few words.",
            "max_length": "Say it in at most 300 characters.",
        },
    )

    def clean_reason(self) -> str:
        """One line with words in it."""
        words = " ".join(tidy(self.cleaned_data["reason"]).split())
        if not words:
            raise forms.ValidationError("Say why, in a few words.")
        return words
