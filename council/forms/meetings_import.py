"""The form that a calendar of meetings comes in with."""

from typing import Any

from django import forms

from council.calendar_files import Listed, read_calendar
from council.csv_values import MOST_BYTES, TOO_LARGE, UnreadableCsv
from council.uploads import UploadField


class CalendarForm(forms.Form):
    """One CSV or iCalendar file; when it is valid, ``text`` and ``listed`` say what it holds.

    ``council.uploads.tell_of_request(form, request)`` must be called before it is asked.
    """

    text = ""
    listed: list[Listed]

    file = UploadField(
        label="Calendar file",
        megabytes=1,
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.ics,text/csv,text/calendar"}),
        help_text=f"CSV or iCalendar (.ics), at most {MOST_BYTES // 1024} KB.",
    )

    def clean_file(self) -> Any:
        """What the file lists; it is not read where it is too large."""
        sent = self.cleaned_data["file"]
        if sent.size > MOST_BYTES:
            raise forms.ValidationError(TOO_LARGE)
        try:
            self.text, self.listed = read_calendar(sent.read())
        except UnreadableCsv as error:
            raise forms.ValidationError(str(error)) from error
        return sent
