"""The form that a list comes in with."""

from collections.abc import Sequence
from typing import Any

from django import forms

from council.csv_files import read_csv
from council.csv_values import MOST_BYTES, TOO_LARGE, Column, Table, UnreadableCsv
from council.uploads import UploadField


class CsvForm(forms.Form):
    """One CSV file; ``cleaned_data["file"]`` is the Table that was read from it.

    ``council.uploads.tell_of_request(form, request)`` must be called before it is asked.
    """

    file = UploadField(
        label="CSV file",
        megabytes=1,
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.txt,text/csv,text/plain"}),
        help_text=f"At most {MOST_BYTES // 1024} KB. Excel saves one with “Save as”, “CSV UTF-8”.",
    )

    def __init__(self, *data: Any, columns: Sequence[Column], **options: Any) -> None:
        super().__init__(*data, **options)
        self.columns = columns

    def clean_file(self) -> Table:
        """What the file says; it is not read where it is too large."""
        sent = self.cleaned_data["file"]
        if sent.size > MOST_BYTES:
            raise forms.ValidationError(TOO_LARGE)
        try:
            return read_csv(sent.read(), self.columns)
        except UnreadableCsv as error:
            raise forms.ValidationError(str(error)) from error
