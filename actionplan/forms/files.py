"""Sending a plan's file in, and saying into which plan it goes."""

from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict

from actionplan.importing import limits
from actionplan.importing.notes import Reading
from actionplan.models import Plan
from actionplan.titles import same_plan
from council.forms.fields import DayField
from council.scope import Scope
from council.texts import tidy
from council.uploads import UploadField


class SendForm(forms.Form):
    """One Word, Excel, CSV or JSON file."""

    file = UploadField(
        label="Word, Excel, CSV or JSON file",
        megabytes=limits.FILE_MEGABYTES,
        help_text=f"A .docx, .xlsx, .csv or .json of at most {limits.FILE_MEGABYTES} MB. "
        "Nothing is changed until you have seen what was understood.",
        widget=forms.FileInput(attrs={"accept": ".docx,.docm,.xlsx,.xlsm,.csv,.json"}),
    )


class BringInForm(forms.Form):
    """Into which plan a file goes, what a new one is called, and of which day its words speak."""

    IN_FORCE, DRAFT = "active", "draft"

    plan = forms.ModelChoiceField(
        label="Bring it into",
        queryset=Plan.objects.none(),
        required=False,
        empty_label="A new plan",
    )
    title = forms.CharField(label="Title of a new plan", max_length=300, required=False)
    state = forms.ChoiceField(
        label="A new plan",
        widget=forms.RadioSelect,
        choices=[
            (IN_FORCE, "is in force: leads are asked for updates at once"),
            (DRAFT, "is a draft until a meeting adopts it"),
        ],
        initial=IN_FORCE,
    )
    as_at = DayField("The words in the file speak of", help_text="Such as 30 June 2023.")

    def __init__(self, data: QueryDict | None, *, scope: Scope, reading: Reading) -> None:
        document = reading.document
        plans = Plan.objects.filter(council=scope.council).exclude(state=Plan.State.ARCHIVED)
        known = next((plan for plan in plans if same_plan(plan.title, document.title)), None)
        initial = {
            "plan": known,
            "title": document.title[:300],
            "as_at": document.as_at or scope.today,
        }
        super().__init__(data, initial=initial)
        field = self.fields["plan"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - for the type checker
        field.queryset = plans
        self.today = scope.today

    def clean(self) -> dict[str, Any]:
        """A new plan has a title; nothing speaks of a day to come."""
        cleaned = super().clean() or {}
        cleaned["title"] = " ".join(tidy(cleaned.get("title") or "").split())
        if not cleaned.get("plan") and not cleaned["title"] and "plan" not in self.errors:
            self.add_error("title", "Give the new plan a title.")
        day: date | None = cleaned.get("as_at")
        if day and day > self.today:
            self.add_error("as_at", "That day has not come yet.")
        return cleaned
