"""What a clerk chooses before a download."""

from typing import Any

from django import forms

from actionplan.reporting.writers import WRITERS
from council.models import Council, Meeting


class DownloadForm(forms.Form):
    """Format, meeting and author of a file."""

    format = forms.ChoiceField(
        label="File",
        widget=forms.RadioSelect,
        choices=[(name, writer.label) for name, writer in WRITERS.items()],
        error_messages={"required": "Choose a file.", "invalid_choice": "Choose a file."},
    )
    meeting = forms.ModelChoiceField(
        Meeting.objects.none(),
        required=False,
        empty_label="No meeting",
        help_text="Names the committee and date on the cover of the PDF.",
        error_messages={"invalid_choice": "Choose one of the council's meetings."},
    )
    author = forms.CharField(
        label="Report of",
        required=False,
        max_length=200,
        help_text="The post whose report it is, such as Chief Executive.",
    )

    def __init__(self, *args: Any, council: Council, **kwargs: Any) -> None:
        super().__init__(*args, initial={"format": "pdf"}, **kwargs)
        meetings = Meeting.objects.filter(committee__council=council).select_related("committee")
        self.fields["meeting"].queryset = meetings  # type: ignore[attr-defined]

    @property
    def meeting(self) -> Meeting | None:
        """The chosen meeting."""
        return self.cleaned_data.get("meeting")
