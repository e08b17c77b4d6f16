"""Forms of what is done to a whole action: moved, split, merged, dropped, restored, counted."""

from typing import Any

from django import forms
from django.http import QueryDict

from actionplan.forms.why import WhyForm
from actionplan.models import Action, Recommendation
from actionplan.queries.structure import actions_named
from actionplan.queries.structure_relations import changed_since
from council.texts import tidy
from council.versions import newest

MOST_PARTS = 20  # more than that is a plan of its own
LONGEST_TITLE = 2000


class StepForm(WhyForm):
    """Why, and which version of the action it was decided on.

    After a conflict, the form that ``again`` gives holds the same words and rests on the action
    as it stands; ``changes`` are what, then, now.
    """

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput, max_value=2**62)

    def __init__(self, data: QueryDict | None = None, *, action: Action) -> None:
        self.action = action
        self.is_conflict = False
        self.changes: list[tuple[str, str, str]] = []
        initial = {"seen": newest(action)} | self.initial_of(action)
        super().__init__(data, plan=action.plan, initial=initial)

    def initial_of(self, action: Action) -> dict[str, Any]:
        """What the form's own fields show at first."""
        return {}

    @property
    def given_seen(self) -> int | None:
        """The line of the history that the form was made from."""
        seen: int | None = self.cleaned_data["seen"]
        return seen

    def again(self, action: Action) -> "StepForm":
        """The same words, resting on ``action`` as it stands, with what has changed meanwhile."""
        data = QueryDict(mutable=True)
        data.update(self.data)
        data["seen"] = str(newest(action) or "")
        fresh = type(self)(data, action=action)
        fresh.is_conflict = True
        fresh.changes = changed_since(action, self.given_seen)
        return fresh


class DropForm(StepForm):
    """Dropping: the reason is asked for in a draft too."""

    def __init__(self, data: QueryDict | None = None, *, action: Action) -> None:
        super().__init__(data, action=action)
        self.fields["reason"].required = True


class SplitForm(StepForm):
    """The titles of the actions that one becomes."""

    field_order = ("titles",)

    titles = forms.CharField(
        label="The new actions",
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="One title a line, at least two.",
        error_messages={"required": "Give at least two titles, one a line."},
    )

    def initial_of(self, action: Action) -> dict[str, Any]:
        return {"titles": " ".join(action.title.split())}

    def clean_titles(self) -> list[str]:
        """At least two, none too long."""
        lines = [" ".join(line.split()) for line in tidy(self.cleaned_data["titles"]).split("\n")]
        titles = [line for line in lines if line]
        if len(titles) < 2:
            raise forms.ValidationError("Give at least two titles, one a line.")
        if len(titles) > MOST_PARTS:
            raise forms.ValidationError(f"One action can become {MOST_PARTS} at most at a time.")
        if max(map(len, titles)) > LONGEST_TITLE:
            raise forms.ValidationError(f"A title has {LONGEST_TITLE:,} characters at most.")
        return titles


class MergeForm(StepForm):
    """Which other actions go on in this one, and what it is called then."""

    field_order = ("others", "title")

    others = forms.CharField(
        label="The others",
        max_length=2000,
        error_messages={"required": "Name the actions that go on in this one."},
    )
    title = forms.CharField(
        label="Its title from now on",
        max_length=LONGEST_TITLE,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, data: QueryDict | None = None, *, action: Action) -> None:
        super().__init__(data, action=action)
        code = action.plan.code
        self.fields["others"].help_text = f"References, such as {code}-3, {code}-7."

    def initial_of(self, action: Action) -> dict[str, Any]:
        return {"title": action.title}

    def clean_others(self) -> list[Action]:
        """Other actions of the plan."""
        others = actions_named(self.action.plan, self.cleaned_data["others"])
        if not others or self.action in others:
            raise forms.ValidationError(
                f"Name the other actions: {self.action.reference} is the one that they go on in."
            )
        return others

    def clean_title(self) -> str:
        """One paragraph; the title that stands stays to the letter."""
        title = " ".join(tidy(self.cleaned_data["title"]).split())
        return self.action.title if title == " ".join(self.action.title.split()) else title


class MoveForm(StepForm):
    """Under which recommendation an action stands, and what it is a part of."""

    field_order = ("recommendation", "whole")

    recommendation = forms.ChoiceField(
        label="Recommendation", required=False, widget=forms.Select(attrs={"class": "gt-select"})
    )
    whole = forms.CharField(label="Part of", required=False, max_length=30)

    def __init__(self, data: QueryDict | None = None, *, action: Action) -> None:
        super().__init__(data, action=action)
        self.known = {str(one.pk): one for one in action.plan.recommendations.order_by("order")}
        field = self.fields["recommendation"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        field.choices = [*((pk, _named(one)) for pk, one in self.known.items()), ("", "None")]
        field.error_messages["invalid_choice"] = "Choose one of the list."
        self.fields["whole"].help_text = (
            f"The reference of another action, such as {action.plan.code}-3; "
            "empty for an action of its own. A part stands where its whole stands."
        )

    def initial_of(self, action: Action) -> dict[str, Any]:
        return {
            "recommendation": str(action.recommendation_id or ""),
            "whole": action.parent.reference if action.parent else "",
        }

    def clean_whole(self) -> Action | None:
        """The one action that is named."""
        named = actions_named(self.action.plan, self.cleaned_data["whole"])
        if len(named) > 1:
            raise forms.ValidationError("An action is a part of one other action at most.")
        return named[0] if named else None

    def clean(self) -> dict[str, Any]:
        """A part cannot stand elsewhere than its whole."""
        cleaned = super().clean()
        whole, wanted = cleaned.get("whole"), cleaned.get("recommendation", "")
        changed = wanted != str(self.action.recommendation_id or "")
        if whole and changed and wanted != str(whole.recommendation_id or ""):
            self.add_error(
                "whole",
                f"{whole.reference} stands elsewhere. Empty this box, or choose the "
                f"recommendation of {whole.reference}.",
            )
        return cleaned

    @property
    def to(self) -> Recommendation | None:
        """The recommendation that was chosen."""
        return self.known.get(self.cleaned_data["recommendation"])


def _named(recommendation: Recommendation) -> str:
    """A recommendation with how it begins, so that its number need not be known."""
    begins = " ".join(recommendation.wording.split())
    short = f"{begins[:70]}…" if len(begins) > 70 else begins
    return f"{recommendation}: {short}" if recommendation.number else short
