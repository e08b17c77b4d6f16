"""The form that ties the due dates of one plan to meetings."""

import re
from typing import Any

from django import forms
from django.http import QueryDict

from actionplan.forms.why import WhyForm
from actionplan.models import Plan

FIELD = re.compile(r"tie-([1-9]\d{0,17})")
TICKET = re.compile(r"(?:meeting|cycle)-\d{1,18}/\d{4}-\d\d-\d\d/\d{1,18}")
MOST = 500


class SeenWhyForm(WhyForm):
    """Why one action is changed, and the line of its history that the page was made from."""

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput, max_value=2**62)
    conflict = ()  # a tie has no words of which there could be two versions


class TieForm(WhyForm):
    """Which actions to tie to what, and why; ``chosen`` has a ticket by the action's id.

    Each action on the page has a field of its own ("tie-17"), whose value is the ticket of what
    it shall hang on, or nothing.
    """

    def __init__(self, data: QueryDict | None = None, *, plan: Plan) -> None:
        super().__init__(data, plan=plan, auto_id=f"id_{plan.slug}_%s")
        self.chosen: dict[int, str] = {}

    @property
    def ticked(self) -> set[str]:
        """The tickets that came in, to be ticked again where something was wrong."""
        return set(self.data.values())

    def clean(self) -> dict[str, Any]:
        """At least one, and none that is not understood."""
        cleaned = super().clean()
        for name, value in self.data.items():
            field = FIELD.fullmatch(name)
            if field and TICKET.fullmatch(value):
                self.chosen[int(field[1])] = value
        if not self.chosen:
            self.add_error(None, "Choose at least one action to tie.")
        elif len(self.chosen) > MOST:
            self.add_error(None, f"At most {MOST} are tied at once. Choose fewer.")
        return cleaned
