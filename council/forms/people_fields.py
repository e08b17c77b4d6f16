"""Fields that forms about people share."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from council.emails import NO_ADDRESS, kept_email
from council.models import Role
from council.people_roles import ROLE_FIELDS, role_label
from council.services.people import ONLY_ADMINISTRATORS
from council.texts import tidy


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


class EmailAddressField(forms.CharField):
    """An e-mail address in small letters, as log-in looks for it."""

    def __init__(self, label: str = "E-mail", *, help_text: str = "") -> None:
        super().__init__(
            label=label,
            help_text=help_text,
            widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
            error_messages={"required": NO_ADDRESS},
        )

    def clean(self, value: Any) -> str:
        """The address as it is kept; refused with the sentence that says why."""
        try:
            return kept_email(str(super().clean(value)))
        except ValueError as error:
            raise ValidationError(str(error)) from error


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

    def clean(self, value: Any) -> frozenset[Role]:
        """The roles themselves."""
        return frozenset(map(Role, super().clean(value)))


ADMINISTRATOR = {Role.SYSTEM_ADMINISTRATOR}
