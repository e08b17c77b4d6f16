"""Which posts have more time for their updates, and until when."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import OuterRef, QuerySet

from actionplan.models import Extension, Period
from actionplan.models.period import PeriodQuerySet
from actionplan.queries.json_rows import JsonRows
from council.models import Post

type Given = Mapping[int, Extension]  # by post


def extensions_of(period: Period) -> list[Extension]:
    """All that were given in a period, also those taken back, newest first: one query."""
    found: QuerySet[Extension] = period.extensions.all()
    return list(found.select_related("post", "by", "ended_by"))


def standing(extensions: Iterable[Extension]) -> Given:
    """Those that hold."""
    return {one.post_id: one for one in extensions if one.ended_at is None}


def longer_in(period: Period, posts: Iterable[int]) -> Given:
    """What some posts were given in a period: one query."""
    found = period.extensions.standing().filter(post__in=list(posts))
    return {one.post_id: one for one in found.select_related("post")}


def with_longer(periods: PeriodQuerySet) -> PeriodQuerySet:
    """Periods with what posts were given in them at hand, in the same statement."""
    given = Extension.objects.standing().filter(period=OuterRef("pk")).order_by("until", "pk")
    return periods.annotate(longer=JsonRows(given, "post", "until", "reason"))


def longer_at_hand(period: Period | None, posts: Mapping[int, Post]) -> Given:
    """The same of some posts, from a period that was read ``with_longer``."""
    rows = period.longer if period else []  # type: ignore[attr-defined]
    return {
        pk: Extension(period=period, post=posts[pk], until=date.fromisoformat(day), reason=why)
        for pk, day, why in rows
        if pk in posts
    }


def due_by(period: Period, posts: Iterable[Post | int], given: Given) -> date | None:
    """When the updates of what ``posts`` lead together are due: more time needs all of them."""
    each = [given.get(one if isinstance(one, int) else one.pk) for one in posts]
    own = [one.until for one in each if one]
    usual = period.updates_due_by
    if usual is None or not own or len(own) < len(each):
        return usual
    return max(usual, min(own))
