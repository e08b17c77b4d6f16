"""Why a plan's structure is changed: the fields that every form of the structure ends with."""

from typing import Any

from django import forms
from django.http import QueryDict

from actionplan.models import Plan
from actionplan.services.register import Why
from council.models import Meeting
from council.texts import tidy


class WhyForm(forms.Form):
    """Reason, who agreed, minute and meeting; a reason is needed once the plan is adopted."""

    reason = forms.CharField(label="Why", widget=forms.Textarea(attrs={"rows": 2}), max_length=2000)
    agreed_by = forms.CharField(
        label="Agreed by",
        required=False,
        max_length=200,
        help_text="A post or a committee, if somebody had to agree.",
    )
    minute = forms.CharField(
        label="Minute",
        required=False,
        max_length=200,
        help_text="Such as minute 34, or “agreed, minute awaited”.",
    )
    meeting = forms.ModelChoiceField(
        label="Meeting that agreed it",
        queryset=Meeting.objects.none(),
        required=False,
        empty_label="None",
    )

    def __init__(self, data: QueryDict | None = None, *, plan: Plan, **options: Any) -> None:
        super().__init__(data, **options)
        field = self.fields["meeting"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - for the type checker
        meetings = Meeting.objects.filter(committee__council=plan.council_id)
        field.queryset = meetings.select_related("committee").order_by("-day")
        self.fields["reason"].required = not plan.is_draft
        self.fields["reason"].error_messages["required"] = "Say why this is changed."

    def clean(self) -> dict[str, Any]:
        """Plain line ends and nothing unseen."""
        cleaned = super().clean() or {}
        for name in ("reason", "agreed_by", "minute"):
            cleaned[name] = tidy(cleaned.get(name) or "")
        if self.fields["reason"].required and not cleaned["reason"] and not self.errors:
            self.add_error("reason", "Say why this is changed.")
        return cleaned

    @property
    def why(self) -> Why:
        """What a valid form says."""
        given = self.cleaned_data
        return Why(given["reason"], given["agreed_by"], given["minute"], given["meeting"])
