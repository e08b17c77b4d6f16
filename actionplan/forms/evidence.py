"""Adding evidence: a web link, a minute or a file."""

from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from actionplan.models import Evidence
from council.file_types import TAKEN, NotTaken, file_type
from council.models import Council, Meeting
from council.texts import tidy
from council.uploads import UploadField

FILE_MEGABYTES = 10
Kind = Evidence.Kind


class EvidenceForm(forms.Form):
    """One piece. Which of the last fields is needed follows from the kind."""

    kind = forms.ChoiceField(
        label="What it is",
        widget=forms.RadioSelect,
        choices=[(Kind.LINK, "A web link"), (Kind.MINUTE, "A minute"), (Kind.FILE, "A file")],
        error_messages={"required": "Say what it is."},
    )
    title = forms.CharField(
        label="What it shows",
        max_length=200,
        help_text="Such as: Constitution as adopted by Full Council.",
        error_messages={"required": "Say what it shows."},
    )
    url = forms.CharField(
        label="Web link",
        required=False,
        max_length=1000,
        help_text="Beginning with https://, for a web link.",
        widget=forms.URLInput,
    )
    minute = forms.CharField(
        label="Minute", required=False, max_length=200, help_text="Such as minute 34, for a minute."
    )
    meeting = forms.ModelChoiceField(
        label="Meeting", queryset=Meeting.objects.none(), required=False, empty_label="None"
    )
    file = UploadField(
        label="File",
        required=False,
        megabytes=FILE_MEGABYTES,
        help_text=f"For a file: {TAKEN}, of at most {FILE_MEGABYTES} MB.",
        widget=forms.FileInput,
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        files: MultiValueDict[str, Any] | None = None,
        *,
        council: Council,
    ) -> None:
        super().__init__(data, files)
        field = self.fields["meeting"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - for the type checker
        meetings = Meeting.objects.filter(committee__council=council)
        field.queryset = meetings.select_related("committee").order_by("-day")

    def clean(self) -> dict[str, Any]:
        """Plain words; and what the kind asks for."""
        cleaned = super().clean() or {}
        for name in ("title", "url", "minute"):
            cleaned[name] = " ".join(tidy(cleaned.get(name) or "").split())
        if not cleaned["title"] and "title" not in self.errors:
            self.add_error("title", "Say what it shows.")
        checks = {Kind.LINK: self._check_url, Kind.MINUTE: self._check_minute}
        check = {**checks, Kind.FILE: self._check_file}.get(cleaned.get("kind", ""))
        if check:
            check(cleaned)
        return cleaned

    def _check_url(self, cleaned: dict[str, Any]) -> None:
        try:
            URLValidator(schemes=["http", "https"])(cleaned["url"])
        except forms.ValidationError:
            self.add_error("url", "Give an address such as https://www.example.gov.uk/minutes.")

    def _check_minute(self, cleaned: dict[str, Any]) -> None:
        if not cleaned["minute"]:
            self.add_error("minute", "Say which minute, such as minute 34.")

    def _check_file(self, cleaned: dict[str, Any]) -> None:
        sent = cleaned.get("file")
        if not sent:
            if "file" not in self.errors:
                self.add_error("file", "Choose a file.")
            return
        cleaned["content"] = sent.read()
        try:
            file_type(cleaned["content"])
        except NotTaken as error:
            self.add_error("file", str(error))


class WithdrawForm(forms.Form):
    """Why evidence is taken back."""

    reason = forms.CharField(
        label="Why it is taken back",
        max_length=500,
        error_messages={"required": "Say why it is taken back."},
    )

    def clean_reason(self) -> str:
        """One line of plain words."""
        words = " ".join(tidy(self.cleaned_data["reason"]).split())
        if not words:
            raise forms.ValidationError("Say why it is taken back.")
        return words
