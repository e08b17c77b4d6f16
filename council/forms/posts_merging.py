"""Forms that make one post of two, and two of one."""

from typing import Any

from django import forms
from django.http import QueryDict

from council.forms.posts import NameForm, choose
from council.forms.rows import VersionedForm
from council.models import Post, PostHolding
from council.queries.posts import posts_in_use


class IntoForm(forms.Form):
    """Which post takes everything over."""

    into = forms.ModelChoiceField(
        label="The post that stays",
        queryset=Post.objects.none(),
        empty_label="Choose a post",
        error_messages={"required": "Choose the post that stays."},
    )

    def __init__(self, data: QueryDict | None = None, *, post: Post) -> None:
        super().__init__(data)
        choose(self, "into", posts_in_use(post.council).exclude(pk=post.pk))


class MergeForm(VersionedForm):
    """What becomes of those who hold only the post that goes; ``seen`` of both posts."""

    PASS, END = "pass", "end"

    holders = forms.ChoiceField(
        label="Those who hold only the post that goes",
        choices=[
            (PASS, "hold the other post from today"),
            (END, "hold neither: yesterday was their last day"),
        ],
        initial=PASS,
        required=False,
        widget=forms.RadioSelect,
    )
    into = forms.IntegerField(widget=forms.HiddenInput, max_value=2**62)
    seen_new = forms.IntegerField(required=False, widget=forms.HiddenInput, max_value=2**62)

    class Meta:
        model = Post
        fields: tuple[str, ...] = ()


class SplitForm(NameForm):
    """The second post, and who of the present holders goes to it."""

    holding = forms.ModelChoiceField(
        label="Who holds the new post",
        queryset=PostHolding.objects.none(),
        required=False,
        empty_label="Nobody yet: it is vacant",
        help_text="They hold the new post from today, and this one no longer.",
    )

    class Meta:
        model = Post
        fields = ("title",)
        labels = {"title": "Title of the new post"}

    def __init__(
        self, data: QueryDict | None = None, *, row: Any, holdings: Any, **options: Any
    ) -> None:
        super().__init__(data, row=row, initial={"title": ""}, **options)
        choose(self, "holding", holdings)
