"""The form of a plan's own columns, and of what it asks besides the usual fields."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from actionplan.columns import LONGEST_HEADING, MOST_COLUMNS, check_columns
from actionplan.forms.set_up_lines import LineForm, LineSet, LinesForm, Typed, line_set
from actionplan.models import Plan
from actionplan.reporting.columns import usual_heading
from council.forms.posts import choose
from council.models import Post


class ColumnForm(LineForm):
    """One column of the plan's own; ``was`` is its heading as it is stored."""

    typed_fields = ("heading",)

    was = forms.CharField(required=False, widget=forms.HiddenInput, max_length=LONGEST_HEADING)
    heading = forms.CharField(
        label="Heading",
        max_length=LONGEST_HEADING,
        error_messages={"required": "Give the column a heading."},
    )

    def clean_heading(self) -> str:
        """Not that of a usual column: files would have two of one name. What stands may stay."""
        heading: str = self.cleaned_data["heading"]
        usual = usual_heading(heading)
        if usual and heading != self.cleaned_data.get("was"):
            raise ValidationError(f"“{usual}” is a usual column of every plan: choose another.")
        return heading


class ColumnSet(line_set(ColumnForm, MOST_COLUMNS)):  # type: ignore[misc]
    """The columns of a plan."""

    def clean(self) -> None:
        """Raise what the columns' own rules say, once every line is right by itself."""
        if not any(self.errors):
            check_columns([line["heading"] for line in self.filled])


class ColumnsForm(LinesForm):
    """The columns that only this plan has, and the fields it asks for besides the usual ones."""

    line_set: ClassVar[type[LineSet]] = ColumnSet
    template = "set_up/columns_edit.html"
    name = "columns"
    label = "Columns"

    class Meta:
        model = Plan
        fields = (
            "asks_confidence",
            "asks_agreement",
            "asks_date_agreement",
            "date_approver",
            "words_guide",
        )
        labels: ClassVar[dict[str, str]] = {
            "asks_confidence": "Owners also say how sure they are of the outcome",
            "asks_agreement": "Updates are agreed by the head of service",
            "asks_date_agreement": "New dates need agreement",
            "date_approver": "Who agrees new dates",
            "words_guide": "Words an update should have",
        }
        help_texts: ClassVar[dict[str, str]] = {
            "asks_confidence": "High, medium or low, with every update.",
            "asks_agreement": "Until then an update is marked “not yet agreed”.",
            "asks_date_agreement": "A lead proposes a new date; the date in force stays until it "
            "is agreed.",
            "date_approver": "This post, or a committee, of which the plan manager records the "
            "minute.",
            "words_guide": "Such as 100. Words are counted, and never cut. Empty for no guide.",
        }
        widgets: ClassVar[dict[str, forms.Widget]] = {
            "words_guide": forms.NumberInput(attrs={"class": "govuk-input--width-4"}),
        }

    def __init__(self, data: QueryDict | None = None, *, row: Plan, **options: Any) -> None:
        super().__init__(data, row=row, **options)
        posts = Post.objects.in_use().filter(council=row.council_id)
        choose(self, "date_approver", posts, empty="No post: committees only")

    def stored(self, plan: Plan) -> list[Typed]:
        """The headings, each also as what it was."""
        return [{"was": heading, "heading": heading} for heading in plan.columns]

    def stored_lines(self) -> list[Any]:
        """The headings of a valid form."""
        return [line["heading"] for line in self.lines.filled]

    @property
    def renames(self) -> dict[str, str]:
        """Headings of a valid form that are not what they were: old to new."""
        lines = self.lines.filled
        return {
            one["was"]: one["heading"] for one in lines if one["was"] not in ("", one["heading"])
        }
