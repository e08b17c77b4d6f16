"""Fields that forms about people share."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from council.models import Role
from council.people_roles import ROLE_FIELDS, role_label
from council.services.people import ONLY_ADMINISTRATORS
from council.texts import tidy

WRITE_AN_EMAIL = "Write an e-mail address such as priya.raman@example.gov.uk."


class NameField(forms.CharField):
    """What somebody or something is called: one line, with nothing unseen in it."""

    def __init__(self, label: str, *, required: str, most: int = 200, help_text: str = "") -> None:
        super().__init__(
            label=label,
            max_length=most,
            help_text=help_text,
            error_messages={
                "required": required,
                "max_length": f"At most {most} characters are taken.",
            },
        )

    def clean(self, value: Any) -> str:
        """On one line, and not empty for being all unseen."""
        line = " ".join(tidy(str(super().clean(value))).split())
        if not line:
            raise ValidationError(self.error_messages["required"], code="required")
        return line


class EmailAddressField(forms.EmailField):
    """An e-mail address in small letters, as log-in looks for it.

    Only letters of the English alphabet are taken: most mail servers deliver to no others, and
    some letters of other alphabets become English ones when they are made small.
    """

    def __init__(self, label: str = "E-mail", *, help_text: str = "") -> None:
        super().__init__(
            label=label,
            max_length=254,
            help_text=help_text,
            widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
            error_messages={
                "required": WRITE_AN_EMAIL,
                "invalid": WRITE_AN_EMAIL,
                "max_length": "An e-mail address has at most 254 characters.",
            },
        )

    def clean(self, value: Any) -> str:
        """The address in small letters; refused where it holds other letters."""
        if not str(value or "").isascii():
            raise ValidationError(
                "Write the e-mail address with the letters a to z only, and without accents."
            )
        return str(super().clean(value)).lower()


class RolesField(forms.MultipleChoiceField):
    """Any number of roles besides reader; that of system administrator only from their like."""

    def __init__(self, *, may_administer: bool) -> None:
        self.may_administer = may_administer
        offered = [role for role in ROLE_FIELDS if may_administer or role not in ADMINISTRATOR]
        super().__init__(
            label="Roles",
            required=False,
            choices=[(str(role), role_label(role)) for role in offered],
            widget=forms.CheckboxSelectMultiple(attrs={"class": "govuk-checkboxes--small"}),
            help_text="Everybody reads strategies, indicators and adopted plans. Roles add up.",
            error_messages={"invalid_choice": "There is no role called %(value)s."},
        )

    def validate(self, value: Any) -> None:
        """Refuse what only a system administrator may give, with the sentence that says so."""
        if not self.may_administer and ADMINISTRATOR & set(value):
            raise ValidationError(ONLY_ADMINISTRATORS)
        super().validate(value)

    def clean(self, value: Any) -> frozenset[Role]:  # type: ignore[override]
        """The roles themselves."""
        return frozenset(map(Role, super().clean(value)))


ADMINISTRATOR = {Role.SYSTEM_ADMINISTRATOR}
