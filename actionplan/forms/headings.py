"""A heading that a council uses in its tables."""

from collections.abc import Iterator

from django import forms

from actionplan.importing.fields import name_of
from actionplan.importing.synonyms import SYNONYMS, Field
from council.texts import tidy

FURTHER = "Something else: a further column, kept with each action"


def label_of(field: Field) -> str:
    """A meaning as a list offers it: "The due date"."""
    return FURTHER if field is Field.OTHER else f"{field.value[:1].upper()}{field.value[1:]}"


def known_names() -> Iterator[tuple[str, str]]:
    """Each meaning with the headings that are known for it anyway, in one line."""
    for field, names in SYNONYMS.items():
        yield label_of(field), ", ".join(sorted(names))


class HeadingForm(forms.Form):
    """The heading and what stands below it."""

    heading = forms.CharField(
        label="Heading in your files",
        max_length=100,
        help_text="As it stands over the column. Capitals and punctuation make no difference.",
        error_messages={"required": "Give the heading."},
    )
    field = forms.ChoiceField(
        label="What stands below it",
        choices=[("", "Choose"), *((name_of(field), label_of(field)) for field in Field)],
        error_messages={"required": "Choose what stands below it."},
    )

    def clean_heading(self) -> str:
        """The heading on one line."""
        return " ".join(tidy(self.cleaned_data["heading"]).split())
