"""The form of an indicator's definition. Values are typed as on the page of a quarter's values."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict

from council.choices import choices_of
from council.forms.fields import DayField
from council.models import Post
from council.texts import tidy
from strategy.computing import UNITS
from strategy.entering import read_value
from strategy.indicator import Figure, Frequency, Good, Unit
from strategy.models import Indicator, Outcome, Principle
from strategy.quantities import plain, quantity
from strategy.services.defining import newest_change

NUMBERS = ("baseline", "target", "tolerance")
NOT_STATED = [("", "Not stated")]
LONGEST = 20_000
ONE_LINE = ("name", "target_words")
LONGEST_ID = 18  # digits that every database holds


class PartsField(forms.ModelMultipleChoiceField):
    """Outcomes or principles of the strategy, by code and words."""

    widget = forms.CheckboxSelectMultiple(attrs={"class": "govuk-checkboxes--small"})

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.code} {obj}"

    def clean(self, value: Any) -> Any:
        """The parts that are ticked; a number that no database holds is none of them."""
        if any(len(str(each)) > LONGEST_ID for each in value or ()):
            raise forms.ValidationError("Choose from the list.")
        return super().clean(value)


class NumberField(forms.CharField):
    """A value in the indicator's unit; which that is, is known when all fields are read."""

    def __init__(self, label: str, **options: Any) -> None:
        widget = forms.TextInput(attrs={"class": "govuk-input--width-10"})
        super().__init__(label=label, required=False, max_length=60, widget=widget, **options)


class DefinitionForm(forms.Form):
    """Everything that an indicator's definition holds; ``values`` are its fields when valid."""

    name = forms.CharField(max_length=300)
    unit = forms.ChoiceField(
        label="Measured in", required=False, choices=NOT_STATED + choices_of(Unit)
    )
    baseline = NumberField("Baseline")
    baseline_date = DayField("Day of the baseline")
    target = NumberField("Target")
    target_words = forms.CharField(
        label="Target, in the source’s words", required=False, max_length=200
    )
    target_date = DayField("Last day for the target")
    good = forms.ChoiceField(
        label="Which way is good", required=False, choices=NOT_STATED + choices_of(Good)
    )
    tolerance = NumberField("Tolerance", help_text="How far off may still be amber, in its unit.")
    frequency = forms.ChoiceField(
        label="How often it is measured",
        required=False,
        choices=NOT_STATED + choices_of(Frequency),
    )
    owner_post = forms.ModelChoiceField(
        label="Owner (a post)", queryset=Post.objects.none(), required=False, empty_label="No owner"
    )
    formula = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 3}))
    note = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 3}))
    principles = PartsField(
        label="Principles that it measures", queryset=Principle.objects.none(), required=False
    )
    outcomes = PartsField(
        label="Outcomes that it measures", queryset=Outcome.objects.none(), required=False
    )
    based_on = forms.IntegerField(required=False, widget=forms.HiddenInput, max_value=2**62)

    def __init__(self, data: QueryDict | None = None, *, indicator: Indicator) -> None:
        self.indicator = indicator
        self.conflict: list[tuple[str, str, str]] = []
        super().__init__(data, initial=initial_of(indicator))
        strategy = indicator.strategy
        for name, found in (
            ("owner_post", Post.objects.filter(council=strategy.council_id)),
            ("principles", strategy.principles.all()),
            ("outcomes", strategy.outcomes.all()),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - for the type checker
            field.queryset = found
        names = strategy.names
        for name, label in (("principles", names.principle), ("outcomes", names.outcome)):
            self.fields[name].label = f"{label.plural.capitalize()} that it measures"
        if indicator.computed:
            del self.fields["unit"]

    @property
    def shown_fields(self) -> list[forms.BoundField]:
        """The fields to fill in; no list of parts where the strategy has none of them."""
        parts = {"principles", "outcomes"}
        return [
            bound
            for bound in self.visible_fields()
            if bound.name not in parts or getattr(bound.field, "queryset").exists()  # noqa: B009
        ]

    @property
    def measures(self) -> list[Outcome | Principle]:
        """What it shall measure, of a valid form."""
        return [*self.cleaned_data["principles"], *self.cleaned_data["outcomes"]]

    @property
    def values(self) -> dict[str, Any]:
        """The fields of the indicator, of a valid form."""
        apart = {"principles", "outcomes", "based_on"}
        return {name: self.cleaned_data[name] for name in self.fields if name not in apart}

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        for name in ("name", "target_words", "formula", "note"):
            words = tidy(cleaned.get(name, ""))
            cleaned[name] = " ".join(words.split()) if name in ONE_LINE else words
            if len(cleaned[name]) > LONGEST:
                self.add_error(name, f"At most {LONGEST:,} characters are taken.")
        if not cleaned["name"] and "name" not in self.errors:
            self.add_error("name", "Give the indicator a name.")
        self._read_numbers(self._unit())
        self._check_days(cleaned.get("baseline_date"), cleaned.get("target_date"))
        return cleaned

    def _unit(self) -> Unit | None:
        """The unit in force. It stays once something has been measured in it."""
        if "unit" not in self.fields:
            return UNITS[Figure(self.indicator.computed)]
        unit = self.cleaned_data.get("unit", "")
        if unit != self.indicator.unit and self.indicator.measurements.exists():
            self.add_error(
                "unit", "Values have been entered in the old unit, so it has to stay as it is."
            )
        return Unit(unit) if unit else None

    def _read_numbers(self, unit: Unit | None) -> None:
        for name in NUMBERS:
            text = (self.cleaned_data.get(name) or "").strip()
            try:
                self.cleaned_data[name] = self._number(text, unit)
            except ValueError as wrong:
                self.add_error(name, str(wrong))
        if (self.cleaned_data.get("tolerance") or 0) < 0:
            self.add_error("tolerance", "The tolerance cannot be less than nothing.")

    def _number(self, text: str, unit: Unit | None) -> Decimal | None:
        if not text:
            return None
        if unit is None:
            raise ValueError("Say first in what the indicator is measured.")
        return read_value(text, unit)

    def _check_days(self, start: date | None, end: date | None) -> None:
        if start and end and end < start:
            self.add_error("target_date", "The target comes before the baseline.")

    def rebased(self) -> QueryDict:
        """The typed words again, now based on what stands."""
        data = QueryDict(mutable=True)
        data.update(self.data)
        data["based_on"] = str(newest_change(self.indicator) or "")
        return data


def initial_of(indicator: Indicator) -> dict[str, Any]:
    """The fields as they stand."""
    names = (
        *("name", "unit", "baseline_date", "target_words", "target_date", "good"),
        *("frequency", "owner_post", "formula", "note"),
    )
    unit = indicator.stated_unit
    numbers = {name: _typed(getattr(indicator, name), unit) for name in NUMBERS}
    return {
        **{name: getattr(indicator, name) for name in names},
        **numbers,
        "principles": list(indicator.principles.all()),
        "outcomes": list(indicator.outcomes.all()),
        "based_on": newest_change(indicator),
    }


def _typed(value: Decimal | None, unit: Unit | None) -> str:
    if value is None:
        return ""
    return quantity(value, unit) if unit is Unit.YES_NO else plain(value)
