"""The forms of a strategy itself: its own fields, its footnotes and relations, its status."""

from datetime import date

from django import forms
from django.http import QueryDict

from council.texts import tidy
from strategy.forms.fields import date_field
from strategy.forms.rows import row_form
from strategy.kinds import Status
from strategy.models import Strategy
from strategy.part_kinds import OWN

StrategyForm = row_form(Strategy, OWN)
LinksForm = row_form(Strategy, ("footnotes", "relations"))

# From each state, the one that may follow.
NEXT = {Status.DRAFT: Status.ADOPTED, Status.ADOPTED: Status.SUPERSEDED}


class AdoptForm(forms.Form):
    """Who adopted a strategy, and when."""

    adopted_by = forms.CharField(
        label="Adopted by", max_length=200, help_text="Such as Full Council."
    )
    adopted_on = date_field(required=True)
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput, max_value=2**62)

    def __init__(self, data: QueryDict | None, *, seen: int | None, today: date) -> None:
        self.today = today
        super().__init__(data, initial={"seen": seen})

    def clean_adopted_by(self) -> str:
        """One line, as it can be printed; not nothing."""
        words = " ".join(tidy(self.cleaned_data["adopted_by"]).split())
        if not words:
            raise forms.ValidationError("Say who adopted it.")
        return words

    def clean_adopted_on(self) -> date:
        """A day that has come."""
        day: date = self.cleaned_data["adopted_on"]
        if day > self.today:
            raise forms.ValidationError("That day has not come yet.")
        return day


class SupersedeForm(forms.Form):
    """Nothing but the certainty that it is meant."""

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput, max_value=2**62)

    def __init__(self, data: QueryDict | None, *, seen: int | None, today: date) -> None:
        super().__init__(data, initial={"seen": seen})
