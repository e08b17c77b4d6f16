"""The form that asks whether a row of the structure is to be removed."""

from typing import Any

from django import forms
from django.http import QueryDict

from actionplan.forms.why import WhyForm
from actionplan.models import Plan
from council.versions import newest


class RemovalForm(WhyForm):
    """Why, and which version of the row was shown."""

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput, max_value=2**62)

    def __init__(self, data: QueryDict | None = None, *, row: Any, plan: Plan) -> None:
        self.row = row
        super().__init__(data, plan=plan, initial={"seen": newest(row)})

    @property
    def given_seen(self) -> int | None:
        """The line of the history that the form was made from."""
        seen: int | None = self.cleaned_data["seen"]
        return seen

    def rest_on_what_stands(self) -> None:
        """Let the same form, sent again, speak of the row as it is now."""
        data = QueryDict(mutable=True)
        data.update(self.data)
        data["seen"] = str(newest(self.row) or "")
        self.data = data
