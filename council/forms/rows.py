"""Forms of one row: each knows the line of history that it was made from."""

from typing import Any

from django import forms
from django.db import models
from django.http import QueryDict

from council.in_words import in_words
from council.texts import tidy
from council.versions import newest


class VersionedForm(forms.ModelForm):
    """Fields of one row, with ``seen`` for the conflict check.

    ``row`` is the row as it stands, or a new one that is not saved yet. The form never saves:
    ``values`` go to a service. After a conflict the form that ``rebased`` gives is made from what
    stands now, and ``conflict`` holds label, theirs, yours for each field that differs.
    """

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput, max_value=2**62)

    longest = 20_000

    def __init__(self, data: QueryDict | None = None, *, row: Any, **options: Any) -> None:
        self.row = row
        self.conflict: list[tuple[str, str, str]] = []
        initial = {"seen": newest(row) if row.pk else None} | options.pop("initial", {})
        super().__init__(data, instance=row, initial=initial, **options)

    def clean(self) -> dict[str, Any]:
        """Plain line ends, nothing unseen, nothing endless."""
        cleaned = super().clean() or {}
        for name, value in list(cleaned.items()):
            if isinstance(value, str):
                cleaned[name] = tidy(value)
                if len(cleaned[name]) > self.longest:
                    self.add_error(name, f"At most {self.longest:,} characters are taken.")
        return cleaned

    @property
    def values(self) -> dict[str, Any]:
        """What the row's own fields shall be, of a valid form."""
        return {name: self.cleaned_data[name] for name in self._meta.fields or ()}

    def compare(self, stands: models.Model) -> None:
        """Note where the row as it stands differs from what was typed."""
        for name, typed in self.values.items():
            theirs = getattr(stands, name)
            if theirs != typed:
                self.conflict.append((str(self[name].label), in_words(theirs), in_words(typed)))

    def rebased(self) -> QueryDict:
        """The typed words again, now based on what stands."""
        data = QueryDict(mutable=True)
        data.update(self.data)
        data["seen"] = str(newest(self.row) or "")
        return data
