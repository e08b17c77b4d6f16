"""The list of a council's posts: which are wanted, who holds each, and what to call it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import Lower

from council.models import Absence, Post, PostAlias, PostHolding
from council.queries.posts import nobody_holds, rank
from council.scope import Scope
from council.texts import tidy

MOST_WORDS = 10
NO_AREA = "No service area"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list of posts is narrowed to."""

    IN_USE, VACANT, GONE = "", "vacant", "gone"

    words: str = ""
    show: str = IN_USE


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who holds a post now: as what, and until when they are away."""

    holding: PostHolding
    away_until: date | None

    @property
    def kind(self) -> str:
        """ "job share"; "" for a plain holder."""
        usual = self.holding.kind == PostHolding.Kind.HOLDER
        return "" if usual else str(self.holding.get_kind_display())


@dataclass(frozen=True, slots=True)
class Line:
    """One post in the list; ``area`` is the heading that it stands under."""

    post: Post
    area: str
    aliases: tuple[str, ...]
    holders: tuple[Holder, ...]

    @property
    def is_vacant(self) -> bool:
        """Whether nobody but perhaps a deputy holds it."""
        return is_vacant([one.holding for one in self.holders])

    @property
    def is_gone(self) -> bool:
        """Whether it has ended or was merged into another."""
        return self.post.ended_on is not None or self.post.merged_into_id is not None


def found_posts(scope: Scope, wanted: Wanted) -> QuerySet[Post]:
    """The posts that ``wanted`` speaks of, by service area and title; those in none come first."""
    posts = Post.objects.filter(council=scope.council)
    gone = Q(ended_on__isnull=False) | Q(merged_into__isnull=False)
    posts = posts.filter(gone) if wanted.show == Wanted.GONE else posts.exclude(gone)
    if wanted.show == Wanted.VACANT:
        posts = posts.filter(nobody_holds(scope.today))
    for word in tidy(wanted.words).split()[:MOST_WORDS]:
        posts = posts.filter(_says(scope, word))
    posts = posts.select_related("service_area", "merged_into")
    holders = _holdings_now(scope.today)
    posts = posts.prefetch_related("aliases", Prefetch("holdings", holders, to_attr="held_now"))
    # Nothing sorts last on PostgreSQL and first on SQLite unless it is said.
    return posts.order_by(Lower("service_area__name").asc(nulls_first=True), Lower("title"), "pk")


def _says(scope: Scope, word: str) -> Any:
    """A word of the title, another name, the statutory role, the area or a holder of today."""
    held = PostHolding.objects.on(scope.today).filter(post=OuterRef("pk"))
    return (
        Q(title__icontains=word)
        | Q(statutory_role__icontains=word)
        | Q(service_area__name__icontains=word)
        | Exists(PostAlias.objects.filter(post=OuterRef("pk"), name__icontains=word))
        | Exists(held.filter(person__name__icontains=word))
    )


def _holdings_now(day: date) -> QuerySet[PostHolding]:
    away = Absence.objects.filter(first_day__lte=day, last_day__gte=day)
    held = PostHolding.objects.on(day).select_related("person")
    held = held.prefetch_related(Prefetch("absences", away, to_attr="away_now"))
    return held.order_by("person__name", "pk")


def lines(posts: Iterable[Any]) -> list[Line]:
    """Posts, as ``found_posts`` finds them, as the list shows them."""
    return [
        Line(
            post,
            post.service_area.name if post.service_area else NO_AREA,
            tuple(alias.name for alias in post.aliases.all()),
            tuple(_holder(one) for one in sorted(post.held_now, key=rank)),
        )
        for post in posts
    ]


def _holder(holding: Any) -> Holder:
    until = max((away.last_day for away in holding.away_now), default=None)
    return Holder(holding, until)


def is_vacant(holdings: Iterable[PostHolding]) -> bool:
    """Whether nobody but perhaps a deputy is among those who hold a post: a deputy stands in."""
    return all(one.kind == PostHolding.Kind.DEPUTY for one in holdings)
