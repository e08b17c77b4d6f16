"""The update form: what a lead says about one action."""

import uuid
from dataclasses import replace
from datetime import date
from typing import Any, Self

from django import forms
from django.http import QueryDict
from django.utils.functional import cached_property

from actionplan.declared import Confidence, Due, Moment, Status
from actionplan.due import parse_date
from actionplan.figures import DONE
from actionplan.forms.update_words import (
    as_fields,
    first_day,
    in_lines,
    prompts,
    read_new_due,
    squeezed,
)
from actionplan.key import OFF_TRACK
from actionplan.key_lines import Rating
from actionplan.models import Action, Draft, Entry
from actionplan.models.log import COMMENTARY_LIMIT
from actionplan.position import Position, position_of
from actionplan.queries.advice import advice_for
from actionplan.queries.slips import stood_before
from actionplan.rules.guards import guard_sentence
from actionplan.words import NOT_RATED, NOT_STATED, confidence_words, status_words
from council.models import Person

DECLARED = ("rating", "status", "confidence", "due", "completed")
# What a draft keeps of the form.
DRAFTED = {*DECLARED, "due_reason", "commentary", "on_behalf_source", "corrects", "based_on"}


class UpdateForm(forms.Form):
    """RAG, status, confidence (if the plan asks), due, completed on, commentary; or "no change".

    Left empty, the commentary box keeps the last words. ``slip`` is the last update where it may
    be corrected: then the form asks whether this is that, or a new update. ``declared`` is the
    whole position after a valid form. ``based_on`` and ``once`` are explained in
    ``services.updates``.
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

    def advice(self, by: Person) -> list[str]:
        """What a reader would stumble over in the new words of a valid form; it blocks nothing."""
        if not self.cleaned_data.get("commentary"):
            return []
        words = self.declared.commentary
        return advice_for(self.action, words, by)

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

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self.no_change = "no_change" in self.data
        if cleaned.get("based_on") != self.action.latest_id:
            return cleaned  # made for an older position: the service decides what that means
        if self.no_change:
            self._check_no_change(cleaned)
        elif not self.errors:
            self._check_change(cleaned)
        return cleaned

    def _check_no_change(self, cleaned: dict[str, Any]) -> None:
        """ "No change" stands alone, but wants a sentence when there is something to explain."""
        if self.is_correction:
            self.add_error(None, "A correction changes something: change it, and save the update.")
        for name in (*DECLARED, "due_reason"):
            self.errors.pop(name, None)
        cleaned["due_reason"] = ""
        asked = [name for name in DECLARED if name in self.fields]
        if changed := [self._short_label(name) for name in asked if self._differs(name)]:
            words = " and ".join(changed)
            self.add_error(
                None, f"You changed {words} and chose “No change”. Save the update, or put it back."
            )
        if self.needs_a_sentence and not cleaned.get("commentary"):
            self.add_error(
                "commentary",
                "Nothing has changed, and the action is amber, red or past its date: "
                "say in a sentence why.",
            )

    def _short_label(self, name: str) -> str:
        return "Confidence" if name == "confidence" else str(self.fields[name].label)

    def _differs(self, name: str) -> bool:
        """Whether a field was typed over; one that was not sent was not."""
        typed = self.data.get(name)
        return typed is not None and squeezed(typed) != squeezed(self.initial[name])

    @property
    def needs_a_sentence(self) -> bool:
        """Whether an open action is amber, red or past its date."""
        stands = self.stands
        if stands.status is not None and not stands.status.is_open:
            return False
        warns = any(r.letter == stands.rating and r.colour in OFF_TRACK for r in self._key)
        return warns or (stands.due.date is not None and stands.due.date < self.today)

    def _check_change(self, cleaned: dict[str, Any]) -> None:
        status = Status(cleaned["status"]) if cleaned["status"] else None
        newly = cleaned["completed"] != self.stands.completed
        if cleaned["completed"] and newly and status not in DONE:
            self.add_error("completed", "It has a completion date: set the status to complete.")
        if self._reopens(status) and not self._says_something_new(cleaned["commentary"]):
            self.add_error(
                "commentary", "It was finished and is open again: say in the commentary why."
            )
        if self._date_moves(cleaned["due"]) and not cleaned["due_reason"].strip():
            self.add_error("due_reason", "The due date moves: say why.")
        if not self.errors and self.declared == self.stands:
            self.add_error(None, "Nothing was changed. Change something, or choose “No change”.")
        elif not self.errors:
            self._check_guard(self.declared)

    def _check_guard(self, declared: Position) -> None:
        """Refuse a newly chosen rating that the plan's key keeps for something else.

        One that stands already is let be: it may have come from a file.
        """
        if declared.rating == self.stands.rating:
            return
        chosen = next((one for one in self._key if one.letter == declared.rating), None)
        if chosen and (sentence := guard_sentence(chosen, declared)):
            self.add_error("rating", sentence)

    def _date_moves(self, due: Due) -> bool:
        """Whether a date that was promised is replaced by another, or by none."""
        promised = self.was.due.date
        return promised is not None and due.date != promised

    def _reopens(self, status: Status | None) -> bool:
        """Whether a finished action is said to be open again, or not to be known."""
        return self.was.status in DONE and status not in DONE

    def _says_something_new(self, words: str) -> bool:
        return bool(words) and squeezed(words) != squeezed(self.was.commentary)

    @property
    def is_correction(self) -> bool:
        """Whether this is said to put a slip right; known once the fields are cleaned."""
        return bool(self.cleaned_data.get("corrects"))

    @cached_property
    def was(self) -> Position:
        """What an update changes: what stands, or what stood before the slip that it corrects."""
        if self.slip and self.is_correction:
            return stood_before(self.action, self.slip)
        return self.stands

    @property
    def declared(self) -> Position:
        """The whole position as it will stand, of a valid form."""
        words = self.cleaned_data["commentary"] or self.stands.commentary
        if self.no_change:
            return replace(self.stands, commentary=words)
        status = self.cleaned_data["status"]
        return Position(
            rating=self.cleaned_data["rating"],
            status=Status(status) if status else None,
            due=self.cleaned_data["due"],
            completed=self._completed(),
            commentary=words,
            confidence=self._confidence(),
        )

    def _confidence(self) -> Confidence | None:
        """What was chosen; of a plan that does not ask, what stands."""
        if "confidence" not in self.fields:
            return self.stands.confidence
        chosen = self.cleaned_data["confidence"]
        return Confidence(chosen) if chosen else None

    def _completed(self) -> Moment | None:
        """Reopening an action takes its completion date away."""
        status = self.cleaned_data["status"]
        ended = bool(status) and Status(status) in DONE
        return self.cleaned_data["completed"] if ended else None
