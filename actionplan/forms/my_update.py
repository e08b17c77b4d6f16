"""The update form as it stands on My updates: for a thumb, the last words at hand."""

from typing import Any, Self

from django import forms

from actionplan.forms.update import UpdateForm

# What stands behind "Dates": few updates need it.
BEHIND = ("due", "due_reason", "completed")


class MyUpdateForm(UpdateForm):
    """The same fields, the rating as buttons that a thumb can hit."""

    rating = forms.ChoiceField(
        label="RAG",
        required=False,
        widget=forms.RadioSelect(attrs={"class": "govuk-radios--inline gt-mine__ratings"}),
    )

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        words = self.fields["commentary"].widget.attrs
        words["rows"] = 4

    @property
    def shows_dates(self) -> bool:
        """Whether something behind "Dates" was typed, or is wrong."""
        typed = self.draft.fields if self.draft else {}
        stand = self._initial()
        differs = (typed.get(name, stand.get(name, "")) != stand.get(name, "") for name in BEHIND)
        return any(name in self.errors for name in BEHIND) or any(differs)

    def with_last_words(self) -> Self:
        """The same form, the last words in its box to start from, before what was typed so far."""
        typed = self.draft.words if self.draft else ""
        self.initial["commentary"] = "\n".join(filter(None, (self.stands.commentary, typed)))
        return self
