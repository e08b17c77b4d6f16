"""The form that says what of an action is not for the public."""

from typing import Any

from django import forms

from actionplan.forms.structure_steps import StepForm
from actionplan.models import Action
from actionplan.public.exempt import LONGEST_PARAGRAPH
from actionplan.public.redacting import FIELDS
from council.texts import tidy


class ExemptForm(StepForm):
    """The paragraph that applies, and the fields: none of both for what anybody may see."""

    exempt = forms.ChoiceField(
        label="What is exempt",
        widget=forms.RadioSelect,
        choices=[
            ("nothing", "Nothing: it may be published"),
            ("fields", "Only the fields chosen below"),
            ("row", "The whole row, with its parts"),
        ],
        error_messages={"required": "Say what of it is exempt."},
    )
    fields_chosen = forms.MultipleChoiceField(
        label="Fields",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=list(FIELDS.items()),
        help_text="Only where some of its fields are exempt.",
    )
    paragraph = forms.CharField(
        label="Paragraph that applies",
        required=False,
        max_length=LONGEST_PARAGRAPH,
        help_text="Of Schedule 12A of the Local Government Act 1972, such as paragraph 3. "
        "The public is told this, so say nothing here that is exempt.",
    )

    field_order = ("seen", "exempt", "fields_chosen", "paragraph")

    def initial_of(self, action: Action) -> dict[str, Any]:
        """What is exempt now."""
        some = "fields" if action.exempt_fields else "row"
        return {
            "exempt": some if action.exempt_paragraph else "nothing",
            "fields_chosen": action.exempt_fields,
            "paragraph": action.exempt_paragraph,
        }

    def clean_paragraph(self) -> str:
        """One line."""
        return " ".join(tidy(self.cleaned_data["paragraph"]).split())

    def clean(self) -> dict[str, Any]:
        """What is exempt has a reason in law; some fields are at least one."""
        cleaned = super().clean()
        what = cleaned.get("exempt")
        if what in {"fields", "row"} and not cleaned.get("paragraph"):
            self.add_error("paragraph", "Name the paragraph that applies.")
        if what == "fields" and not cleaned.get("fields_chosen"):
            self.add_error("fields_chosen", "Choose the fields that are exempt.")
        if what == "nothing" and self._names_what_is_exempt(cleaned):
            self.add_error(
                "exempt", "Say what of it is exempt, or leave the paragraph and the fields empty."
            )
        return cleaned

    def _names_what_is_exempt(self, cleaned: dict[str, Any]) -> bool:
        """A paragraph or fields, of an action that was open to the public so far."""
        named = cleaned.get("paragraph") or cleaned.get("fields_chosen")
        return bool(named) and not self.action.exempt_paragraph

    @property
    def mark(self) -> tuple[str, list[str]]:
        """Paragraph and fields of a valid form."""
        given = self.cleaned_data
        if given["exempt"] == "nothing":
            return "", []
        return given["paragraph"], given["fields_chosen"] if given["exempt"] == "fields" else []
