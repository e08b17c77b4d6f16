"""Forms of posts: what a post is, what it is called, who holds it, when they are away."""

from typing import Any

from django import forms
from django.db.models import Model, Q, QuerySet
from django.db.models.functions import Lower
from django.http import QueryDict

from council.forms.fields import DayField
from council.forms.rows import VersionedForm
from council.models import Absence, Membership, Person, Post, PostAlias, PostHolding, ServiceArea
from council.post_names import one_line
from council.queries.posts_list import Wanted
from council.scope import Scope


def choose(form: forms.BaseForm, name: str, rows: QuerySet[Any], *, empty: str = "") -> None:
    """Let the field ``name`` be one of ``rows``; ``empty`` is what choosing none is called."""
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - for the type checker
    field.queryset = rows
    field.empty_label = empty or field.empty_label


class NameForm(VersionedForm):
    """A form whose texts are names: on one line, and not only of what nobody can see."""

    def clean(self) -> dict[str, Any]:
        """What is left of a name after tidying must be a name."""
        cleaned = super().clean()
        for name, value in list(cleaned.items()):
            if isinstance(value, str):
                cleaned[name] = one_line(value)
                if not cleaned[name] and self.fields[name].required:
                    self.add_error(name, "Give a name that can be read.")
        return cleaned


class PostForm(NameForm):
    """A new post."""

    class Meta:
        model = Post
        fields: tuple[str, ...] = ("title", "service_area", "statutory_role")
        labels = {"title": "Title", "service_area": "Service area"}
        help_texts = {"title": "The job, not the person: such as Head of Law & Democracy."}

    def __init__(self, data: QueryDict | None = None, *, row: Any, **options: Any) -> None:
        super().__init__(data, row=row, **options)
        areas = ServiceArea.objects.filter(council=row.council).order_by(Lower("name"))
        choose(self, "service_area", areas, empty="None")


class PostFactsForm(PostForm):
    """What a post is besides its title."""

    class Meta(PostForm.Meta):
        fields = ("service_area", "statutory_role")


class RenameForm(NameForm):
    """What a post is called from now on."""

    class Meta:
        model = Post
        fields = ("title",)
        labels = {"title": "New title"}
        help_texts = {"title": "The old title goes on leading to this post."}


class AliasForm(NameForm):
    """One more name of a post."""

    class Meta:
        model = PostAlias
        fields = ("name",)
        labels = {"name": "Another name"}
        help_texts = {"name": "As a plan or a report spells it, such as Head of CS&T."}


class EndForm(VersionedForm):
    """From when on there is no such post."""

    ended_on = DayField("First day without the post", required=True)

    class Meta:
        model = Post
        fields = ("ended_on",)


# ---- holders


class PersonField(forms.ModelChoiceField):
    """A person; the e-mail tells two of one name apart."""

    def label_from_instance(self, obj: Model) -> str:
        """Name and e-mail."""
        assert isinstance(obj, Person)  # noqa: S101 - for the type checker
        return f"{obj.name} ({obj.email})" if obj.name else obj.email


class HoldingForm(VersionedForm):
    """Kind and days of a holding that is there."""

    since = DayField("First day", help_text="Such as 1 April 2023. Leave empty if not known.")
    until = DayField("Last day", help_text="Leave empty while it lasts.")

    class Meta:
        model = PostHolding
        fields: tuple[str, ...] = ("kind", "since", "until")
        labels = {"kind": "Holds it as"}
        help_texts = {
            "kind": "A post has one holder, or several in a job share. An interim stands in while "
            "it is vacant or its holder is away. A deputy is asked besides, and does not fill it."
        }
        widgets = {"kind": forms.RadioSelect}

    def __init__(self, data: QueryDict | None = None, *, row: Any, **options: Any) -> None:
        super().__init__(data, row=row, **options)
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)  # noqa: S101 - for the type checker
        kind.choices = [(one.value, one.label.capitalize()) for one in PostHolding.Kind]

    def clean(self) -> dict[str, Any]:
        """The days in their order."""
        cleaned = super().clean()
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", "The last day is before the first.")
        return cleaned


class NewHoldingForm(HoldingForm):
    """Somebody of the council who holds the post."""

    person = PersonField(queryset=Person.objects.none(), empty_label="Choose a person")

    class Meta(HoldingForm.Meta):
        fields = ("person", "kind", "since", "until")

    def __init__(
        self, data: QueryDict | None = None, *, row: Any, scope: Scope, **options: Any
    ) -> None:
        super().__init__(data, row=row, **options)
        choose(self, "person", people_of(scope))


def people_of(scope: Scope) -> QuerySet[Person]:
    """Who may come to hold a post: members who have not left."""
    here = Membership.objects.filter(council=scope.council)
    here = here.filter(Q(left_on=None) | Q(left_on__gt=scope.today))
    people = Person.objects.filter(pk__in=here.values("person"))
    return people.order_by(Lower("name"), "email")


class EndHoldingForm(VersionedForm):
    """The last day of a holding."""

    until = DayField("Last day", required=True)

    class Meta:
        model = PostHolding
        fields = ("until",)

    def clean(self) -> dict[str, Any]:
        """Not before the first."""
        cleaned = super().clean()
        until, since = cleaned.get("until"), self.row.since
        if since and until and until < since:
            self.add_error("until", "The last day is before the first.")
        return cleaned


class AbsenceForm(VersionedForm):
    """From when to when a holder is away."""

    first_day = DayField("First day away", required=True)
    last_day = DayField("Last day away", required=True)

    class Meta:
        model = Absence
        fields = ("first_day", "last_day")

    def clean(self) -> dict[str, Any]:
        """The days in their order."""
        cleaned = super().clean()
        first, last = cleaned.get("first_day"), cleaned.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", "The last day is before the first.")
        return cleaned


# ---- finding


class FindForm(forms.Form):
    """What the list of posts is narrowed to; anything odd in the address is as if not there."""

    q = forms.CharField(label="Words", required=False, max_length=200)
    show = forms.ChoiceField(
        label="Show",
        required=False,
        choices=[
            (Wanted.IN_USE, "All posts in use"),
            (Wanted.VACANT, "Vacant posts only"),
            (Wanted.GONE, "Ended or merged posts"),
        ],
    )

    @property
    def wanted(self) -> Wanted:
        """What stands in the address."""
        self.is_valid()
        return Wanted(self.cleaned_data.get("q", ""), self.cleaned_data.get("show", ""))
