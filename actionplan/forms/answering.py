"""The forms by which a lead answers, and by which SLT accepts, asks again, or asks a question."""

import uuid
from typing import Any

from django import forms
from django.http import QueryDict

from actionplan.models.recommendation import with_line_feeds
from council.versions import CannotEdit

LONGEST = 5000  # more than anybody reads beside a query; some 800 words


class WordsForm(forms.Form):
    """Words about one thing that is asked; ``key`` is the anchor of that on the page."""

    label = "Reply"
    missing = "Write a reply."

    words = forms.CharField(
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "max_length": "Shorten this to at most %(limit_value)d characters; it has "
            "%(show_value)d. Nothing of it is lost."
        },
    )
    on_behalf_source = forms.CharField(
        label="Where the lead said so",
        required=False,
        max_length=200,
        help_text="You record this on behalf of the lead. Such as: e-mail, 12 June.",
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        key: str,
        on_behalf: bool = False,
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=initial, auto_id=f"{key}-%s")
        self.key = key
        self.fields["words"].label = self.label
        if not on_behalf:
            del self.fields["on_behalf_source"]

    def clean_words(self) -> str:
        """The words with one kind of line end; without any, what to do."""
        words = with_line_feeds(self.cleaned_data["words"]).strip()
        if not words:
            raise forms.ValidationError(self.missing)
        return words

    def clean_on_behalf_source(self) -> str:
        source = str(self.cleaned_data["on_behalf_source"]).strip()
        if not source:
            raise forms.ValidationError("Say where the lead said so, such as: e-mail, 12 June.")
        return source

    def refuse(self, refused: CannotEdit) -> None:
        """Say why nothing was recorded; what was typed stays."""
        self.add_error(None, str(refused))


class AnswerForm(WordsForm):
    """Why what a rule found is so; ``seen`` is the version of the query that was shown."""

    label = "Reason"
    missing = "Say in a sentence why it is so."

    seen = forms.CharField(required=False, max_length=16, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields[
            "words"
        ].help_text = (
            "It stands until the facts change, and goes with the facts into what is reported."
        )

    def show(self, version: str) -> None:
        """Let the form answer the query as it stands now."""
        self.initial["seen"] = version
        if self.is_bound:
            self.data = {**self.data.dict(), "seen": version}  # type: ignore[attr-defined]


class JudgeForm(WordsForm):
    """SLT accepts an answer, or asks again with a note; ``again`` says which, of a valid form."""

    label = "Note to the lead"
    again = False

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["words"].help_text = "Needed if you ask again: say what you want to know."

    def clean_words(self) -> str:
        self.again = self.data.get("answer") == "again"
        words = with_line_feeds(self.cleaned_data["words"]).strip()
        if self.again and not words:
            raise forms.ValidationError("Say what you want to know: the lead reads it.")
        return words

    def clean(self) -> dict[str, Any]:
        if self.data.get("answer") not in {"accept", "again"}:
            self.add_error(None, "Choose whether you accept the answer or ask again.")
        return self.cleaned_data


class QuestionForm(WordsForm):
    """A question to the lead; ``once`` is the form's one-time id."""

    label = "Question to the lead"
    missing = "Write the question."

    once = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.initial["once"] = uuid.uuid4()
        self.fields["words"].help_text = "It stands on the lead’s My updates until it is answered."
