"""Forms by which a new date is agreed or refused, and by which its minute is given."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict

from actionplan.dates.rights import DateRight
from actionplan.models import Entry
from actionplan.services.agreeing_dates import Decision
from council.models import Meeting
from council.texts import tidy

AGREE, REFUSE = "agree", "refuse"
POST, COMMITTEE = "post", "committee"


class DateAnswerForm(forms.Form):
    """``seen`` is the proposal that was shown; ``agrees`` is the answer, of a valid form.

    Who may answer as the post and for committees says which; a committee's answer has its minute,
    or says that it is awaited. ``meetings`` are those of the council, by id.
    """

    agrees: bool

    seen = forms.IntegerField(widget=forms.HiddenInput, max_value=2**62)
    who = forms.ChoiceField(label="Who answers", widget=forms.RadioSelect)
    meeting = forms.ChoiceField(label="Meeting that decided", required=False)
    committee = forms.CharField(
        label="Committee",
        required=False,
        max_length=200,
        help_text="Only if its meeting is not in the list.",
    )
    minute = forms.CharField(
        label="Minute", required=False, max_length=200, help_text="Such as 34."
    )
    awaited = forms.BooleanField(label="Decided, minute awaited", required=False)
    reason = forms.CharField(
        label="Reason",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Needed if the date is refused: its lead reads it.",
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        proposal: Entry,
        right: DateRight,
        person: int,
        meetings: Mapping[int, Meeting],
    ) -> None:
        super().__init__(
            data, initial={"seen": proposal.pk}, auto_id=f"date{proposal.action_id}_%s"
        )
        self.proposal, self.right, self.meetings = proposal, right, meetings
        as_post = right.for_post(proposal, person)
        self._offer_capacities(as_post, right.committees)
        chosen = [(str(pk), str(meeting)) for pk, meeting in meetings.items()]
        self._choices("meeting", [("", "Another, named below"), *chosen])
        if not right.committees:
            for name in ("meeting", "committee", "minute", "awaited"):
                del self.fields[name]

    def _offer_capacities(self, as_post: bool, committees: bool) -> None:
        post = self.right.post
        capacities = [(POST, f"{post.title} (you)")] if as_post and post else []
        capacities += [(COMMITTEE, "A committee: I record what it decided")] if committees else []
        self._choices("who", capacities)
        self.capacities = [name for name, _ in capacities]
        if len(capacities) == 1:
            self.fields["who"].required = False
            self.fields["who"].widget = forms.HiddenInput()
        self.fields["who"].error_messages["required"] = "Say who answers."

    def _choices(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type checker
        field.choices = list(choices)
        field.error_messages["invalid_choice"] = "Choose one of the list."

    @property
    def may_answer(self) -> bool:
        """Whether there is a capacity in which this one may be answered."""
        return bool(self.capacities)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name in ("committee", "minute", "reason"):
            cleaned[name] = tidy(cleaned.get(name) or "")
        answer = self.data.get("answer")
        if answer not in {AGREE, REFUSE}:
            self.add_error(None, "Choose whether the date is agreed or refused.")
        self.agrees = answer == AGREE
        if answer == REFUSE and not cleaned["reason"]:
            self.add_error("reason", "Say why the date is refused.")
        if len(self.capacities) == 1:
            cleaned["who"] = self.capacities[0]
        if cleaned.get("who") == COMMITTEE:
            self._check_committee(cleaned)
        return cleaned

    def _check_committee(self, cleaned: dict[str, Any]) -> None:
        minute, awaited = cleaned["minute"], cleaned.get("awaited")
        if not (cleaned.get("meeting") or cleaned["committee"]):
            self.add_error("meeting", "Choose the meeting, or name the committee.")
        if not (minute or awaited):
            self.add_error("minute", "Give the minute, or tick that it is awaited.")
        if minute and awaited:
            self.add_error("awaited", "Give the minute or tick that it is awaited, not both.")

    @property
    def decision(self) -> Decision:
        """Who answers, of a valid form."""
        given = self.cleaned_data
        if given["who"] == POST:
            return Decision(self.right.post)
        meeting = self.meetings.get(int(given["meeting"] or 0))
        committee = str(meeting.committee) if meeting else given["committee"]
        return Decision(None, committee, given["minute"], meeting)


class MinuteForm(forms.Form):
    """The minute of an answer for which it was awaited."""

    minute = forms.CharField(
        label="Minute",
        max_length=200,
        help_text="Such as 34.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20"}),
        error_messages={"required": "Give the minute, such as 34."},
    )

    def __init__(self, data: QueryDict | None = None, *, answer: Entry) -> None:
        super().__init__(data, auto_id=f"minute{answer.pk}_%s")
        self.answer = answer

    def clean_minute(self) -> str:
        """One line with something on it."""
        minute = " ".join(tidy(self.cleaned_data["minute"]).split())
        if not minute:
            raise forms.ValidationError("Give the minute, such as 34.")
        return minute
