"""The form that a list of people comes in with."""

from typing import Any

from django import forms

from council.forms.csv_files import CsvForm
from council.people_csv import COLUMNS


class PeopleCsvForm(CsvForm):
    """One CSV file, and whether invitations are sent at once."""

    send = forms.BooleanField(
        label="Send each of them the invitation by e-mail when the list is applied",
        required=False,
        initial=True,
        help_text="Otherwise send them later, one by one, from the list of people.",
    )

    def __init__(self, *data: Any, **options: Any) -> None:
        super().__init__(*data, columns=COLUMNS, **options)
