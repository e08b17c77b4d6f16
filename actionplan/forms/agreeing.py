"""The form by which a head of service agrees an update, or returns it with a note."""

from typing import Any

from django import forms

from actionplan.models import Entry
from actionplan.models.recommendation import with_line_feeds

ANSWERS = {"agree": Entry.Kind.AGREED, "return": Entry.Kind.RETURNED}


class AgreementForm(forms.Form):
    """``seen`` is the update that was shown; ``kind`` is the answer, of a valid form."""

    kind: Entry.Kind

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput, max_value=2**62)
    note = forms.CharField(
        label="Note to the lead",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Needed if you return it: say what should be put right.",
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        answer = ANSWERS.get(self.data.get("answer", ""))
        if answer is None:
            self.add_error(None, "Choose whether you agree the update or return it.")
        else:
            self._check_note(answer, cleaned)
            self.kind = answer
        return cleaned

    def _check_note(self, answer: Entry.Kind, cleaned: dict[str, Any]) -> None:
        missing = not cleaned.get("note") and "note" not in self.errors
        if answer == Entry.Kind.RETURNED and missing:
            self.add_error("note", "Say in a sentence why you return it.")

    def clean_note(self) -> str:
        """The note with one kind of line end."""
        return with_line_feeds(self.cleaned_data["note"])
