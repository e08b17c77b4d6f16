"""The forms of what is written in a report: a section's text, and the details of its cover."""

from typing import Any

from django import forms
from django.http import QueryDict

from actionplan.models import Report
from actionplan.reporting.parts import cover_fields
from actionplan.services.reports import MOST_CHARACTERS
from council.texts import tidy
from council.versions import newest


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
