"""Sending a plan's file in, and saying how it is to be taken."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from actionplan.importing import limits
from actionplan.merging.taking import Covers, PastQuarter, Taking
from actionplan.models import Plan, PlanFile
from actionplan.services.past_days import PastDays, refuse_days, refuse_place
from council.forms.fields import DayField
from council.models import Council
from council.scope import Scope
from council.texts import tidy
from council.uploads import UploadField
from council.versions import CannotEdit


def plans_of(council: Council) -> Any:
    """The plans that a file may go into."""
    return Plan.objects.filter(council=council).exclude(state=Plan.State.ARCHIVED)


class SendForm(forms.Form):
    """One Word, Excel, CSV or JSON file, and the plan it is for, where that is known."""

    file = UploadField(
        label="Word, Excel, CSV or JSON file",
        megabytes=limits.FILE_MEGABYTES,
        help_text=f"A .docx, .xlsx, .csv or .json of at most {limits.FILE_MEGABYTES} MB. "
        "Nothing is changed until you have seen what was understood.",
        widget=forms.FileInput(attrs={"accept": ".docx,.docm,.xlsx,.xlsm,.csv,.json"}),
    )
    plan = forms.ModelChoiceField(
        label="It is for",
        queryset=Plan.objects.none(),
        required=False,
        empty_label="Whatever plan its title names, or a new one",
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        files: MultiValueDict[str, Any] | None = None,
        *,
        council: Council,
        asked: Mapping[str, str] | None = None,
    ) -> None:
        plans = plans_of(council)
        slug = (asked or {}).get("plan", "")
        initial = {"plan": plans.filter(slug=slug).first() if slug else None}
        super().__init__(data, files, initial=initial)
        choose_from(self, plans)


class TakeForm(forms.Form):
    """Which plan a file goes into, of which day it speaks, and how much of the plan it is."""

    IN_FORCE, DRAFT = "active", "draft"

    plan = forms.ModelChoiceField(
        label="It goes into",
        queryset=Plan.objects.none(),
        required=False,
        empty_label="A new plan",
    )
    title = forms.CharField(label="Title of a new plan", max_length=300, required=False)
    state = forms.ChoiceField(
        label="A new plan",
        required=False,
        widget=forms.RadioSelect,
        choices=[
            (IN_FORCE, "is in force: leads are asked for updates at once"),
            (DRAFT, "is a draft until a meeting adopts it"),
        ],
    )
    as_at = DayField(
        "Its words speak of", required=True, help_text="The day as at which it was written."
    )
    covers = forms.ChoiceField(
        label="It holds",
        required=False,
        widget=forms.RadioSelect,
        choices=[
            (Covers.SOME, "some rows: whatever is not in it stays as it is"),
            (Covers.WHOLE, "the whole plan: what is not in it may be dropped, with a reason"),
            (Covers.PAST, "the plan as it stood in an earlier quarter: a closed past period"),
        ],
    )
    period = forms.CharField(
        label="Name of the quarter", max_length=60, required=False, help_text="Such as Q4 2022/23."
    )
    first_day = DayField("Its first day")
    last_day = DayField("Its last day")

    def __init__(
        self, data: QueryDict | None, *, scope: Scope, file: PlanFile, taking: Taking
    ) -> None:
        quarter = taking.quarter
        initial = {
            "plan": file.plan,
            "title": taking.title,
            "state": self.DRAFT if taking.draft else self.IN_FORCE,
            "as_at": taking.as_at or scope.today,
            "covers": taking.covers,
            "period": quarter.name if quarter else "",
            "first_day": quarter.first_day if quarter else None,
            "last_day": quarter.last_day if quarter else None,
        }
        super().__init__(data, initial=initial)
        choose_from(self, plans_of(scope.council))
        self.today = scope.today

    def clean(self) -> dict[str, Any]:
        """A new plan has a title; nothing speaks of a day to come; a quarter has its days."""
        cleaned = super().clean() or {}
        cleaned["title"] = " ".join(tidy(cleaned.get("title") or "").split())
        is_new = not cleaned.get("plan") and "plan" not in self.errors
        if is_new and not cleaned["title"]:
            self.add_error("title", "Give the new plan a title.")
        if cleaned.get("as_at") and cleaned["as_at"] > self.today:
            self.add_error("as_at", "That day has not come yet.")
        if cleaned.get("covers") == Covers.PAST:
            self._check_quarter(cleaned, is_new=is_new)
        return cleaned

    def _check_quarter(self, cleaned: dict[str, Any], *, is_new: bool) -> None:
        if is_new:
            self.add_error("plan", "Choose the plan whose earlier quarter this is.")
        for name, words in (("period", "a name"), ("first_day", "a first day")):
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, f"Give the quarter {words}.")
        first, last = cleaned.get("first_day"), cleaned.get("last_day")
        if not last and "last_day" not in self.errors:
            self.add_error("last_day", "Give the quarter a last day.")
        elif first and last and last < first:
            self.add_error("last_day", "The last day is before the first.")
        if not self.errors:
            self._check_days(cleaned)

    def _check_days(self, cleaned: dict[str, Any]) -> None:
        """What is locked for good is refused before its rows are looked through, not after."""
        names = ("period", "first_day", "last_day", "as_at")
        days = PastDays(*(cleaned[name] for name in names))
        try:
            refuse_days(days)
            refuse_place(cleaned["plan"], days)
        except CannotEdit as error:
            self.add_error("period", str(error))

    @property
    def past_is_open(self) -> bool:
        """Whether what is asked of an earlier quarter has to be seen."""
        wrong = any(self[name].errors for name in ("covers", "period", "first_day", "last_day"))
        return wrong or self["covers"].value() != Covers.SOME

    @property
    def covers_words(self) -> str:
        """How much of the plan is chosen, shortly."""
        words = {Covers.WHOLE: "the whole plan", Covers.PAST: "an earlier quarter"}
        return words.get(self["covers"].value(), "some rows")

    @property
    def taking(self) -> Taking:
        """What a valid form says."""
        given = self.cleaned_data
        covers = Covers(given["covers"] or Covers.SOME)
        past = covers is Covers.PAST
        days = (given["period"], given["first_day"], given["last_day"])
        return Taking(
            title=given["title"],
            draft=given["state"] == self.DRAFT,
            as_at=given["as_at"],
            covers=covers,
            quarter=PastQuarter(*days) if past else None,
        )


class UndoForm(forms.Form):
    """Why an import is undone."""

    reason = forms.CharField(
        label="Why it is undone",
        max_length=300,
        help_text="It stands in the register and beside the receipt.",
        error_messages={"required": "Say why the import is undone."},
    )

    def clean_reason(self) -> str:
        """Nothing unseen."""
        return " ".join(tidy(self.cleaned_data["reason"]).split())


def choose_from(form: forms.Form, plans: Any) -> None:
    """Let the form's field ``plan`` offer these."""
    field = form.fields["plan"]
    assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - for the type checker
    field.queryset = plans
