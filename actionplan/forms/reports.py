"""Forms of the pages on which a report is begun, written, signed off and resolved."""

from typing import Any

from django import forms
from django.http import QueryDict

from actionplan.models import Period, Plan, Report, ReportTemplate
from actionplan.reporting.parts import cover_fields
from actionplan.reporting.shipped import SHIPPED, shipped_form
from actionplan.reporting.template import RowChoice, TemplateForm
from actionplan.services.reports import MOST_CHARACTERS
from council.forms.fields import DayField
from council.models import Committee
from council.texts import tidy
from council.uploads import UploadField
from council.versions import newest

NOT_IN_IT, AS_IT_STANDS = "", "now"
FILE_MEGABYTES = 10


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


class TextForm(forms.Form):
    """Words of one part; ``officer`` only for an implication. ``seen`` is the version read."""

    words = forms.CharField(
        required=False,
        max_length=MOST_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 14}),
    )
    officer = forms.CharField(
        label="Officer who gave it",
        required=False,
        max_length=200,
        help_text="A post or a name, such as Head of Law & Democracy.",
    )
    seen = forms.IntegerField(
        required=False, widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1
    )

    def __init__(
        self, data: Any = None, *, label: str, hint: str, implication: bool, **options: Any
    ):
        super().__init__(data, **options)
        self.fields["words"].label = label
        self.fields["words"].help_text = hint
        if not implication:
            del self.fields["officer"]

    def clean_words(self) -> str:
        """Plain line ends, nothing unseen."""
        return tidy(self.cleaned_data["words"])

    def clean_officer(self) -> str:
        """One line of plain words."""
        return " ".join(tidy(self.cleaned_data["officer"]).split())


class CoverForm(forms.Form):
    """The title, the facts of page 1 as the form of report asks for them, and why it is late."""

    title = forms.CharField(max_length=300, error_messages={"required": "Give the report a title."})
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput, max_value=2**62)

    def __init__(self, data: Any = None, *, report: Report) -> None:
        self.report = report
        self.conflict: list[tuple[str, str, str]] = []
        initial = {"title": report.title, "seen": newest(report)}
        super().__init__(data, initial=initial | {"late_reason": report.late_reason})
        words = report.meeting.committee.governance_words
        self.cover = cover_fields(report.form, words)
        for field, label in self.cover:
            self.fields[f"cover-{field.code}"] = forms.CharField(
                label=label,
                required=False,
                max_length=500,
                help_text=field.hint,
                initial=report.cover.get(field.code, ""),
            )
        self.fields["late_reason"] = forms.CharField(
            label="Why it is a late item",
            required=False,
            max_length=2000,
            widget=forms.Textarea(attrs={"rows": 3}),
            help_text="Only if it misses the agenda: what makes it urgent.",
        )

    def clean(self) -> dict[str, Any]:
        """Plain words throughout."""
        cleaned = super().clean() or {}
        for name, value in list(cleaned.items()):
            if isinstance(value, str):
                words = tidy(value)
                cleaned[name] = words if name == "late_reason" else " ".join(words.split())
        return cleaned

    @property
    def facts(self) -> dict[str, str]:
        """The facts of the cover by their codes, of a valid form."""
        return {field.code: self.cleaned_data[f"cover-{field.code}"] for field, _ in self.cover}

    def again(self) -> "CoverForm":
        """The typed words, resting on the report as it stands; ``conflict`` where they differ."""
        stands = Report.objects.get(pk=self.report.pk)
        data = QueryDict(mutable=True)
        data.update(self.data)
        data["seen"] = str(newest(stands) or "")
        fresh = CoverForm(data, report=stands)
        if fresh.is_valid():
            fresh._compare()
        return fresh

    def _compare(self) -> None:
        for name, field in self.fields.items():
            theirs, typed = self.initial.get(name, field.initial) or "", self.cleaned_data[name]
            if name != "seen" and theirs != typed:
                self.conflict.append((str(self[name].label), theirs, typed))
        if not self.conflict:
            self.add_error(
                None, "This report was changed meanwhile, not in what stands here. Save it again."
            )


class SignOffForm(forms.Form):
    """Who has signed it off, and on which day."""

    name = forms.CharField(
        label="Name of the officer",
        max_length=200,
        error_messages={"required": "Say who has signed it off."},
    )
    day = DayField("Signed off on", required=True, help_text="Such as 18 August 2023.")


class ResolutionForm(forms.Form):
    """What the committee has resolved."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=20)
    decision = forms.ChoiceField(
        widget=forms.RadioSelect,
        choices=Report.Decision.choices,
        error_messages={"required": "Say what the committee has decided."},
    )
    minute = forms.CharField(
        label="Minute number",
        max_length=200,
        error_messages={"required": "Give the number of the minute."},
    )
    resolution = forms.CharField(
        label="Resolution as minuted",
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    arising = forms.CharField(
        label="Actions arising",
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="One a line.",
    )

    def clean(self) -> dict[str, Any]:
        """Plain words."""
        cleaned = super().clean() or {}
        return {name: tidy(words) for name, words in cleaned.items()}


class TemplateEditForm(forms.Form):
    """A form of the council's own: a shipped one, changed, and perhaps a Word template."""

    name = forms.CharField(max_length=100, error_messages={"required": "Give the form a name."})
    committee = forms.ModelChoiceField(
        queryset=Committee.objects.none(), required=False, empty_label="Every committee"
    )
    base = forms.ChoiceField(
        label="Begin with",
        choices=[(name, shipped_form(name).title) for name in SHIPPED],
    )
    rows = forms.ChoiceField(
        label="Actions in the appendix",
        choices=[(one.value, one.capitalize()) for one in RowChoice],
    )
    queries = forms.BooleanField(
        label="Queries and the lead’s reason stand in the appendix",
        required=False,
        help_text="Under the commentary: what does not fit, and how the lead has answered.",
    )
    publishes_queries = forms.BooleanField(
        label="Facts and the lead’s reason also stand in files for the public",
        required=False,
        help_text="No colour that dates suggest, nothing that SLT said, and nothing of an action "
        "of which anything is exempt.",
    )
    decisions = forms.BooleanField(
        label="Decisions of SLT stand in the report",
        required=False,
        help_text="What was recorded in meeting mode in the period, of which action, who does it "
        "and by when. Committee reports are published: read them before they go out.",
    )
    file = UploadField(
        label="Your Word template",
        required=False,
        megabytes=FILE_MEGABYTES,
        help_text=f"A .docx of at most {FILE_MEGABYTES} MB with placeholders from the list below.",
        widget=forms.FileInput,
    )

    def __init__(
        self, data: Any = None, files: Any = None, *, council: Any, **options: Any
    ) -> None:
        super().__init__(data, files, **options)
        field = self.fields["committee"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - for the type checker
        field.queryset = Committee.objects.filter(council=council)
