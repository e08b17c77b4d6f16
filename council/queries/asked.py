"""Who is asked for what each post leads today: its holder, a deputy meanwhile, or the head."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Count, Q

from council.models import Council, Person, Post, PostHolding


class Capacity(StrEnum):
    """In whose place somebody is asked for what a post leads."""

    HOLDER = "holder"
    DEPUTY = "deputy"
    HEAD = "head of service"


@dataclass(frozen=True, slots=True)
class Asked:
    """Whoever is asked for what ``post`` leads, and in what capacity; nobody for an empty one."""

    post: Post
    people: tuple[Person, ...] = ()
    capacity: Capacity = Capacity.HOLDER
    holders: tuple[Person, ...] = ()


@dataclass(frozen=True, slots=True)
class _Held:
    """Who is in one post: holders, job shares and interims; those of them here; its deputies."""

    holders: tuple[Person, ...] = ()
    here: tuple[Person, ...] = ()
    deputies: tuple[Person, ...] = ()

    @property
    def acting(self) -> tuple[tuple[Person, ...], Capacity]:
        """The holders who are here; else the deputies; else the holders, who will be back."""
        if not self.here and self.deputies:
            return self.deputies, Capacity.DEPUTY
        return self.here or self.holders, Capacity.HOLDER


def who_is_asked(council: Council, day: date) -> Mapping[int, Asked]:
    """For each post of the council, by its id, who is asked on ``day``: two queries."""
    posts = Post.objects.in_use().filter(council=council).select_related("service_area")
    return asked_for(posts, council, day)


def asked_for(posts: Iterable[Post], council: Council, day: date) -> Mapping[int, Asked]:
    """Who is asked for each of some posts, which have their service area at hand: one query.

    Whoever holds it; where they are away, or nobody does, its deputies. Of a vacant post without
    a deputy, whoever acts in the post that heads its service area.
    """
    held = _held(council, day)
    return {post.pk: _asked(post, held) for post in posts}


def _asked(post: Post, held: Mapping[int, _Held]) -> Asked:
    own = held.get(post.pk, _Held())
    people, capacity = own.acting
    if not people and post.service_area and post.service_area.head_id:
        people, _ = held.get(post.service_area.head_id, _Held()).acting
        capacity = Capacity.HEAD
    return Asked(post, people, capacity, own.holders)


def _held(council: Council, day: date) -> dict[int, _Held]:
    away = Q(absences__first_day__lte=day, absences__last_day__gte=day)
    holdings = PostHolding.objects.on(day).filter(post__council=council)
    found: dict[int, list[tuple[PostHolding, bool]]] = {}
    for one in holdings.annotate(away=Count("absences", away)).select_related("person"):
        found.setdefault(one.post_id, []).append((one, bool(one.away)))
    return {pk: _of_post(lines) for pk, lines in found.items()}


def _of_post(lines: list[tuple[PostHolding, bool]]) -> _Held:
    main = [(one, away) for one, away in lines if one.kind != PostHolding.Kind.DEPUTY]
    deputies = [(one, away) for one, away in lines if one.kind == PostHolding.Kind.DEPUTY]
    return _Held(
        tuple(one.person for one, _ in main),
        tuple(one.person for one, away in main if not away),
        tuple(one.person for one, away in deputies if not away),
    )
