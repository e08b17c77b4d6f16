"""What is looked for, as it stands in the address."""

from typing import Any
from urllib.parse import urlencode

from django import forms

from actionplan.queries.search_kinds import KINDS


class SearchForm(forms.Form):
    """Words, and one kind of row if only that is wanted."""

    q = forms.CharField(
        label="Words or a reference such as PR-17",
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search"}),
    )

    @property
    def asked(self) -> str:
        """The words; none where they could not be looked for."""
        return str(self.cleaned_data["q"]) if self.is_valid() else ""

    @property
    def kind(self) -> str:
        """The kind wanted; all for one that does not exist."""
        asked = self.data.get("kind", "")
        return asked if asked in {kind.name for kind in KINDS} else ""

    def kinds(self, counts: dict[str, int]) -> list[dict[str, Any]]:
        """All, and each kind of which there is any, with its number and address."""
        known = [("", "Everything", sum(counts.values()))]
        known += [(kind.name, kind.plural, counts[kind.name]) for kind in KINDS]
        return [
            {"words": words, "number": number, "url": self._url(name), "current": name == self.kind}
            for name, words, number in known
            if number or name == self.kind
        ]

    def _url(self, kind: str) -> str:
        fields = {"q": self.asked} | ({"kind": kind} if kind else {})
        return f"?{urlencode(fields)}"
