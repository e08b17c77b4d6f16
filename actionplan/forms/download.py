"""What a clerk chooses before a download."""

from django import forms
from django.http import QueryDict

from actionplan.models import Period, Plan
from actionplan.queries.past_periods import sealed_periods
from actionplan.reporting.writers import WRITERS
from council.models import Council, Meeting

LABELS = {
    "pdf": "PDF, for the committee’s agenda",
    "docx": "Word, in the form of the council’s own table",
    "xlsx": "Excel, to read and to edit offline",
    "csv": "CSV, for other programs",
    "json": "JSON, the whole plan as data",
    "html": "HTML, one page to read in a browser",
}


class DownloadForm(forms.Form):
    """Format, position, meeting and author of a file."""

    format = forms.ChoiceField(
        label="File",
        widget=forms.RadioSelect,
        choices=[(name, LABELS.get(name, name)) for name in WRITERS],
        error_messages={"required": "Choose a file.", "invalid_choice": "Choose a file."},
    )
    period = forms.ModelChoiceField(
        Period.objects.none(),
        label="Position",
        required=False,
        to_field_name="slug",
        empty_label="As it stands now (a draft)",
        help_text="A closed period is what was reported, word for word.",
        error_messages={"invalid_choice": "Choose one of the plan’s closed periods."},
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

    def __init__(
        self, data: QueryDict | None = None, *, council: Council, plan: Plan, period: str = ""
    ) -> None:
        super().__init__(data, initial={"format": "pdf", "period": period})
        self.fields["period"].queryset = sealed_periods(plan)  # type: ignore[attr-defined]
        meetings = Meeting.objects.filter(committee__council=council).select_related("committee")
        self.fields["meeting"].queryset = meetings  # type: ignore[attr-defined]

    @property
    def chosen_period(self) -> Period | None:
        """The chosen closed period; None for the plan as it stands."""
        return self.cleaned_data.get("period")

    @property
    def chosen_meeting(self) -> Meeting | None:
        """The chosen meeting."""
        return self.cleaned_data.get("meeting")
