"""Forms of reporting periods: their days and meetings, closing and locking, corrections."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import Q
from django.http import QueryDict

from actionplan.dates.quarters import span_after
from actionplan.models import Correction, Period, Plan
from actionplan.services.periods import LONGEST_NAME, PeriodDays
from council.forms.fields import DayField
from council.models import Meeting
from council.texts import tidy
from council.versions import newest

AHEAD = timedelta(days=270)  # of a period's last day: it is reported to meetings until then


class NameField(forms.CharField):
    """What a period is called."""

    def __init__(self, label: str = "Name") -> None:
        super().__init__(
            label=label,
            max_length=LONGEST_NAME,
            help_text="Such as Q2 2023/24.",
            error_messages={"required": "Give the period a name such as Q2 2023/24."},
            widget=forms.TextInput(attrs={"class": "govuk-input--width-20"}),
        )

    def clean(self, value: Any) -> str:
        return " ".join(tidy(super().clean(value)).split())


class PeriodForm(forms.Form):
    """The name and days of a period that is opened."""

    name = NameField()
    first_day = DayField("First day", required=True, help_text="Such as 1 July 2023.")
    last_day = DayField("Last day", required=True, help_text="Such as 30 September 2023.")
    updates_due_by = DayField("Updates due by", help_text="May be left empty.")

    @property
    def days(self) -> PeriodDays:
        """What a valid form says."""
        given = self.cleaned_data
        return PeriodDays(
            given["name"], given["first_day"], given["last_day"], given["updates_due_by"]
        )


class MeetingsForm(forms.Form):
    """The meetings that a period is reported to, which may be several; also of a locked one."""

    meetings = forms.ModelMultipleChoiceField(
        Meeting.objects.none(),
        label="Reported to",
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "govuk-checkboxes--small"}),
        help_text="Meetings of the calendar from the period’s first day on.",
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: QueryDict | None = None, *, period: Period) -> None:
        self.period = period
        super().__init__(data, initial=self._stands())
        near = Q(day__gte=period.first_day, day__lte=period.last_day + AHEAD, is_cancelled=False)
        ours = Meeting.objects.filter(committee__council=period.plan.council_id)
        meetings = ours.filter(near | Q(periods=period)).distinct().order_by("day")
        self.fields["meetings"].queryset = meetings.select_related("committee")  # type: ignore[attr-defined]

    def _stands(self) -> dict[str, Any]:
        names = ("name", "first_day", "last_day", "updates_due_by")
        return {name: getattr(self.period, name) for name in names} | {
            "meetings": list(self.period.meetings.values_list("pk", flat=True)),
            "seen": newest(self.period),
        }

    @property
    def days(self) -> PeriodDays:
        """Those of a locked period stay."""
        stands = self.period
        return PeriodDays(stands.name, stands.first_day, stands.last_day, stands.updates_due_by)


class PeriodEditForm(MeetingsForm, PeriodForm):
    """A running period: its name and days too."""

    field_order = ("name", "first_day", "last_day", "updates_due_by", "meetings")
    days = PeriodForm.days


class SealForm(forms.Form):
    """The day that the figures speak of, and the period that follows."""

    as_at = DayField(
        "Position as at", required=True, help_text="The day that every figure speaks of."
    )
    name = NameField("Name of the next period")
    last_day = DayField("Its last day", required=True, help_text="Such as 30 September 2023.")
    updates_due_by = DayField("Its updates are due by", help_text="May be left empty.")

    def __init__(self, data: QueryDict | None = None, *, period: Period, today: date) -> None:
        span = span_after(period.first_day, period.last_day)
        self.begins = span.first_day
        usual = {
            "as_at": min(period.last_day, today),
            "name": span.name,
            "last_day": span.last_day,
            "updates_due_by": span.last_day if period.updates_due_by else None,
        }
        super().__init__(data, initial=usual)

    @property
    def following(self) -> PeriodDays | None:
        """What a valid form says of the period that follows."""
        given = self.cleaned_data
        return PeriodDays(given["name"], self.begins, given["last_day"], given["updates_due_by"])


class LastSealForm(SealForm):
    """The same for a plan that is closing: this may have been its last period."""

    is_last = forms.BooleanField(
        label="This was the plan’s last period: open no other", required=False
    )
    field_order = ("as_at", "is_last")

    def __init__(self, data: QueryDict | None = None, **options: Any) -> None:
        super().__init__(data, **options)
        self.is_bound_last = bool(data and data.get("is_last"))
        for name in ("name", "last_day"):
            self.fields[name].required = not self.is_bound_last

    @property
    def following(self) -> PeriodDays | None:
        return None if self.cleaned_data["is_last"] else super().following


def seal_form(data: QueryDict | None, plan: Plan, period: Period, today: date) -> SealForm:
    """The form that fits the plan's life."""
    kind = LastSealForm if plan.state == Plan.State.CLOSING else SealForm
    return kind(data, period=period, today=today)


class CorrectionForm(forms.Form):
    """What was reported wrongly: of which field, what is correct, which minute, and why."""

    field = forms.ChoiceField(
        label="What was wrong",
        widget=forms.RadioSelect(attrs={"class": "govuk-radios--small"}),
        error_messages={"required": "Choose what was wrong."},
    )
    correct = forms.CharField(
        label="What it should have said",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Say what it should have said."},
    )
    minute = forms.CharField(
        label="Minute that asked for it",
        max_length=200,
        help_text="Such as Audit Committee, 4 October 2023, minute 41.",
        error_messages={"required": "Say which minute asked for the correction."},
    )
    reason = forms.CharField(
        label="Why",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Say why it was wrong."},
    )

    def __init__(self, data: QueryDict | None = None, *, said: dict[Correction.Field, str]) -> None:
        super().__init__(data)
        self.fields["field"].choices = [  # type: ignore[attr-defined]
            (field.value, f"{field.label}: {_short(words)}") for field, words in said.items()
        ]

    def clean(self) -> dict[str, Any]:
        """Plain line ends and nothing unseen."""
        cleaned = super().clean() or {}
        for name in ("correct", "minute", "reason"):
            if name in cleaned and not (words := tidy(cleaned[name])):
                self.add_error(name, self.fields[name].error_messages["required"])
            elif name in cleaned:
                cleaned[name] = words
        return cleaned


def _short(words: str) -> str:
    line = " ".join(words.split())
    return f"{line[:100].rstrip()}…" if len(line) > 100 else line
