"""Forms of a plan's life: the steps from draft to archive, and what is still open."""

import re
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict

from actionplan.declared import Moment
from actionplan.forms.why import WhyForm
from actionplan.models import Action, Plan, Recommendation
from actionplan.queries.life import plans_to_carry_into
from actionplan.services.life_settling import Disposition, Way
from council.forms.fields import DayField
from council.models import ServiceArea
from council.scope import Scope
from council.versions import newest

TICK = re.compile(r"(?P<action>[1-9]\d{0,17})-(?P<latest>\d{1,18})", re.ASCII)
WAYS = [
    (Way.COMPLETE.value, "It is complete"),
    (Way.BUSINESS_AS_USUAL.value, "It is business as usual, and a service watches it"),
    (Way.CARRIED.value, "It is carried on in another plan, with the same reference"),
    (Way.NOT_PURSUED.value, "It is not pursued any more"),
]

NO_DAY = "Say on which day it was complete, or that the day is not known."


class StepForm(WhyForm):
    """Why a plan goes on to its next state; ``seen`` is the newest line of its history."""

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput, max_value=2**62)

    def __init__(
        self, data: QueryDict | None = None, *, plan: Plan, today: date, **options: Any
    ) -> None:
        self.plan, self.today = plan, today
        super().__init__(data, plan=plan, initial={"seen": newest(plan)}, **options)

    def rebased(self) -> QueryDict:
        """The typed words again, now based on what stands."""
        data = QueryDict(mutable=True)
        data.update(self.data)
        data["seen"] = str(newest(self.plan) or "")
        return data


class AdoptForm(StepForm):
    """When a plan was adopted, by which meeting, in which minute."""

    adopted_on = DayField(
        "Day of adoption", help_text="Such as 30 June 2023. May be left empty for a named meeting."
    )

    field_order = ("meeting", "adopted_on", "minute", "agreed_by", "reason")

    def __init__(self, data: QueryDict | None = None, **options: Any) -> None:
        super().__init__(data, **options)
        meeting = self.fields["meeting"]
        assert isinstance(meeting, forms.ModelChoiceField)  # noqa: S101 - for the type checker
        assert meeting.queryset is not None  # noqa: S101 - for the type checker
        meeting.queryset = meeting.queryset.filter(is_cancelled=False, day__lte=self.today)
        meeting.label = "Meeting that adopted it"
        meeting.empty_label = "None of the meetings in the calendar"
        self.fields["reason"].label = "Note"
        self.fields["reason"].help_text = "If anything has to be said about it."

    def clean_adopted_on(self) -> date | None:
        """Never in the future."""
        on: date | None = self.cleaned_data["adopted_on"]
        if on and on > self.today:
            raise forms.ValidationError("The day of adoption lies in the future.")
        return on

    def clean(self) -> dict[str, Any]:
        """The day of the meeting, where none was typed; never another day."""
        cleaned = super().clean()
        meeting, on = cleaned.get("meeting"), cleaned.get("adopted_on")
        if "adopted_on" in self.errors or "meeting" in self.errors:
            return cleaned
        if not meeting and not on:
            self.add_error("adopted_on", "Choose the meeting, or give the day of adoption.")
        elif meeting and on and meeting.day != on:
            self.add_error("adopted_on", "The meeting was on another day. Correct one of the two.")
        elif meeting:
            cleaned["adopted_on"] = meeting.day
        return cleaned


class TicksField(forms.Field):
    """Actions that were ticked, each with the entry that was its latest when it was shown."""

    widget = forms.SelectMultiple

    def to_python(self, value: Any) -> dict[int, int | None]:
        """Ids of actions with the ids of their latest entries."""
        ticks = [TICK.fullmatch(each) for each in value or ()]
        if not all(ticks):
            raise forms.ValidationError("Tick actions of the list.")
        return {
            int(tick["action"]): int(tick["latest"]) or None for tick in ticks if tick is not None
        }


class SettleForm(WhyForm):
    """One of the four ways for one action or several, and what that way needs."""

    action = TicksField(error_messages={"required": "Tick at least one action."})
    way = forms.ChoiceField(
        label="What becomes of the ticked actions",
        choices=WAYS,
        widget=forms.RadioSelect(attrs={"class": "govuk-radios--small"}),
        error_messages={"required": "Choose what becomes of them."},
    )
    completed_on = DayField("Complete: on which day", help_text="Such as 30 June 2023.")
    day_not_known = forms.BooleanField(label="Complete: the day is not known", required=False)
    watched_by = forms.ModelChoiceField(
        ServiceArea.objects.none(),
        label="Business as usual: the service that watches it",
        required=False,
        empty_label="Choose a service",
    )
    into = forms.ChoiceField(label="Carried on: in which plan", required=False)

    field_order = (
        "action", "way", "completed_on", "day_not_known", "watched_by", "into", "reason"
    )  # fmt: skip

    def __init__(self, data: QueryDict | None = None, *, plan: Plan, scope: Scope) -> None:
        super().__init__(data, plan=plan)
        self.today = scope.today
        self.plans = list(plans_to_carry_into(scope.council, plan))
        areas = ServiceArea.objects.filter(council=scope.council)
        self.fields["watched_by"].queryset = areas  # type: ignore[attr-defined]
        self.fields["into"].choices = self._places()  # type: ignore[attr-defined]

    def _places(self) -> list[Any]:
        """Each plan with its recommendations, as groups of one list."""
        found = Recommendation.objects.filter(plan__in=self.plans).order_by("order")
        self.recommendations = {f"recommendation-{one.pk}": one for one in found}
        return [("", "Choose a plan"), *((str(plan), self._within(plan)) for plan in self.plans)]

    def _within(self, plan: Plan) -> list[tuple[str, str]]:
        under = [
            (name, f"{plan.code}, {short(one)}")
            for name, one in self.recommendations.items()
            if one.plan_id == plan.pk
        ]
        return [(f"plan-{plan.pk}", f"{plan.code}, under no recommendation"), *under]

    def clean(self) -> dict[str, Any]:
        """What the chosen way needs is there."""
        cleaned = super().clean()
        needs: dict[str | None, tuple[str, str]] = {
            Way.COMPLETE: ("completed_on", NO_DAY),
            Way.BUSINESS_AS_USUAL: ("watched_by", "Choose the service that watches it from now."),
            Way.CARRIED: ("into", "Choose the plan that carries it on."),
        }
        if cleaned.get("day_not_known") and not cleaned.get("completed_on"):
            del needs[Way.COMPLETE]
        name, sentence = needs.get(cleaned.get("way"), ("", ""))
        if name and not cleaned.get(name) and name not in self.errors:
            self.add_error(name, sentence)
        return cleaned

    def clean_completed_on(self) -> date | None:
        """Never in the future."""
        on: date | None = self.cleaned_data["completed_on"]
        if on and on > self.today:
            raise forms.ValidationError("The completion date lies in the future.")
        return on

    @property
    def ticked(self) -> set[int]:
        """The actions that were ticked, also in a form that is shown again."""
        ticks = (TICK.fullmatch(each) for each in self["action"].value() or ())
        return {int(tick["action"]) for tick in ticks if tick}

    @property
    def disposition(self) -> Disposition:
        """What a valid form says; what another way would need is left out."""
        given, way = self.cleaned_data, Way(self.cleaned_data["way"])
        if way == Way.COMPLETE:
            on = given["completed_on"]
            return Disposition(way, completed=Moment(on) if on else None)
        if way == Way.BUSINESS_AS_USUAL:
            return Disposition(way, watched_by=given["watched_by"])
        if way == Way.CARRIED:
            return self._carried(way, given["into"])
        return Disposition(way)

    def _carried(self, way: Way, into: str) -> Disposition:
        under = self.recommendations.get(into)
        pk = under.plan_id if under else int(into.removeprefix("plan-"))
        plan = next(plan for plan in self.plans if plan.pk == pk)
        return Disposition(way, into=plan, recommendation=under)


def short(recommendation: Recommendation) -> str:
    """A recommendation in a list of many."""
    words = " ".join(recommendation.wording.split())
    named = f"{recommendation}: {words}" if recommendation.number else words
    return f"{named[:80].rstrip()}…" if len(named) > 80 else named


def tick(action: Action) -> str:
    """What the tick of an action sends."""
    return f"{action.pk}-{action.latest_id or 0}"
