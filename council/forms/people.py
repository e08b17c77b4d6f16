"""Forms about one person: invited, corrected, given roles, leaving."""

from datetime import date
from typing import Any

from django import forms
from django.db import models
from django.db.models import Prefetch, QuerySet
from django.http import QueryDict

from council.forms.fields import DayField
from council.forms.people_fields import EmailAddressField, NameField, RolesField
from council.forms.rows import VersionedForm
from council.models import Council, Membership, Post, PostHolding, Role
from council.people_roles import role_words
from council.services.people_inviting import Invitee

LONGEST_ID = 18  # digits


class PostsField(forms.ModelMultipleChoiceField):
    """Posts, each with who holds it now."""

    def clean(self, value: Any) -> Any:
        """The posts; a number that no database could hold is none of them."""
        if any(len(str(one)) > LONGEST_ID for one in value or []):
            raise forms.ValidationError(self.error_messages["invalid_choice"])
        return super().clean(value)

    def label_from_instance(self, obj: Any) -> str:
        """ "Head of Finance", or "Chief Executive (held by Margaret Ellis)"."""
        holders = ", ".join(str(one.person) for one in obj.held_now)
        return f"{obj.title} (held by {holders})" if holders else str(obj.title)


def _posts_with_holders(council: Council, today: date) -> QuerySet[Post]:
    held = PostHolding.objects.on(today).select_related("person")
    posts = Post.objects.in_use().filter(council=council)
    return posts.prefetch_related(Prefetch("holdings", held, to_attr="held_now"))


class InviteForm(forms.Form):
    """Somebody who is to belong to the council."""

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        council: Council,
        today: date,
        may_administer: bool,
    ) -> None:
        super().__init__(data, initial={"since": today})
        self.fields["name"] = NameField("Name", required="Write the person’s name.")
        self.fields["email"] = EmailAddressField(help_text="The invitation goes there.")
        self.fields["roles"] = RolesField(may_administer=may_administer)
        self.fields["posts"] = PostsField(
            _posts_with_holders(council, today),
            label="Posts they hold",
            required=False,
            widget=forms.CheckboxSelectMultiple(
                attrs={"class": "govuk-checkboxes--small gt-many-choices"}
            ),
            help_text="They may update the actions that these posts lead.",
            error_messages={
                "invalid_choice": "Choose posts of this council that are in use.",
                "invalid_pk_value": "Choose posts of this council that are in use.",
            },
        )
        self.fields["since"] = DayField(
            "Holds these posts from", help_text="Leave it empty if the day is not known."
        )

    @property
    def invitee(self) -> Invitee:
        """What a valid form says."""
        given = self.cleaned_data
        posts = tuple(given["posts"])
        return Invitee(given["name"], given["email"], given["roles"], posts, given["since"])


class RolesForm(VersionedForm):
    """The roles of one member."""

    class Meta:
        model = Membership
        fields: tuple[str, ...] = ()

    def __init__(
        self, data: QueryDict | None = None, *, row: Membership, may_administer: bool
    ) -> None:
        super().__init__(data, row=row, initial={"roles": sorted(map(str, row.roles))})
        self.may_administer = may_administer
        self.fields["roles"] = RolesField(may_administer=may_administer)

    @property
    def roles(self) -> frozenset[Role]:
        """What a valid form says; the role that it could not offer stays as it is."""
        chosen: frozenset[Role] = self.cleaned_data["roles"] | {Role.READER}
        kept = {Role.SYSTEM_ADMINISTRATOR} & self.row.roles if not self.may_administer else set()
        return chosen | kept

    def compare(self, stands: models.Model) -> None:
        """Note the roles as they stand beside those that were chosen."""
        assert isinstance(stands, Membership)  # noqa: S101 - for the type checker
        if stands.roles != self.roles:
            self.conflict.append(("Roles", role_words(stands.roles), role_words(self.roles)))


class PersonForm(VersionedForm):
    """The name of a member and, while nobody has set a password, their e-mail."""

    class Meta:
        model = Membership
        fields: tuple[str, ...] = ()

    def __init__(
        self, data: QueryDict | None = None, *, row: Membership, offered: frozenset[str]
    ) -> None:
        person = row.person
        super().__init__(data, row=row, initial={"name": person.name, "email": person.email})
        if "name" in offered:
            self.fields["name"] = NameField("Name", required="Write the person’s name.")
        if "email" in offered:
            self.fields["email"] = EmailAddressField(
                help_text="The next invitation goes there; the link sent before stops working."
            )

    @property
    def values(self) -> dict[str, Any]:
        """Name and e-mail as a valid form says; what it does not offer stays."""
        person = self.row.person
        now = {"name": person.name, "email": person.email}
        return {name: self.cleaned_data.get(name, value) for name, value in now.items()}

    def compare(self, stands: models.Model) -> None:
        """Note where the person as they stand differ from what was typed."""
        assert isinstance(stands, Membership)  # noqa: S101 - for the type checker
        for name, typed in self.values.items():
            if name in self.fields and getattr(stands.person, name) != typed:
                label = str(self[name].label)
                self.conflict.append((label, getattr(stands.person, name), typed))


class LeaveForm(forms.Form):
    """The day on which somebody's access ends."""

    day = DayField(
        "Access ends on",
        required=True,
        help_text="The first day without access; posts are held until the day before.",
    )
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput, max_value=2**62)
