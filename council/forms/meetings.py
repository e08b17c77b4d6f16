"""Forms of meetings and cycles: the filter of the list, their own fields, a move."""

from datetime import date, time
from typing import Any

from django import forms
from django.http import QueryDict

from council.forms.fields import DayField
from council.forms.rows import VersionedForm
from council.models import Committee, Cycle, Meeting
from council.scope import Scope
from council.texts import tidy

PAST = "past"
TIMES = ["%H:%M", "%H.%M", "%I:%M%p", "%I.%M%p", "%I%p", "%I:%M %p", "%I %p"]


class FilterForm(forms.Form):
    """Which meetings to list: coming ones unless past ones or a year are asked for."""

    when = forms.ChoiceField(label="When", required=False)
    committee = forms.ModelChoiceField(
        label="Committee",
        queryset=Committee.objects.none(),
        required=False,
        empty_label="All committees",
    )

    def __init__(self, data: QueryDict, *, scope: Scope, years: list[int]) -> None:
        super().__init__(data, auto_id="filter_%s")
        self.scope = scope
        when, committee = self.fields["when"], self.fields["committee"]
        assert isinstance(when, forms.ChoiceField)  # noqa: S101 - for the type checker
        assert isinstance(committee, forms.ModelChoiceField)  # noqa: S101 - likewise
        when.choices = [("", "Coming meetings"), (PAST, "Past meetings")]
        when.choices += [(str(year), f"All of {year}") for year in years]
        committee.queryset = Committee.objects.filter(council=scope.council)
        self.is_valid()  # what is not understood narrows nothing

    @property
    def _when(self) -> str:
        return self.cleaned_data.get("when") or ""

    def narrowed(self, meetings: Any) -> Any:
        """The meetings asked for, in the order in which they are read."""
        if committee := self.cleaned_data.get("committee"):
            meetings = meetings.filter(committee=committee)
        today = self.scope.today
        match self._when:
            case "":
                return meetings.filter(day__gte=today)
            case "past":
                return meetings.filter(day__lt=today).order_by("-day", "starts_at", "pk")
            case year:
                return meetings.filter(day__year=int(year))

    @property
    def heading(self) -> str:
        """What the list shows: "Past meetings of Full Council"."""
        when = self._when
        words = {"": "Coming meetings", PAST: "Past meetings"}.get(when, f"Meetings in {when}")
        committee = self.cleaned_data.get("committee")
        return f"{words} of {committee}" if committee else words


class MeetingForm(VersionedForm):
    """A meeting's committee, time, place and cycle; of a new one also its day."""

    class Meta:
        model = Meeting
        fields = ("committee", "day", "starts_at", "place", "cycle")
        labels = {"starts_at": "Starts at"}
        help_texts = {"place": "Such as Council Chamber. May stay empty."}

    day = DayField("Day", required=True, help_text="Such as 12 September 2023.")
    starts_at = forms.TimeField(
        label="Starts at",
        required=False,
        input_formats=TIMES,
        widget=forms.TimeInput(format="%H:%M", attrs={"class": "govuk-input--width-5"}),
        help_text="Such as 18:30. May stay empty.",
        error_messages={"invalid": "Give a time such as 18:30 or 6.30pm."},
    )

    def __init__(
        self, data: QueryDict | None = None, *, row: Meeting, scope: Scope, **options: Any
    ) -> None:
        super().__init__(data, row=row, **options)
        committee, cycle = self.fields["committee"], self.fields["cycle"]
        assert isinstance(committee, forms.ModelChoiceField)  # noqa: S101 - for the type checker
        assert isinstance(cycle, forms.ModelChoiceField)  # noqa: S101 - likewise
        there = Committee.objects.filter(council=scope.council)
        committee.queryset = there.exclude(ended_on__lte=scope.today) | there.filter(
            pk=row.committee_id
        )
        committee.error_messages["required"] = "Choose a committee."
        cycle.queryset = Cycle.objects.filter(council=scope.council)
        cycle.empty_label = "None"
        if row.pk:
            del self.fields["day"]  # moved on a page of its own, which shows what moves with it

    @property
    def values(self) -> dict[str, Any]:
        """The fields that this form has."""
        return {name: self.cleaned_data[name] for name in self.fields if name != "seen"}

    def clean_day(self) -> date:
        """A day on which the committee has no other meeting, said here rather than by a rule."""
        day: date = self.cleaned_data["day"]
        committee = self.cleaned_data.get("committee")
        if committee and committee.meetings.filter(day=day).exists():
            raise forms.ValidationError(f"{committee} has a meeting on that day already.")
        return day

    def clean_starts_at(self) -> time | None:
        """Whole minutes."""
        at: time | None = self.cleaned_data["starts_at"]
        return at.replace(second=0, microsecond=0) if at else None


class CycleForm(VersionedForm):
    """What a cycle of meetings is called."""

    class Meta:
        model = Cycle
        fields = ("name",)
        error_messages = {"name": {"required": "Give the cycle’s name."}}
        help_texts = {"name": "As people name it in due dates: September 2023 cycle, Q2 2023/24."}

    def __init__(self, data: QueryDict | None = None, *, row: Cycle, **options: Any) -> None:
        super().__init__(data, row=row, **options)
        self.fields["name"].widget.attrs["class"] = "govuk-input--width-20"

    def clean_name(self) -> str:
        """A name that no other cycle of the council has, in small letters or capitals."""
        name = " ".join(tidy(self.cleaned_data["name"]).split())
        if not name:
            raise forms.ValidationError("Give the cycle’s name.")
        others = Cycle.objects.filter(council=self.row.council_id).exclude(pk=self.row.pk)
        if others.filter(name__iexact=name).exists():
            raise forms.ValidationError("There is a cycle of that name already.")
        return name


class MoveForm(forms.Form):
    """The day to which a meeting moves."""

    day = DayField("New day", required=True, help_text="Such as 19 September 2023.")


class ReasonForm(forms.Form):
    """Why a meeting moves or is cancelled."""

    reason = forms.CharField(
        label="Why",
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2000,
        error_messages={"required": "Say why. Each due date keeps the reason."},
    )

    def __init__(self, data: QueryDict | None = None, *, needed: bool) -> None:
        super().__init__(data)
        self.fields["reason"].required = needed
        self.fields["reason"].label = "Why" if needed else "Why (optional)"

    def clean_reason(self) -> str:
        """Plain line ends and nothing unseen."""
        reason = tidy(self.cleaned_data["reason"])
        if self.fields["reason"].required and not reason:
            raise forms.ValidationError("Say why. Each due date keeps the reason.")
        return reason
