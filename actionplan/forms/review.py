"""What a person says of a row or a cell in the review of a file."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import QueryDict

from actionplan.action_fields import label_of
from actionplan.declared import Status
from actionplan.document import PlanDocument
from actionplan.merging.decisions import CellDecision, CellWord, RowDecision, RowWord
from actionplan.merging.typed_words import typed_value
from actionplan.reviewing.answers import COUNTS, HEADING
from actionplan.words import status_words
from council.texts import tidy

LONGEST = 50_000
SHORT = 500


class TypedForm(forms.Form):
    """What a cell should say, as a person types or chooses it."""

    words = forms.CharField()

    def __init__(
        self, data: QueryDict | None, *, field: str, document: PlanDocument, name: str = ""
    ) -> None:
        """``name`` keeps the ids apart where many of these stand on one page."""
        super().__init__(data, auto_id=f"id_%s-{name}" if name else "id_%s")
        self.name, self.document = field, document
        choices = choices_of(field, document)
        long = field in {"commentary", "steps", "title"}
        options: dict[str, Any] = {
            "label": f"{label_of(field)} should be",
            "error_messages": {"required": "Say what it should be."},
        }
        if choices:
            self.fields["words"] = forms.ChoiceField(choices=choices, **options)
        else:
            widget = forms.Textarea(attrs={"rows": 2}) if long else forms.TextInput()
            most = LONGEST if long else SHORT
            self.fields["words"] = forms.CharField(max_length=most, widget=widget, **options)

    def clean_words(self) -> str:
        """Plain line ends, nothing unseen, and such that the field can be read from it."""
        words = tidy(self.cleaned_data["words"]).strip()
        try:
            typed_value(self.name, words, self.document)
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error
        return words


def choices_of(field: str, document: PlanDocument) -> list[tuple[str, str]]:
    """What a field may say, where that is a list."""
    if field == "rating":
        return [(one.letter, f"{one.letter}, {one.word}") for one in document.key]
    if field == "status":
        return [(one.value, status_words(one)) for one in Status if one is not Status.SUPERSEDED]
    if field == COUNTS:
        return [("yes", "Yes: it is an action"), ("no", "No: it is a heading for others")]
    return []


class RowForm(forms.Form):
    """A decision on a row as a whole."""

    do = forms.ChoiceField(choices=[(word.value, word.value) for word in RowWord])
    titles = forms.CharField(required=False, max_length=LONGEST)
    reference = forms.CharField(required=False, max_length=40)

    def __init__(self, data: QueryDict, *, references: Callable[[], set[str]]) -> None:
        super().__init__(data)
        self.references = references

    def clean(self) -> dict[str, Any]:
        """A split names two actions or more; "the same" names one of the plan."""
        cleaned = super().clean() or {}
        lines = tidy(cleaned.get("titles") or "").splitlines()
        cleaned["titles"] = tuple(line.strip() for line in lines if line.strip())
        if cleaned.get("do") == RowWord.SPLIT and len(cleaned["titles"]) < 2:
            self.add_error("titles", "Name two actions or more, one a line.")
        cleaned["reference"] = (cleaned.get("reference") or "").strip().upper()
        if cleaned.get("do") == RowWord.SAME:
            self._check(cleaned["reference"])
        return cleaned

    def _check(self, reference: str) -> None:
        if not reference:
            self.add_error("reference", "Say which action of the plan it is, such as PR-17.")
        elif reference not in self.references():
            self.add_error("reference", f"The plan has no action {reference}.")

    def decision(self, place: int) -> RowDecision:
        """The decision that a valid form holds."""
        given = self.cleaned_data
        word = RowWord(given["do"])
        titles = given["titles"] if word is RowWord.SPLIT else ()
        reference = given["reference"] if word is RowWord.SAME else ""
        return RowDecision(place, word, titles, reference)


class CellForm(forms.Form):
    """A decision on one cell; words, where they are typed, are read by the rules of its field."""

    do = forms.ChoiceField(choices=[(word.value, word.value) for word in CellWord])

    def __init__(self, data: QueryDict, *, field: str, document: PlanDocument) -> None:
        if field == COUNTS and data.get("do") == HEADING:
            data = QueryDict(f"do={CellWord.TYPED}&words=no")
        super().__init__(data)
        self.name = field
        self.typed = TypedForm(data, field=field, document=document)

    def clean(self) -> dict[str, Any]:
        """Words that were typed can be read."""
        cleaned = super().clean() or {}
        if cleaned.get("do") == CellWord.TYPED and not self.typed.is_valid():
            for errors in self.typed.errors.values():
                self.add_error("do", list(errors))
        return cleaned

    def decision(self, place: int) -> CellDecision:
        """The decision that a valid form holds."""
        word = CellWord(self.cleaned_data["do"])
        words = self.typed.cleaned_data["words"] if word is CellWord.TYPED else ""
        return CellDecision(place, self.name, word, words)
