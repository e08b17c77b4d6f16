"""The form in which quiet actions are ticked for "no change"."""

import re
import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict

from actionplan.queries.desk import Step
from council.texts import tidy

TICK = re.compile(r"[0-9]{1,18}-[0-9]{1,18}")


class SourceForm(forms.Form):
    """Where the leads of several actions said so, and the page's one-time id."""

    source = forms.CharField(
        label="Where the leads said so",
        max_length=200,
        help_text="You record this on behalf of the leads. Such as: team meeting, 12 June.",
        error_messages={"required": "Say where the leads said so, such as: team meeting, 12 June."},
        widget=forms.TextInput(attrs={"class": "govuk-!-width-two-thirds"}),
    )
    once = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None) -> None:
        super().__init__(data, initial={"once": uuid.uuid4()})

    def clean_source(self) -> str:
        return tidy(self.cleaned_data["source"])


class UnchangedForm(SourceForm):
    """Which actions besides.

    The value of a tick names the action and the entry that stood when the page was made.
    """

    def __init__(self, data: QueryDict | None, *, offered: Sequence[Step]) -> None:
        super().__init__(data)
        self.chosen: list[tuple[Step, int | None]] = []
        self._known = {step.row.action.pk: step for step in offered}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        try:
            self.chosen = [self._read(value) for value in self.ticked]
        except (ValueError, KeyError):
            self.add_error(None, "One of these can no longer be chosen. Look at what stands now.")
        if not self.ticked:
            self.add_error(None, "Tick the actions of which nothing has changed.")
        return cleaned

    @property
    def ticked(self) -> list[str]:
        """The values of the ticks as they were sent."""
        data = self.data
        return data.getlist("ticked") if isinstance(data, QueryDict) else []

    def _read(self, value: str) -> tuple[Step, int | None]:
        """The action and the entry that stood; ValueError or KeyError for what is no tick."""
        if not TICK.fullmatch(value):
            raise ValueError(value)
        pk, seen = value.split("-")
        return self._known[int(pk)], int(seen) or None


def tick(step: Step) -> str:
    """The value of an action's tick."""
    return f"{step.row.action.pk}-{step.row.action.latest_id or 0}"
