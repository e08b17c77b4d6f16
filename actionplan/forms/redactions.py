"""What must go for the law's sake, why, and who approved it."""

from typing import Any

from django import forms
from django.http import QueryDict

from actionplan.models import Entry, Evidence
from actionplan.proofs.passages import SHORTEST
from actionplan.services.redacting import Approval, Wish
from council.models import Person
from council.texts import tidy


class RedactForm(forms.Form):
    """Beginning with the words of one entry, which may be cut down to what must go."""

    words = forms.CharField(
        label="Words that must go",
        required=False,
        max_length=50_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=(
            "Cut them down to what is personal: a name, a sentence. They are looked for in the "
            "whole council, whatever their capitals and line ends. A text of the log in which they "
            "stand is removed as a whole; elsewhere only they are."
        ),
    )
    person = forms.BooleanField(label="Remove the name of who recorded this entry", required=False)
    evidence = forms.ModelMultipleChoiceField(
        Evidence.objects.none(),
        label="Evidence to remove with its file",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Nobody but you can look into files of evidence.",
    )
    reason = forms.CharField(
        label="Why",
        max_length=1000,
        help_text="It stays for ever, so say nothing in it that must go.",
        error_messages={"required": "Say why."},
    )
    approved_by = forms.CharField(
        label="Approved by",
        max_length=200,
        help_text="The post, such as Data Protection Officer.",
        error_messages={"required": "Say who approved it."},
    )

    def __init__(self, data: QueryDict | None = None, *, entry: Entry) -> None:
        super().__init__(data, initial={"words": entry.commentary})
        self.entry = entry
        field = self.fields["evidence"]
        assert isinstance(field, forms.ModelMultipleChoiceField)  # noqa: S101 - for the type checker
        field.queryset = entry.action.evidence.order_by("pk")
        if not field.queryset:
            del self.fields["evidence"]
        if entry.by_id is None:
            del self.fields["person"]

    def clean(self) -> dict[str, Any]:
        """Plain words; at least something to remove."""
        cleaned = super().clean() or {}
        for name in ("words", "reason", "approved_by"):
            cleaned[name] = tidy(cleaned.get(name) or "")
        if cleaned["words"] and len(" ".join(cleaned["words"].split())) < SHORTEST:
            self.add_error(
                "words", f"Give at least {SHORTEST} characters: less is found everywhere."
            )
        if not self.errors and not (
            cleaned["words"] or cleaned.get("person") or cleaned.get("evidence")
        ):
            self.add_error("words", "Say what must go.")
        return cleaned

    @property
    def wish(self) -> Wish:
        """What must go."""
        given = self.cleaned_data
        person_of = self.entry if given.get("person") else None
        return Wish(given["words"], person_of, tuple(given.get("evidence") or ()))

    def approval(self, by: Person) -> Approval:
        """Why, and on whose word."""
        given = self.cleaned_data
        return Approval(given["reason"], given["approved_by"], by)
