"""The forms of the link pages: find something, and tie or untie it."""

from typing import Any

from django import forms

from actionplan.services.thread import REASON_LIMIT


class FindForm(forms.Form):
    """The search box."""

    q = forms.CharField(label="Find by words or reference", required=False, max_length=200)

    @property
    def words(self) -> list[str]:
        """What was asked for, word by word; nothing for what no row could hold."""
        return self.cleaned_data["q"].split()[:10] if self.is_valid() else []


class LinkForm(forms.Form):
    """One button was pressed: ``link`` or ``unlink``, each naming an end such as outcome-12."""

    link = forms.CharField(required=False, max_length=40)
    unlink = forms.CharField(required=False, max_length=40)
    reason = forms.CharField(
        label="Why it serves it (optional)",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def clean_reason(self) -> str:
        """The reason on one line."""
        return " ".join(self.cleaned_data["reason"].split())

    def clean(self) -> dict[str, Any]:
        """Exactly one button, and a reason that the history can keep."""
        data: dict[str, Any] = super().clean() or {}
        if bool(data.get("link")) == bool(data.get("unlink")):
            raise forms.ValidationError("Choose one thing to link or to take away.")
        if data.get("unlink") and len(data.get("reason", "")) > REASON_LIMIT:
            self.add_error("reason", f"Say in at most {REASON_LIMIT} characters why it goes.")
        return data
