"""The update form: what a lead says about one action, and whether it may be said so."""

from dataclasses import replace
from typing import Any

from django.utils.functional import cached_property

from actionplan.declared import Confidence, Due, Moment, Status
from actionplan.figures import DONE
from actionplan.forms.update_fields import DECLARED, UpdateFields
from actionplan.forms.update_words import squeezed
from actionplan.key import OFF_TRACK
from actionplan.position import Position
from actionplan.queries.advice import advice_for
from actionplan.queries.slips import stood_before
from actionplan.rules.guards import guard_sentence
from council.models import Person


class UpdateForm(UpdateFields):
    """What has changed of an action; or "no change".

    ``declared`` is the whole position after a valid form.
    """

    def advice(self, by: Person) -> list[str]:
        """What a reader would stumble over in the new words of a valid form; it blocks nothing."""
        if not self.cleaned_data.get("commentary"):
            return []
        words = self.declared.commentary
        return advice_for(self.action, words, by)

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
