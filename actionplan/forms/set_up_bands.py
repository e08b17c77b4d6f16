"""The form of a plan's timescale bands."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from actionplan.dates.bands import band_words, runs
from actionplan.forms.set_up_lines import SHORT, LineForm, LineSet, LinesForm, Typed, line_set
from actionplan.key import MOST_BANDS, MOST_MONTHS, as_bands, as_data, check_bands
from actionplan.key_lines import Band
from actionplan.models import Plan

NUMBER = SHORT | {"inputmode": "numeric"}


class BandForm(LineForm):
    """One timescale band."""

    typed_fields = ("code", "words", "from_months", "to_months")

    code = forms.RegexField(
        r"^[^/,;&+]+$",
        label="Code",
        max_length=10,
        widget=forms.TextInput(attrs=SHORT),
        error_messages={
            "required": "Give the timescale a code, such as A.",
            "invalid": "A timescale’s code has no stroke, comma, semicolon, plus or ampersand.",
        },
    )
    words = forms.CharField(
        label="Words, such as 1–3 months",
        max_length=80,
        error_messages={"required": "Say how long it is, such as 1–3 months."},
    )
    from_months = forms.IntegerField(
        label="From month",
        required=False,
        min_value=0,
        max_value=MOST_MONTHS,
        widget=forms.TextInput(attrs=NUMBER),
    )
    to_months = forms.IntegerField(
        label="To month",
        required=False,
        min_value=0,
        max_value=MOST_MONTHS,
        widget=forms.TextInput(attrs=NUMBER),
    )
    open_ended = forms.BooleanField(label="May take longer", required=False)

    def clean(self) -> dict[str, Any]:
        """A timescale ends after it begins."""
        cleaned = super().clean()
        first, last = cleaned.get("from_months"), cleaned.get("to_months")
        if first is not None and last is not None and last < first:
            self.add_error("to_months", "Give a month that is not before the one it starts from.")
        return cleaned


class BandSet(line_set(BandForm, MOST_BANDS)):  # type: ignore[misc]
    """The bands of a plan."""

    def clean(self) -> None:
        """Raise what the bands' own rules say, once every line is right by itself."""
        if not any(self.errors):
            check_bands(self.filled)
            codes = [line["code"].casefold() for line in self.filled]
            if len(set(codes)) != len(codes):
                raise ValidationError("Each timescale needs a code of its own.")


class BandsForm(LinesForm):
    """The timescale bands of a plan."""

    line_set: ClassVar[type[LineSet]] = BandSet
    template = "set_up/bands_edit.html"
    name = "bands"
    label = "Timescales"

    def stored(self, plan: Plan) -> list[Typed]:
        """The plan's bands, with what older ones do not say."""
        return as_data(plan.timescales)

    def stored_lines(self) -> list[Any]:
        """The bands as the plan stores them."""
        return as_data(self.bands)

    @property
    def bands(self) -> tuple[Band, ...]:
        """The bands of a valid form."""
        return as_bands(self.lines.filled)

    @property
    def days(self) -> list[tuple[str, str]]:
        """Each band of the plan as it is saved, and from when until when it runs."""
        found = [(band.code, runs(band, self.row.start)) for band in self.row.timescales]
        return [(code, days) for code, days in found if days]

    def in_line(self, one: Any) -> str:
        """One band in words."""
        return band_words(as_bands([one])[0])
