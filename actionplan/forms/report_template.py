"""The form of a committee's own template of reports."""

from typing import Any

from django import forms

from actionplan.reporting.shipped import SHIPPED, shipped_form
from actionplan.reporting.template import RowChoice
from council.models import Committee
from council.uploads import UploadField

FILE_MEGABYTES = 10


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
