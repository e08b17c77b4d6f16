"""Bringing a list of posts in: every good row in one transaction, the others left out."""

from collections import Counter
from collections.abc import Iterable

from django.db import transaction

from council import clock
from council.csv_values import Row
from council.models import (
    Council,
    Membership,
    Person,
    Post,
    PostAlias,
    PostHolding,
    ServiceArea,
)
from council.post_names import key
from council.posts_csv import judge
from council.posts_csv_values import Judged, Known, KnownPost, Verdict
from council.queries.posts import name_book, posts_in_use
from council.services.people import lock
from council.services.posts_holding import days_of
from council.versions import sign


def judge_posts(*, council: Council, rows: Iterable[Row]) -> list[Judged]:
    """What becomes of every row as things stand; nothing is written."""
    return judge(rows, _known(council))


@transaction.atomic
def import_posts(*, council: Council, rows: Iterable[Row], by: Person) -> list[Judged]:
    """Do what every good row says; returns all rows with what became of them.

    The rows are judged again under the council's lock, so that what changed since the preview
    counts.
    """
    lock(council)
    judged = judge_posts(council=council, rows=rows)
    areas = {key(one.name): one for one in ServiceArea.objects.filter(council=council)}
    posts = {post.pk: post for post in posts_in_use(council)}
    for one in judged:
        if one.verdict in {Verdict.ADD, Verdict.CHANGE}:
            _apply(one, council, areas, posts, by)
    return judged


def counts(judged: Iterable[Judged]) -> dict[str, int]:
    """How many rows of each verdict: added, changed, same, refused."""
    number = Counter(one.verdict for one in judged)
    return {
        "added": number[Verdict.ADD],
        "changed": number[Verdict.CHANGE],
        "same": number[Verdict.SAME],
        "refused": number[Verdict.REFUSE],
    }


# ---- what stands


def _known(council: Council) -> Known:
    posts = posts_in_use(council).select_related("service_area")
    posts = posts.prefetch_related("aliases", "holdings__person")
    areas = ServiceArea.objects.filter(council=council).values_list("name", flat=True)
    here = Membership.objects.filter(council=council, left_on=None)
    return Known(
        book=name_book(council),
        posts={post.pk: _known_post(post) for post in posts},
        areas={key(name): name for name in areas},
        people={
            one.person.email.lower(): (one.person_id, str(one.person))
            for one in here.select_related("person")
        },
        today=clock.today(),
    )


def _known_post(post: Post) -> KnownPost:
    return KnownPost(
        post.pk,
        post.pk,
        post.title,
        post.service_area.name if post.service_area else "",
        post.statutory_role,
        [alias.name for alias in post.aliases.all()],
        [days_of(holding) for holding in post.holdings.all()],
    )


# ---- what is done


def _apply(
    one: Judged,
    council: Council,
    areas: dict[str, ServiceArea],
    posts: dict[int, Post],
    by: Person,
) -> None:
    """One row; posts that rows make are kept in ``posts`` under their number."""
    known = one.post
    assert known is not None  # noqa: S101 - for the type checker
    post = posts.setdefault(known.number, Post(council=council, title=known.title))
    if one.area:
        post.service_area = _area(one.area, council, areas, by)
    post.statutory_role = one.role or post.statutory_role
    if post.pk is None or one.area or one.role:
        _save(post, by)
    for name in one.aliases:
        _save(PostAlias(council=council, post=post, name=name), by)
    if one.hold:
        hold = one.hold
        held = PostHolding(post=post, person_id=hold.person, kind=hold.kind, since=hold.since)
        _save(held, by)


def _area(name: str, council: Council, areas: dict[str, ServiceArea], by: Person) -> ServiceArea:
    area = areas.setdefault(key(name), ServiceArea(council=council, name=name))
    if area.pk is None:
        _save(area, by)
    return area


def _save(row: ServiceArea | Post | PostAlias | PostHolding, by: Person) -> None:
    sign(row, by, "From a list (CSV)")
    row.save()
