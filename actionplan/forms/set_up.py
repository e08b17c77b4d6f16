"""Forms that make a plan, and that change what it is."""

from typing import Any

from django import forms
from django.http import QueryDict

from actionplan.forms.why import WhyForm
from actionplan.models import Plan
from actionplan.models.plan import is_code
from actionplan.services.plan_settings import code_may_change
from council.forms.fields import DayField
from council.forms.rows import VersionedForm
from council.models import Council
from council.texts import tidy

BLANK, COPY, FOLLOW = "blank", "copy", "follow"
WAYS = [
    (BLANK, "Blank: the usual key, and nothing in it yet"),
    (COPY, "A copy of a plan: everything in it, without dates and without what was said"),
    (FOLLOW, "To follow last year’s plan: its key and the recommendations still open"),
]


class PlanAddForm(forms.Form):
    """How a new plan is made, and what it is called. ``council`` is where it will belong."""

    way = forms.ChoiceField(
        label="How do you want to start?", choices=WAYS, widget=forms.RadioSelect, initial=BLANK
    )
    plan = forms.ModelChoiceField(
        Plan.objects.none(),
        label="Which plan",
        required=False,
        empty_label="Choose a plan",
        help_text="The plan that is copied or followed.",
    )
    title = forms.CharField(
        label="Title",
        max_length=300,
        error_messages={"required": "Give the plan a title."},
    )
    code = forms.CharField(
        label="Code",
        required=False,
        max_length=8,
        help_text="It begins every reference, as PR does in PR-17. Left empty, it is made from "
        "the title.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5"}),
    )
    source = forms.CharField(
        label="What the plan answers",
        required=False,
        max_length=300,
        help_text="Such as “LGA corporate peer challenge, March 2022”. Left empty, it is that of "
        "the plan it is made from.",
    )
    start = DayField("Start", help_text="Timescales run from this day. It can be given later.")

    def __init__(self, data: QueryDict | None = None, *, council: Council, **options: Any) -> None:
        super().__init__(data, **options)
        self.council = council
        field = self.fields["plan"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - for the type checker
        field.queryset = Plan.objects.filter(council=council)
        if not field.queryset.exists():
            del self.fields["plan"]
            self.fields["way"].widget.choices = WAYS[:1]

    def clean_title(self) -> str:
        """A title that no other plan of the council has."""
        title = " ".join(tidy(self.cleaned_data["title"]).split())
        if not title:
            raise forms.ValidationError("Give the plan a title.")
        if Plan.objects.filter(council=self.council, title__iexact=title).exists():
            raise forms.ValidationError(
                "Another plan is called the same. Add the year, so that people can tell them apart."
            )
        return title

    def clean_code(self) -> str:
        """A code in capitals that no other plan of the council has."""
        return free_code(self.cleaned_data["code"], self.council)

    def clean_source(self) -> str:
        """One line."""
        return " ".join(tidy(self.cleaned_data["source"]).split())

    def clean(self) -> dict[str, Any]:
        """A copy is a copy of something."""
        cleaned = super().clean() or {}
        if cleaned.get("way") != BLANK and "plan" not in self.errors and not cleaned.get("plan"):
            self.add_error("plan" if "plan" in self.fields else "way", "Choose which plan.")
        return cleaned


def free_code(typed: str, council: Council, but: Plan | None = None) -> str:
    """The typed code in capitals; raises ValidationError when it is none, or another plan's."""
    code = tidy(typed).upper()
    if code:
        is_code(code)
        other = Plan.objects.filter(council=council, code=code).first()
        if other is not None and other != but:
            raise forms.ValidationError(
                f"{code} is the code of “{other.title}”. Choose another: a reference is never used "
                "twice."
            )
    return code


class ExplainedForm(VersionedForm):
    """Fields of a plan, and why they are changed (``why``)."""

    def __init__(self, data: QueryDict | None = None, *, row: Plan, **options: Any) -> None:
        super().__init__(data, row=row, **options)
        self.why = WhyForm(data, plan=row)

    def is_valid(self) -> bool:
        """Whether both the fields and the reason are."""
        return all([super().is_valid(), self.why.is_valid()])

    @property
    def problems(self) -> list[tuple[str, str]]:
        """Everything that is wrong: the id of its control ("" for the whole), and a sentence."""
        return problems_of(self, self.why)


def problems_of(*given: forms.BaseForm) -> list[tuple[str, str]]:
    """What is wrong with forms of one page, in the page's order."""
    found: list[tuple[str, str]] = []
    for form in given:
        found += [("", str(sentence)) for sentence in form.non_field_errors()]
        for field in form:
            target = "" if field.is_hidden else field.error_target  # type: ignore[attr-defined]
            found += [(target, str(sentence)) for sentence in field.errors]
    return found


class PlanForm(ExplainedForm):
    """Title, source and start; the code too while no reference has been given."""

    title = PlanAddForm.base_fields["title"]
    start = DayField("Start", help_text="Timescales run from this day.")
    visited_on = DayField(
        "Last day of the visit",
        help_text="For a peer challenge: the days by which its reports and its progress review "
        "are due are counted from it.",
    )

    class Meta:
        model = Plan
        fields = ("title", "source", "source_kind", "visited_on", "start", "code", "is_public")
        labels = {
            "source": "What the plan answers",
            "source_kind": "Which is",
            "code": "Code",
            "is_public": "Public: anybody may read what was last published of it",
        }
        help_texts = {
            "source": "Such as “LGA corporate peer challenge, March 2022”.",
            "code": "It begins every reference. It can change until the plan has an action.",
            "is_public": "A page without log-in shows the position of the last closed period that "
            "was reported to a meeting, without exempt information; never live words.",
        }
        widgets = {"code": forms.TextInput(attrs={"class": "govuk-input--width-5"})}

    def __init__(self, data: QueryDict | None = None, *, row: Plan, **options: Any) -> None:
        super().__init__(data, row=row, **options)
        if not code_may_change(row):
            del self.fields["code"]

    def clean_code(self) -> str:
        """A code in capitals that no other plan of the council has."""
        return free_code(self.cleaned_data["code"], self.row.council, self.row)

    def clean(self) -> dict[str, Any]:
        """Titles and sources are one line."""
        cleaned = super().clean()
        for name in ("title", "source"):
            if name in cleaned:
                cleaned[name] = " ".join(cleaned[name].split())
        if not cleaned.get("title", "x"):
            self.add_error("title", "Give the plan a title.")
        kind = cleaned.get("source_kind")
        if cleaned.get("visited_on") and kind != Plan.SourceKind.PEER_CHALLENGE:
            self.add_error("visited_on", "Only a peer challenge has a visit. Choose it above.")
        return cleaned

    @property
    def values(self) -> dict[str, Any]:
        """What a valid form says."""
        return {
            name: self.cleaned_data[name] for name in self._meta.fields or () if name in self.fields
        }
