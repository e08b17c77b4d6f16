"""The update form: what a lead says about one action."""

import re
import uuid
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Self

from django import forms
from django.http import QueryDict

from actionplan.document import Confidence, Due, Moment, Precision, Rating, Status
from actionplan.due import parse_date, read_due
from actionplan.figures import DONE
from actionplan.guards import guard_sentence
from actionplan.key import OFF_TRACK
from actionplan.models import Action, Draft
from actionplan.models.log import COMMENTARY_LIMIT
from actionplan.position import Position, position_of
from actionplan.words import NOT_RATED, NOT_STATED, confidence_words, day, moment, status_words

UNDATED = re.compile(
    r"(tbc|tba|to be (confirmed|agreed|decided)|ongoing|rolling)\.?", re.IGNORECASE
)
DECLARED = ("rating", "status", "confidence", "due", "completed")
# What a draft keeps of the form.
DRAFTED = {*DECLARED, "due_reason", "commentary", "on_behalf_source", "based_on"}


class UpdateForm(forms.Form):
    """RAG, status, confidence (if the plan asks), due, completed on, commentary; or "no change".

    Left empty, the commentary box keeps the last words. ``declared`` is the whole position after
    a valid form. ``based_on`` and ``once`` are explained in ``services.updates``.
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
    based_on = forms.IntegerField(required=False, widget=forms.HiddenInput, max_value=2**62)
    once = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(
        self, data: QueryDict | None = None, *, action: Action, on_behalf: bool, today: date
    ) -> None:
        self.action = action
        self.on_behalf = on_behalf
        self.today = today
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
        if not action.plan.asks_confidence:
            del self.fields["confidence"]
        if not on_behalf:
            del self.fields["on_behalf_source"]

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
        words = _lines(self.cleaned_data["due"])
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
        words = _lines(self.cleaned_data["commentary"])
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
        return self.stands.due.date is not None and due.date != self.stands.due.date

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


def squeezed(text: object) -> str:
    """Words less all white space: browsers and spreadsheets change it on their own."""
    return "".join(str(text or "").split())


def first_day(moment: Moment) -> date:
    """The first day of what a date names: June 2023 begins on 1 June."""
    day_one = moment.date.replace(day=1)
    match moment.precision:
        case Precision.DAY:
            return moment.date
        case Precision.MONTH:
            return day_one
        case Precision.YEAR:
            return date(moment.date.year, 1, 1)
        case _:  # three months, which never span a new year but in winter
            return (day_one - timedelta(days=62)).replace(day=1)


def as_fields(stands: Position) -> dict[str, str]:
    """A position as the form's fields show it; the commentary box is for new words only."""
    due, completed = stands.due, stands.completed
    return {
        "rating": stands.rating,
        "status": stands.status.value if stands.status else "",
        "confidence": stands.confidence.value if stands.confidence else "",
        "due": due.words or (day(due.date) if due.date else ""),
        "completed": moment(completed.date, completed.precision) if completed else "",
    }


def read_new_due(words: str) -> Due:
    """A due date that somebody types: with a date in it, or openly without one.

    Raises ValidationError for words that are neither.
    """
    if not words or UNDATED.fullmatch(words):
        return Due(words)
    moment = parse_date(words)
    due = Due(words, moment.date, moment.precision) if moment else read_due(words).due
    if due.date is None:
        raise forms.ValidationError(
            f"“{words[:80]}” gives no date. Give one such as 30 September 2023, September 2023 "
            "or Q2 2023/24; or write “to be confirmed”."
        )
    return due


def _lines(text: object) -> str:
    """Text with one kind of line end and no blank space around it."""
    return str(text or "").replace("\r\n", "\n").replace("\r", "\n").strip()
