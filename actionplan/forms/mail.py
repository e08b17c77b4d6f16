"""What a person wants to be told by e-mail."""

from django import forms

from actionplan.mail.digests import LABELS, Kind


class MailForm(forms.Form):
    """The kinds that are ticked are sent; ``declined`` are the others."""

    kinds = forms.MultipleChoiceField(
        label="Write to me",
        choices=[(kind.value, LABELS[kind]) for kind in LABELS],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    @property
    def declined(self) -> set[str]:
        return {kind.value for kind in Kind} - set(self.cleaned_data["kinds"])
