"""Forms of themes and recommendations, and what every form of the structure ends with."""

from typing import Any

from django import forms
from django.http import QueryDict

from actionplan.forms.why import WhyForm
from actionplan.models import Plan, Recommendation, Theme
from actionplan.services.register import Why
from council.forms.rows import VersionedForm
from council.texts import tidy


class StructureForm(VersionedForm):
    """A form of one row of a plan's structure; it ends with why the row is changed."""

    def __init__(
        self, data: QueryDict | None = None, *, row: Any, plan: Plan, **options: Any
    ) -> None:
        super().__init__(data, row=row, **options)
        self.plan = plan
        self.fields |= WhyForm(plan=plan).fields

    def clean(self) -> dict[str, Any]:
        """Words of nothing that can be seen are none."""
        cleaned = super().clean()
        for name, value in list(cleaned.items()):
            if value == "" and self.fields[name].required:
                self.add_error(name, self.fields[name].error_messages["required"])
        return cleaned

    @property
    def why(self) -> Why:
        """Why, of a valid form."""
        given = self.cleaned_data
        return Why(given["reason"], given["agreed_by"], given["minute"], given["meeting"])


class ThemeForm(StructureForm):
    """The title of a theme."""

    class Meta:
        model = Theme
        fields = ("title",)

    title = forms.CharField(label="Title", max_length=300)


class RecommendationForm(StructureForm):
    """Number, wording, theme, and what the council says to it.

    The wording is the reviewer's: once the plan is adopted the form does not ask for it.
    """

    class Meta:
        model = Recommendation
        fields = ("number", "wording", "theme", "response", "response_reason")
        widgets = {
            "wording": forms.Textarea(attrs={"rows": 5}),
            "response_reason": forms.Textarea(attrs={"rows": 3}),
            "number": forms.TextInput(attrs={"class": "govuk-input--width-5"}),
        }
        labels = {
            "response": "The council’s response",
            "response_reason": "Reason for the response",
        }
        help_texts = {
            "number": "As the source has it.",
            "wording": "The reviewer’s own words, one paragraph a line.",
            "response_reason": "Needed if it is accepted in part or declined.",
        }

    def __init__(self, data: QueryDict | None = None, *, row: Recommendation, plan: Plan) -> None:
        super().__init__(data, row=row, plan=plan)
        theme = self.fields["theme"]
        assert isinstance(theme, forms.ModelChoiceField)  # noqa: S101 - for the type checker
        theme.queryset = plan.themes.order_by("order")
        theme.empty_label = "No theme"
        self.kept_wording = row.wording
        if row.pk and not plan.is_draft:
            del self.fields["wording"]

    def clean(self) -> dict[str, Any]:
        """A recommendation that is not accepted as it stands has a reason."""
        cleaned = super().clean()
        accepted = cleaned.get("response") in {"", Recommendation.Response.ACCEPTED}
        if not accepted and not cleaned.get("response_reason") and "response" not in self.errors:
            self.add_error("response_reason", "Say why it is not accepted as it stands.")
        return cleaned

    @property
    def values(self) -> dict[str, Any]:
        """The fields that were asked for; wording that nobody has touched stays to the letter."""
        names = [name for name in self._meta.fields or () if name in self.fields]
        values = {name: self.cleaned_data.get(name) for name in names}
        if self.kept_wording and values.get("wording") == tidy(self.kept_wording):
            values["wording"] = self.kept_wording
        return values

    def _get_validation_exclusions(self) -> set[str]:
        """The service checks the response together with its reason, and says why not."""
        # Django's own hook, which its types leave out.
        excluded: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        return excluded | {"response", "response_reason"}
