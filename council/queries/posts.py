"""The posts of a council, found by address or all of them; and who holds one."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Lower
from django.http import Http404

from council.models import Absence, Council, Post, PostAlias, PostHolding, ServiceArea
from council.post_names import NameBook, NamedPost
from council.scope import Scope

LARGEST_ID = 2**63 - 1  # what a database can hold; a larger number in an address is no id


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


def rank(holding: PostHolding) -> int:
    """Holders before deputies."""
    return PostHolding.Kind.values.index(holding.kind)


# ---- one of them


def holdings_of(post: Post, today: date) -> dict[str, list[PostHolding]]:
    """Every holding of a post with its absences: "now", "later" and "before"."""
    held = PostHolding.objects.filter(post=post).select_related("person")
    found: dict[str, list[PostHolding]] = {"now": [], "later": [], "before": []}
    for one in sorted(held.prefetch_related("absences"), key=_begins):
        found[_when(one, today)].append(one)
    found["now"].sort(key=rank)
    found["before"].reverse()
    return found


def _begins(holding: PostHolding) -> tuple[date, int]:
    """When it begins; a day that is not known comes first."""
    return (holding.since or date.min, holding.pk)


def _when(holding: PostHolding, today: date) -> str:
    if holding.until and holding.until < today:
        return "before"
    return "later" if holding.since and holding.since > today else "now"
