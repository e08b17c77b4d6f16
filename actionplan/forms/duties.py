"""When a duty of a peer challenge was done."""

from datetime import date
from typing import Any

from django.http import QueryDict

from actionplan.models import DutyMark
from council.forms.fields import DayField
from council.forms.rows import VersionedForm


class DutyForm(VersionedForm):
    """The day, and where it can be seen; without a day the duty is not done."""

    done_on = DayField("Done on", help_text="Left empty, it is not done.")

    class Meta:
        model = DutyMark
        fields = ("done_on", "where")
        labels = {"where": "Where it can be seen"}
        help_texts = {"where": "A minute, or the address of a page. May be left empty."}

    def __init__(
        self, data: QueryDict | None = None, *, row: DutyMark, today: date, **options: Any
    ) -> None:
        super().__init__(data, row=row, **options)
        self.today = today

    def clean_done_on(self) -> date | None:
        """Neither in the future nor before the visit."""
        on: date | None = self.cleaned_data["done_on"]
        visited = self.row.plan.visited_on
        if on and on > self.today:
            self.add_error("done_on", "The day lies in the future.")
        if on and visited and on < visited:
            self.add_error("done_on", "The day lies before the visit.")
        return on
