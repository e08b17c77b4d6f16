"""The fields of the update form, and how each of them is read by itself."""

import uuid
from datetime import date
from typing import Any, Self

from django import forms
from django.http import QueryDict

from actionplan.declared import Confidence, Due, Moment, Status
from actionplan.due import parse_date
from actionplan.forms.update_words import (
    as_fields,
    first_day,
    in_lines,
    prompts,
    read_new_due,
    squeezed,
)
from actionplan.key_lines import Rating
from actionplan.models import Action, Draft, Entry
from actionplan.models.log import COMMENTARY_LIMIT
from actionplan.position import position_of
from actionplan.words import NOT_RATED, NOT_STATED, confidence_words, status_words

DECLARED = ("rating", "status", "confidence", "due", "completed")
# What a draft keeps of the form.
DRAFTED = {*DECLARED, "due_reason", "commentary", "on_behalf_source", "corrects", "based_on"}


class UpdateFields(forms.Form):
    """RAG, status, confidence (if the plan asks), due, completed on, commentary.

    Left empty, the commentary box keeps the last words. ``slip`` is the last update where it may
    be corrected: then the form asks whether this is that, or a new update. ``based_on`` and
    ``once`` are explained in ``services.updates``.
    """

    rating = forms.ChoiceField(label="RAG", required=False)
    status = forms.ChoiceField(label="Status", required=False)
    confidence = forms.ChoiceField(
        label="How confident are you that this will achieve its purpose?",
        required=False,
        widget=forms.RadioSelect(attrs={"class": "govuk-radios--small"}),
    )
    due = forms.CharField(
        label="Due",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),  # the plans' own due words have several lines
        help_text="Such as 30 September 2023, September 2023 or Q2 2023/24.",
    )
    due_reason = forms.CharField(
        label="Why the date moves", required=False, max_length=2000, help_text="Only if it moves."
    )
    completed = forms.CharField(
        label="Completed on",
        required=False,
        max_length=60,
        help_text="If complete and known.",
    )
    commentary = forms.CharField(
        label="New commentary",
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Leave empty to keep the last words.",
    )
    on_behalf_source = forms.CharField(
        label="Where the lead said so",
        required=False,
        max_length=200,
        help_text="You record this on behalf of the lead. Such as: e-mail, 12 June.",
    )
    corrects = forms.BooleanField(
        label="This corrects a slip in the last update",
        required=False,
        help_text="It takes that update’s place; a date put right does not count as moved.",
    )
    based_on = forms.IntegerField(required=False, widget=forms.HiddenInput, max_value=2**62)
    once = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        action: Action,
        on_behalf: bool,
        today: date,
        slip: Entry | None = None,
    ) -> None:
        self.action = action
        self.on_behalf = on_behalf
        self.today = today
        self.slip = slip
        self.stands = position_of(action)
        self.no_change = False
        self.draft: Draft | None = None
        # Several forms may stand open in one table: each has ids of its own.
        super().__init__(data, initial=self._initial(), auto_id=f"a{action.pk}_%s")
        ratings = [(rating.letter, f"{rating.letter} – {rating.word}") for rating in self._key]
        self._choices("rating", [("", NOT_RATED), *ratings])
        self._choices("status", [("", NOT_STATED), *((s.value, status_words(s)) for s in Status)])
        levels = [(level.value, confidence_words(level)) for level in Confidence]
        self._choices("confidence", [*levels, ("", NOT_STATED)])
        self.fields["commentary"].help_text = prompts(action.plan)
        if guide := action.plan.words_guide:
            self.fields["commentary"].widget.attrs["data-words-guide"] = guide
        if not action.plan.asks_confidence:
            del self.fields["confidence"]
        if not on_behalf:
            del self.fields["on_behalf_source"]
        if slip is None:
            del self.fields["corrects"]

    def with_draft(self, draft: Draft | None) -> Self:
        """The same form, showing what was typed before. It stays based on what stood then."""
        self.draft = draft
        if draft:
            self.initial.update(
                {name: draft.fields[name] for name in DRAFTED & draft.fields.keys()}
            )
        return self

    @property
    def _key(self) -> tuple[Rating, ...]:
        return self.action.plan.ratings

    def _initial(self) -> dict[str, Any]:
        identity = {"based_on": self.action.latest_id, "once": uuid.uuid4()}
        return as_fields(self.stands) | identity

    def _choices(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type checker
        field.choices = choices
        field.error_messages["invalid_choice"] = "Choose one of the list."

    def clean_due(self) -> Due:
        """The due date as words and date; the words that stand stay as they are."""
        words = in_lines(self.cleaned_data["due"])
        if squeezed(words) == squeezed(self.initial["due"]):
            return self.stands.due
        return read_new_due(words)

    def clean_completed(self) -> Moment | None:
        """The day or month it was completed; never in the future."""
        words = self.cleaned_data["completed"].strip()
        if words == self.initial["completed"]:
            return self.stands.completed
        moment = parse_date(words) if words else None
        if words and moment is None:
            raise forms.ValidationError(f"“{words}” is not a date. Give one such as 12 June 2023.")
        if moment and first_day(moment) > self.today:
            raise forms.ValidationError("The completion date lies in the future.")
        return moment

    def clean_commentary(self) -> str:
        """The new words, with one kind of line end, within the limit."""
        words = in_lines(self.cleaned_data["commentary"])
        if len(words) > COMMENTARY_LIMIT:
            raise forms.ValidationError(
                f"The commentary may have {COMMENTARY_LIMIT:,} characters; this has {len(words):,}."
            )
        return words

    def clean_on_behalf_source(self) -> str:
        """Recording for somebody else needs the source."""
        source = self.cleaned_data["on_behalf_source"].strip()
        if not source:
            raise forms.ValidationError("Say where the lead said so, such as: e-mail, 12 June.")
        return source
