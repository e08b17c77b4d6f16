"""Forms that say who leads what, from which day, and why."""

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict

from actionplan.forms.why import WhyForm
from actionplan.models import Lead, Plan
from council import clock
from council.forms.fields import DayField
from council.models import Post

Kind = Lead.Kind
SMALL = "govuk-checkboxes--small"
INHERIT = "inherit"
ROOM = 2  # empty boxes below the posts that are there

type Choices = Sequence[tuple[Post, str]]


class FromDayForm(WhyForm):
    """The day from which something holds, and why; a draft knows no days."""

    def __init__(
        self, data: QueryDict | None = None, *, plan: Plan, posts: Choices = (), **options: Any
    ) -> None:
        super().__init__(data, plan=plan, **options)
        self.plan = plan
        self.known = {str(post.pk): post for post, _ in posts}
        self.offered = [(str(post.pk), words) for post, words in posts]
        if not plan.is_draft:
            self.fields["day"] = DayField("From", required=True, help_text=self.day_help)
            self.fields["day"].initial = clock.today()
        self.add_fields()
        why = ["day", "reason", "agreed_by", "minute", "meeting"]
        self.order_fields([name for name in self.fields if name not in why] + why)

    day_help = "The first day. Whoever leads now leads until the day before."

    def add_fields(self) -> None:
        """The fields before the day."""

    def post(self, name: str) -> Post | None:
        """The post chosen in a field of a valid form, if one is."""
        return self.known.get(self.cleaned_data.get(name) or "")


class BulkForm(FromDayForm):
    """What shall be different about the leads of all ticked actions."""

    def add_fields(self) -> None:
        self.fields["accountable"] = forms.ChoiceField(
            label="Accountable",
            required=False,
            choices=[
                ("", "Leave as it is"),
                (INHERIT, "Inherit from the recommendation"),
                *self.offered,
            ],
        )
        for name, label in (("add", "Delivery: add"), ("remove", "Delivery: take away")):
            self.fields[name] = forms.MultipleChoiceField(
                label=label,
                required=False,
                choices=self.offered,
                widget=forms.CheckboxSelectMultiple(attrs={"class": SMALL}),
            )

    def clean(self) -> dict[str, Any]:
        """Something must be chosen, and nothing both added and taken away."""
        cleaned = super().clean()
        add, remove = set(cleaned.get("add") or ()), set(cleaned.get("remove") or ())
        if not self.errors and not (cleaned.get("accountable") or add or remove):
            words = "Choose an accountable post, or delivery posts to add or to take away."
            self.add_error("accountable", words)
        if add & remove:
            self.add_error("remove", "The same post cannot be added and taken away.")
        return cleaned

    @property
    def posts(self) -> dict[str, list[Post]]:
        """The kinds that are set anew: the accountable post, unless it is left as it is."""
        if not self.cleaned_data["accountable"]:
            return {}
        post = self.post("accountable")
        return {Kind.ACCOUNTABLE: [post] if post else []}

    def several(self, name: str) -> list[Post]:
        """The posts ticked in ``add`` or ``remove``."""
        return [self.known[pk] for pk in self.cleaned_data[name]]


class LeadsForm(FromDayForm):
    """All leads of one action or recommendation: boxes for each kind, in order.

    ``seen`` is the digest of the leads that the form was made from. After a conflict
    ``conflict`` holds label, theirs and yours of each kind that differs.
    """

    kinds: ClassVar[dict[Kind, str]]

    seen = forms.CharField(widget=forms.HiddenInput, max_length=40, required=False)

    def __init__(
        self, data: QueryDict | None = None, *, present: Iterable[Lead], **options: Any
    ) -> None:
        self.present = sorted(present, key=lambda lead: lead.order)
        self.conflict: list[tuple[str, str, str]] = []
        super().__init__(data, **options)

    def add_fields(self) -> None:
        for kind, label in self.kinds.items():
            held = [lead.post_id for lead in self.present if lead.kind == kind]
            for number in range(1, self._room(kind, len(held)) + 1):
                self.fields[f"{kind}_{number}"] = forms.ChoiceField(
                    label=label if number == 1 else f"{label} {number}",
                    required=False,
                    choices=[("", self._empty(kind)), *self.offered],
                    initial=str(held[number - 1]) if number <= len(held) else "",
                )

    def _room(self, kind: Kind, held: int) -> int:
        return 1 if kind == Kind.ACCOUNTABLE else held + ROOM

    def _empty(self, kind: Kind) -> str:
        return "None of its own: inherited" if kind == Kind.ACCOUNTABLE else "Nobody"

    def clean(self) -> dict[str, Any]:
        """Nobody may be named twice in one capacity."""
        cleaned = super().clean()
        for kind, posts in self.posts.items():
            for post in {post for post in posts if posts.count(post) > 1}:
                self.add_error(self._box(kind, post, last=True), f"{post} is chosen twice.")
        return cleaned

    def _box(self, kind: str, post: Post, *, last: bool = False) -> str:
        """The name of the first or last box of a kind in which a post is chosen."""
        names = [name for name in self._boxes(kind) if self.post(name) == post]
        return names[-1 if last else 0]

    def _boxes(self, kind: str) -> list[str]:
        return [name for name in self.fields if name.startswith(f"{kind}_")]

    @property
    def posts(self) -> dict[str, list[Post]]:
        """The posts of every kind as they shall be, in order."""
        return {
            kind: [post for name in self._boxes(kind) if (post := self.post(name))]
            for kind in self.kinds
        }

    @property
    def changed_posts(self) -> dict[str, list[Post]]:
        """The kinds that were changed: of the others, what is planned for later days stays."""
        return {kind: posts for kind, posts in self.posts.items() if posts != self._shown(kind)}

    def _shown(self, kind: str) -> list[Post]:
        return [lead.post for lead in self.present if lead.kind == kind]

    def compare(self) -> None:
        """Note where the leads as they stand differ from what was chosen."""
        for kind, label in self.kinds.items():
            stands = [lead.post.title for lead in self.present if lead.kind == kind]
            chosen = [post.title for post in self.posts[kind]]
            if stands != chosen:
                theirs, yours = ("\n".join(titles) or "Nobody" for titles in (stands, chosen))
                self.conflict.append((label, theirs, yours))


class ActionLeadsForm(LeadsForm):
    """Who is accountable for an action, and who delivers it."""

    kinds: ClassVar = {Kind.ACCOUNTABLE: "Accountable", Kind.DELIVERY: "Delivery"}

    def clean(self) -> dict[str, Any]:
        """Who is accountable need not be named as delivering as well."""
        cleaned = super().clean()
        posts = self.posts
        for post in posts[Kind.ACCOUNTABLE]:
            if post in posts[Kind.DELIVERY]:
                words = f"{post} is accountable and need not be named as delivering as well."
                self.add_error(self._box(Kind.DELIVERY, post), words)
        return cleaned


class RecommendationLeadsForm(LeadsForm):
    """Who leads a recommendation."""

    kinds: ClassVar = {Kind.SLT: "SLT lead", Kind.OFFICER: "Officer lead"}
