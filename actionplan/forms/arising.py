"""What is asked of somebody at a meeting: who, what, by when; and a decision of SLT."""

import uuid
from datetime import date
from typing import Any

from django import forms
from django.db.models import Exists, OuterRef
from django.http import QueryDict

from actionplan.leading.leads import name_of
from actionplan.services.arising import Arising
from actionplan.services.slt_decisions import Asks
from council import clock
from council.forms.fields import DayField
from council.models import Council, Post, PostHolding
from council.texts import tidy

LONGEST = 2000
WHO = "Choose the post that does it."
BY_WHEN = "Say by which day, such as 31 July 2023."
PAST = "That day is past: say one from today on."


class PostField(forms.ModelChoiceField):
    """A choice of posts that says which of them nobody holds; the posts know ``is_held``."""

    def label_from_instance(self, obj: Any) -> str:
        return name_of(obj.title, is_vacant=not obj.is_held)


def _posts(required: bool) -> PostField:
    return PostField(
        label="Who",
        queryset=Post.objects.none(),
        required=required,
        empty_label="Choose a post" if required else "Nobody",
        error_messages={"required": WHO},
    )


class _WithPosts(forms.Form):
    """A form whose ``who`` is any post of the council that is in use."""

    def __init__(self, data: QueryDict | None = None, *, council: Council, **named: Any) -> None:
        super().__init__(data, **named)
        who = self.fields["who"]
        assert isinstance(who, PostField)  # noqa: S101 - for the type checker
        held = PostHolding.objects.on(clock.today()).filter(post=OuterRef("pk"))
        posts = Post.objects.in_use().filter(council=council).order_by("title")
        who.queryset = posts.annotate(is_held=Exists(held))


class ArisingForm(_WithPosts):
    """One action arising in one line; with the minute, where there is one."""

    who = _posts(required=True)
    what = forms.CharField(
        label="What",
        max_length=LONGEST,
        error_messages={"required": "Write what is to be done."},
    )
    by_when = DayField("By when", required=True)
    minute = forms.CharField(label="Minute, if any", required=False, max_length=200)

    def clean_what(self) -> str:
        """One paragraph."""
        return " ".join(tidy(self.cleaned_data["what"]).split())

    @property
    def arising(self) -> Arising:
        """What a valid form says."""
        given = self.cleaned_data
        return Arising(given["what"], given["who"], given["by_when"])


class DecisionForm(_WithPosts):
    """What SLT decided; who does it by when, where it asks somebody. ``once`` is a one-time id."""

    words = forms.CharField(
        label="Decision",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="It stays in the action’s history; its lead reads it in My updates.",
        error_messages={"required": "Write what was decided."},
    )
    who = _posts(required=False)
    by_when = DayField("By when")
    once = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None = None, *, council: Council) -> None:
        super().__init__(data, council=council, initial={"once": uuid.uuid4()})
        self.fields["who"].help_text = "An action arises for this post, whose holder is told."

    def clean_words(self) -> str:
        """Plain line ends and nothing unseen."""
        return tidy(self.cleaned_data["words"]).strip()

    def clean_by_when(self) -> date | None:
        """SLT decides today, and asks for nothing that should be done already."""
        day: date | None = self.cleaned_data["by_when"]
        if day and day < clock.today():
            raise forms.ValidationError(PAST)
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("who") and not cleaned.get("by_when") and "by_when" not in self.errors:
            self.add_error("by_when", BY_WHEN)
        if cleaned.get("by_when") and not cleaned.get("who") and "who" not in self.errors:
            self.add_error("who", WHO)
        return cleaned

    @property
    def asks(self) -> Asks | None:
        """Whom a valid form asks; None for nobody."""
        given = self.cleaned_data
        return Asks(given["who"], given["by_when"]) if given["who"] else None
