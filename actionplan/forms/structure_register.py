"""What of the change register is shown."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q
from django.http import QueryDict

from actionplan.models import Change, Plan
from actionplan.queries.register import about, on_days
from council.forms.fields import DayField


class RegisterForm(forms.Form):
    """Kind of change, action, first and last day; empty for all. The bridge spans the same days."""

    kind = forms.ChoiceField(label="Kind", required=False)
    action = forms.CharField(label="Action", required=False, max_length=30)
    since = DayField("From")
    until = DayField("To")

    def __init__(self, data: QueryDict | None = None, *, plan: Plan) -> None:
        super().__init__(data, auto_id="filter_%s")
        self.plan = plan
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)  # noqa: S101 - for the type checker
        kinds = [(value, str(label).capitalize()) for value, label in Change.Kind.choices]
        kind.choices = [("", "All kinds"), *kinds]
        kind.error_messages["invalid_choice"] = "Choose one of the list."

    def clean_action(self) -> Q:
        """A condition on lines that are about the action; any plan's reference may be typed."""
        words = self.cleaned_data["action"].strip().upper()
        code, _, number = words.rpartition("-")
        if not words:
            return Q()
        if not (code.isascii() and number.isascii() and number.isdecimal() and len(number) < 10):
            raise forms.ValidationError(f"Give a reference such as {self.plan.code}-3.")
        return about(code, int(number))

    def clean(self) -> dict[str, Any]:
        """The last day does not lie before the first."""
        cleaned = super().clean() or {}
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", "The last day lies before the first.")
        return cleaned

    @property
    def condition(self) -> Q:
        """The lines that a valid form asks for."""
        given = self.cleaned_data
        kind = Q(kind=given["kind"]) if given["kind"] else Q()
        wanted: Q = given["action"] & kind & on_days(*self.days)
        return wanted

    @property
    def days(self) -> tuple[date | None, date | None]:
        """The first and the last day, of a valid form."""
        return self.cleaned_data["since"], self.cleaned_data["until"]
