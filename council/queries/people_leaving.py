"""What becomes of somebody's posts when they leave: which are vacant then, and what those lead."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from council import post_users
from council.models import Membership, Post, PostHolding


@dataclass(frozen=True, slots=True)
class Ending:
    """One holding that leaving on a day ends.

    ``never_begins`` where it would have begun on that day or later, so that it goes altogether;
    ``is_vacant`` where nobody else holds the post on that day; ``leads`` says what it leads then.
    """

    holding: PostHolding
    never_begins: bool
    is_vacant: bool
    leads: tuple[str, ...]

    @property
    def post(self) -> Post:
        """The post that is held no more."""
        return self.holding.post


def holdings_that_end(membership: Membership, day: date) -> list[PostHolding]:
    """Holdings in this council that reach into ``day`` or begin later, by title of the post."""
    found = PostHolding.objects.filter(
        Q(until=None) | Q(until__gte=day),
        post__council=membership.council_id,
        person=membership.person_id,
    )
    return list(found.select_related("post").order_by("post__title", "since", "pk"))


def endings(membership: Membership, day: date) -> list[Ending]:
    """What leaving on ``day`` ends, before or after it is done (give the holdings before)."""
    return judged(holdings_that_end(membership, day), membership, day)


def judged(holdings: list[PostHolding], membership: Membership, day: date) -> list[Ending]:
    """Each holding with whether it leaves its post vacant, and what that post leads."""
    held = set(_held_by_others([one.post for one in holdings], membership, day))
    return [_ending(one, day, one.post_id in held) for one in holdings]


def _held_by_others(posts: list[Post], membership: Membership, day: date) -> list[int]:
    """Posts that somebody else holds on ``day``; a deputy stands in and does not hold it."""
    others = PostHolding.objects.on(day).filter(post__in=posts)
    others = others.exclude(person=membership.person_id).exclude(kind=PostHolding.Kind.DEPUTY)
    return list(others.values_list("post_id", flat=True))


def _ending(holding: PostHolding, day: date, held_by_others: bool) -> Ending:
    post = holding.post
    in_use = post.ended_on is None and post.merged_into_id is None
    vacant = in_use and not held_by_others and holding.kind != PostHolding.Kind.DEPUTY
    return Ending(
        holding,
        never_begins=bool(holding.since and holding.since >= day),
        is_vacant=vacant,
        leads=tuple(post_users.uses_of(post)) if vacant else (),
    )
