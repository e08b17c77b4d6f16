"""Giving everything that one post leads to another: first who to whom, then what of it."""

from typing import Any

from django import forms
from django.http import QueryDict

from actionplan.forms.leads import Choices
from actionplan.forms.why import WhyForm
from actionplan.models import Plan
from council import clock
from council.forms.fields import DayField
from council.models import Post

THIS, ALL = "this", "all"


class ReleadForm(forms.Form):
    """From which post to which, from which day, in which plans. It stands in the address."""

    post = forms.ChoiceField(label="Post that leads now")
    to = forms.ChoiceField(label="Post that shall lead")
    day = DayField("From", required=True, help_text="The first day of the new lead.")
    plans = forms.ChoiceField(
        label="In which plans",
        choices=[(THIS, "This plan"), (ALL, "All plans that are not archived")],
        widget=forms.RadioSelect(attrs={"class": "govuk-radios--small"}),
    )

    def __init__(self, data: QueryDict | None, *, old: Choices, new: Choices) -> None:
        initial = {"day": clock.today(), "plans": THIS}
        super().__init__(data, initial=initial)
        self.known = {str(post.pk): post for post, _ in (*old, *new)}
        for name, offered in (("post", old), ("to", new)):
            choices = [("", "Choose a post"), *((str(post.pk), words) for post, words in offered)]
            self.fields[name].choices = choices  # type: ignore[attr-defined]
            self.fields[name].error_messages["required"] = "Choose a post."

    def clean(self) -> dict[str, Any]:
        """Two posts, not one."""
        cleaned = super().clean() or {}
        if cleaned.get("post") and cleaned.get("post") == cleaned.get("to"):
            self.add_error("to", "Choose another post than the one that leads now.")
        return cleaned

    @property
    def old(self) -> Post:
        return self.known[self.cleaned_data["post"]]

    @property
    def new(self) -> Post:
        return self.known[self.cleaned_data["to"]]

    @property
    def in_all_plans(self) -> bool:
        return bool(self.cleaned_data["plans"] == ALL)


class ReleadWhyForm(WhyForm):
    """Why, and which of the leads; ``lead`` has the ids of those that are ticked."""

    def __init__(self, data: QueryDict | None = None, *, plan: Plan) -> None:
        super().__init__(data, plan=plan)
        self.ticked = set(data.getlist("lead")) if data is not None else None

    def clean(self) -> dict[str, Any]:
        """At least one must be ticked."""
        cleaned = super().clean()
        if not self.ticked:
            self.add_error(None, "Tick at least one lead to give away.")
        return cleaned
