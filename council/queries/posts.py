"""The posts of a council: found by address and by words, with who holds them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import Lower
from django.http import Http404

from council.models import Absence, Council, Post, PostAlias, PostHolding, ServiceArea
from council.post_names import NameBook, NamedPost
from council.scope import Scope
from council.texts import tidy

LARGEST_ID = 2**63 - 1  # what a database can hold; a larger number in an address is no id
MOST_WORDS = 10
NO_AREA = "No service area"


# ---- by address


def _or_404[Found: (Post, PostAlias, PostHolding, Absence, ServiceArea)](
    within: QuerySet[Found], pk: int, words: str
) -> Found:
    found = within.filter(pk=pk).first() if pk <= LARGEST_ID else None
    if found is None:
        raise Http404(words)
    return found


def post_or_404(scope: Scope, post: int) -> Post:
    """The post with this id in the member's council."""
    within = Post.objects.filter(council=scope.council)
    within = within.select_related("council", "service_area", "merged_into")
    return _or_404(within, post, "There is no such post.")


def area_or_404(scope: Scope, area: int) -> ServiceArea:
    """The service area with this id in the member's council."""
    return _or_404(areas(scope), area, "There is no such service area.")


def alias_or_404(scope: Scope, post: int, alias: int) -> PostAlias:
    """One of the other names of a post."""
    within = PostAlias.objects.filter(post=post_or_404(scope, post)).select_related("post__council")
    return _or_404(within, alias, "There is no such name.")


def holding_or_404(scope: Scope, post: int, holding: int) -> PostHolding:
    """One of the holdings of a post, whenever it was."""
    within = PostHolding.objects.filter(post=post_or_404(scope, post))
    within = within.select_related("post__council", "person")
    return _or_404(within, holding, "There is no such holder.")


def absence_or_404(scope: Scope, post: int, holding: int, absence: int) -> Absence:
    """One absence of a holder."""
    within = Absence.objects.filter(holding=holding_or_404(scope, post, holding))
    within = within.select_related("holding__person", "holding__post__council")
    return _or_404(within, absence, "There is no such absence.")


# ---- all of them


def areas(scope: Scope) -> QuerySet[ServiceArea]:
    """The council's service areas, by name, with the posts that head them."""
    within = ServiceArea.objects.filter(council=scope.council)
    return within.select_related("council", "head").order_by(Lower("name"), "pk")


def posts_in_use(council: Council) -> QuerySet[Post]:
    """The posts that can lead something, by title."""
    return Post.objects.in_use().filter(council=council).order_by(Lower("title"), "pk")


def name_book(council: Council) -> NameBook:
    """Every name of every post of a council, in two queries."""
    posts = Post.objects.filter(council=council).select_related("merged_into")
    return NameBook(
        NamedPost(
            post.pk,
            post.title,
            tuple(alias.name for alias in post.aliases.all()),
            has_ended=post.ended_on is not None,
            merged_into=post.merged_into.title if post.merged_into else "",
        )
        for post in posts.prefetch_related("aliases")
    )


def vacant_posts(council: Council, day: date) -> QuerySet[Post]:
    """Posts in use that nobody, or only a deputy, holds on ``day``."""
    return posts_in_use(council).filter(nobody_holds(day))


def nobody_holds(day: date) -> Any:
    """The condition that a post is vacant on ``day``; a deputy alone does not fill it."""
    held = PostHolding.objects.on(day).exclude(kind=PostHolding.Kind.DEPUTY)
    return ~Exists(held.filter(post=OuterRef("pk")))


# ---- the list


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
            tuple(_holder(one) for one in sorted(post.held_now, key=_rank)),
        )
        for post in posts
    ]


def _rank(holding: PostHolding) -> int:
    """Holders before deputies."""
    return PostHolding.Kind.values.index(holding.kind)


def _holder(holding: Any) -> Holder:
    until = max((away.last_day for away in holding.away_now), default=None)
    return Holder(holding, until)


def is_vacant(holdings: Iterable[PostHolding]) -> bool:
    """Whether nobody but perhaps a deputy is among those who hold a post: a deputy stands in."""
    return all(one.kind == PostHolding.Kind.DEPUTY for one in holdings)


# ---- one of them


def holdings_of(post: Post, today: date) -> dict[str, list[PostHolding]]:
    """Every holding of a post with its absences: "now", "later" and "before"."""
    held = PostHolding.objects.filter(post=post).select_related("person")
    found: dict[str, list[PostHolding]] = {"now": [], "later": [], "before": []}
    for one in sorted(held.prefetch_related("absences"), key=_begins):
        found[_when(one, today)].append(one)
    found["now"].sort(key=_rank)
    found["before"].reverse()
    return found


def _begins(holding: PostHolding) -> tuple[date, int]:
    """When it begins; a day that is not known comes first."""
    return (holding.since or date.min, holding.pk)


def _when(holding: PostHolding, today: date) -> str:
    if holding.until and holding.until < today:
        return "before"
    return "later" if holding.since and holding.since > today else "now"
