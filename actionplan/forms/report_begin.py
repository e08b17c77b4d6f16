"""The form that begins a report: of which plans and periods, for which meeting, in which form."""

from typing import Any

from django import forms

from actionplan.models import Period, Plan, Report, ReportTemplate
from actionplan.reporting.shipped import SHIPPED, shipped_form
from actionplan.reporting.template import RowChoice, TemplateForm
from council.texts import tidy
from council.versions import newest

NOT_IN_IT, AS_IT_STANDS = "", "now"


class BeginForm(forms.Form):
    """The title, the plans each with a period, the form of report, and the theme if it prints one.

    With a ``report`` it is one that was begun: its title is on the cover's page, and ``seen`` is
    its version.
    """

    title = forms.CharField(max_length=300, error_messages={"required": "Give the report a title."})

    def __init__(
        self,
        data: Any = None,
        *,
        plans: list[Plan],
        periods: dict[int, list[Period]],
        templates: list[ReportTemplate],
        report: Report | None = None,
    ) -> None:
        super().__init__(data, initial=begun_with(report) if report else None)
        self.plans, self.periods, self.templates = plans, periods, templates
        for plan in plans:
            self.fields[f"plan-{plan.pk}"] = forms.ChoiceField(
                label=plan.title,
                required=False,
                choices=[
                    (NOT_IN_IT, "Not in this report"),
                    *((str(one.pk), f"{one.name}, closed and locked") for one in periods[plan.pk]),
                    (AS_IT_STANDS, "As it stands now (stays a DRAFT)"),
                ],
            )
        self.fields["form"] = forms.ChoiceField(
            label="Form of report",
            widget=forms.RadioSelect,
            choices=[
                *((f"own-{one.pk}", one.name) for one in templates),
                *((name, shipped_form(name).title) for name in SHIPPED),
            ],
            error_messages={"required": "Choose a form of report."},
        )
        if any(one.form.rows is RowChoice.THEME for one in templates):
            self.fields["theme"] = theme_field(plans)
        if report:
            del self.fields["title"]
            self.fields["seen"] = forms.IntegerField(
                required=False, widget=forms.HiddenInput, max_value=2**62
            )

    def clean(self) -> dict[str, Any]:
        """A form that prints one theme is told which, and of a plan that is in the report."""
        cleaned = super().clean() or {}
        if "form" not in cleaned or any(self.errors.get(f"plan-{one.pk}") for one in self.plans):
            return cleaned
        if self.chosen[0].rows is not RowChoice.THEME:
            return cleaned | {"theme": ""}
        reported = [plan for plan, _ in self.parts]
        wanted = cleaned.get("theme", "")
        if not wanted:
            self.add_error("theme", "Choose the theme that this form of report prints.")
        elif reported and wanted not in themes_of(reported):
            self.add_error("theme", f"“{wanted}” is no theme of a plan in this report.")
        return cleaned

    def clean_title(self) -> str:
        """One line of plain words."""
        return " ".join(tidy(self.cleaned_data["title"]).split())

    @property
    def parts(self) -> list[tuple[Plan, Period | None]]:
        """The plans that are in it, each with its period or None; of a valid form."""
        found: list[tuple[Plan, Period | None]] = []
        for plan in self.plans:
            value = self.cleaned_data[f"plan-{plan.pk}"]
            known = {str(one.pk): one for one in self.periods[plan.pk]}
            if value != NOT_IN_IT:
                found.append((plan, known.get(value)))
        return found

    @property
    def chosen(self) -> tuple[TemplateForm, ReportTemplate | None]:
        """The form of report, and which of the council's own it is."""
        value = self.cleaned_data["form"]
        own = {f"own-{one.pk}": one for one in self.templates}.get(value)
        return (own.form, own) if own else (shipped_form(value), None)


def themes_of(plans: list[Plan]) -> list[str]:
    """The titles of the plans' themes, each once."""
    return list(dict.fromkeys(one.title for plan in plans for one in plan.themes.all()))


def theme_field(plans: list[Plan]) -> forms.ChoiceField:
    """The choice of one theme."""
    return forms.ChoiceField(
        label="Theme",
        required=False,
        choices=[("", "No theme"), *((one, one) for one in themes_of(plans))],
        help_text="Only for a form of report whose appendix has the actions of one theme.",
    )


def begun_with(report: Report) -> dict[str, Any]:
    """What a report was begun with, as the form asks for it."""
    shipped = next((n for n in SHIPPED if shipped_form(n).title == report.form_name), "")
    form = f"own-{report.template_id}" if report.template_id else shipped
    parts = {
        f"plan-{one.plan_id}": str(one.period_id) if one.period_id else AS_IT_STANDS
        for one in report.parts.all()
    }
    return parts | {"form": form, "theme": report.theme, "seen": newest(report)}
