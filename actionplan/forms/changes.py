"""Between which two positions of a plan the changes are asked for."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict

from actionplan.models import Period
from actionplan.words import day

NOW = "now"


class ChangesForm(forms.Form):
    """From a closed period to a later one or to now; without an answer, from the last one to now.

    ``periods`` are the plan's closed periods, newest first, each with its seal.
    """

    def __init__(self, asked: QueryDict, *, periods: Iterable[Period]) -> None:
        self.periods = {period.slug: period for period in periods}
        newest = next(iter(self.periods), "")
        data = {"from": asked.get("from") or newest, "to": asked.get("to") or NOW}
        super().__init__(data, auto_id="changes_%s")
        past = [(slug, _called(period)) for slug, period in self.periods.items()]
        self.fields["from"] = _choice("From", past)
        self.fields["to"] = _choice("To", [(NOW, "Now"), *past])

    def clean(self) -> dict[str, Any]:
        """The earlier position comes first."""
        cleaned = super().clean() or {}
        since, until = self.since, self.until
        if since and until and since.seal.as_at >= until.seal.as_at:
            self.add_error("to", "Choose a position that is later than the first.")
        return cleaned

    @property
    def since(self) -> Period | None:
        """The earlier of the two, of a valid form."""
        return self.periods.get(self.cleaned_data.get("from", ""))

    @property
    def until(self) -> Period | None:
        """The later of the two, of a valid form; None for now."""
        return self.periods.get(self.cleaned_data.get("to", ""))


def _choice(label: str, choices: list[tuple[str, str]]) -> forms.ChoiceField:
    messages = {"invalid_choice": "Choose one of the list.", "required": "Choose one of the list."}
    return forms.ChoiceField(label=label, choices=choices, error_messages=messages)


def _called(period: Period) -> str:
    """ "Q4 2022/23 (as at 31 March 2023)"."""
    return f"{period} (as at {day(period.seal.as_at)})"
