"""The people of a council: who is here, who is leaving, who has left."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import Lower
from django.http import Http404
from django.urls import NoReverseMatch, reverse

from council.models import Membership, PostHolding
from council.people_roles import role_words
from council.scope import Scope
from council.texts import tidy

LARGEST_ID = 2**63 - 1  # what a database can hold; a larger number in an address is no id
MOST_WORDS = 10


@dataclass(frozen=True, slots=True)
class PostHeld:
    """A post somebody holds, held or will hold; ``url`` is "" where it has no page."""

    holding: PostHolding
    url: str

    @property
    def words(self) -> str:
        """Its title, and how it is held where that is not as its holder."""
        holding = self.holding
        usual = holding.kind == PostHolding.Kind.HOLDER
        return holding.post.title if usual else f"{holding.post.title} ({holding.kind})"


@dataclass(frozen=True, slots=True)
class Line:
    """One person in the list."""

    membership: Membership
    roles: str
    posts: tuple[PostHeld, ...]
    is_leaving: bool

    @property
    def has_not_logged_in(self) -> bool:
        """Invited, and never seen."""
        return self.membership.person.last_login is None


def membership_or_404(scope: Scope, person: int) -> Membership:
    """The membership of a person in the scope's council; raises Http404 where there is none."""
    if person > LARGEST_ID:
        raise Http404("There is no such person.")
    found = Membership.objects.filter(council=scope.council, person=person)
    membership = found.select_related("person", "council").first()
    if membership is None:
        raise Http404("There is no such person.")
    return membership


def people_here(scope: Scope, words: str = "") -> QuerySet[Membership]:
    """Members whose access has not ended, by name; those that ``words`` are found in."""
    return _found(scope, words).filter(Q(left_on=None) | Q(left_on__gt=scope.today))


def people_gone(scope: Scope, words: str = "") -> QuerySet[Membership]:
    """Former members, those who left last first."""
    gone = _found(scope, words).filter(left_on__lte=scope.today)
    return gone.order_by("-left_on", Lower("person__name"), "pk")


def _found(scope: Scope, words: str) -> QuerySet[Membership]:
    members = Membership.objects.filter(council=scope.council)
    for word in tidy(words).split()[:MOST_WORDS]:
        posts = _held_now(scope).filter(person=OuterRef("person"), post__title__icontains=word)
        members = members.filter(
            Q(person__name__icontains=word) | Q(person__email__icontains=word) | Exists(posts)
        )
    held = Prefetch("person__holdings", _held_now(scope).select_related("post"), to_attr="held_now")
    members = members.select_related("person").prefetch_related(held)
    return members.order_by(Lower("person__name"), "person__email")


def _held_now(scope: Scope) -> QuerySet[PostHolding]:
    return PostHolding.objects.on(scope.today).filter(post__council=scope.council)


def lines(scope: Scope, members: Any) -> list[Line]:
    """Members, as ``people_here`` or ``people_gone`` finds them, as the list shows them."""
    return [_line(scope, member) for member in members]


def _line(scope: Scope, member: Any) -> Line:
    held = tuple(post_held(scope, one) for one in member.person.held_now)
    return Line(member, role_words(member.roles), held, is_leaving=member.left_on is not None)


def post_held(scope: Scope, holding: PostHolding) -> PostHeld:
    """A holding with the address of its post's page."""
    try:
        url = reverse("organisation:post_detail", args=[scope.council.slug, holding.post_id])
    except NoReverseMatch:
        url = ""
    return PostHeld(holding, url)


def posts_of(scope: Scope, membership: Membership) -> dict[str, list[PostHeld]]:
    """Every post of this council somebody holds ("now"), will hold ("later") or held ("before")."""
    found = PostHolding.objects.filter(
        post__council=scope.council, person=membership.person_id
    ).select_related("post")
    posts: dict[str, list[PostHeld]] = {"now": [], "later": [], "before": []}
    for holding in found.order_by("post__title", "since"):
        posts[_when(holding, scope.today)].append(post_held(scope, holding))
    return posts


def _when(holding: PostHolding, today: date) -> str:
    if holding.until and holding.until < today:
        return "before"
    return "later" if holding.since and holding.since > today else "now"
