"""What a plan manager chooses before return forms are made."""

from collections.abc import Mapping

from django import forms
from django.http import QueryDict

from actionplan.reporting.return_forms import FORM_WRITERS
from actionplan.words import counted

LABELS = {"docx": "Word", "xlsx": "Excel"}
EVERY = "Every post with open actions, as one zip file"


class ReturnFormsForm(forms.Form):
    """One post or all of them, and the kind of file."""

    post = forms.ChoiceField(
        label="Post",
        required=False,
        error_messages={"invalid_choice": "Choose a post that leads an open action of this plan."},
    )
    format = forms.ChoiceField(
        label="File",
        widget=forms.RadioSelect,
        choices=[(name, LABELS[name]) for name in FORM_WRITERS],
        error_messages={"required": "Choose a file.", "invalid_choice": "Choose a file."},
    )

    def __init__(self, data: QueryDict | None = None, *, posts: Mapping[str, int]) -> None:
        super().__init__(data, initial={"format": "docx"})
        named = [(post, f"{post} ({counted(n, 'open action')})") for post, n in posts.items()]
        self.fields["post"].choices = [("", EVERY), *named]  # type: ignore[attr-defined]
