"""On which days who leads one thing. Arithmetic on days; knows nothing of the database."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

ACCOUNTABLE, DELIVERY = "accountable", "delivery"
ONE_DAY = timedelta(days=1)

type Place = tuple[str, int]  # a kind of lead, and the id of the post that leads


@dataclass(frozen=True, slots=True, order=True)
class Days:
    """From a first day to a last one; both count."""

    first: date = date.min
    last: date = date.max

    @classmethod
    def between(cls, since: date | None, until: date | None) -> "Days":
        """As a lead stores them: None for "from the start" and for "while it lasts"."""
        return cls(since or date.min, until or date.max)

    @property
    def since(self) -> date | None:
        return None if self.first == date.min else self.first

    @property
    def until(self) -> date | None:
        return None if self.last == date.max else self.last

    def common(self, other: "Days") -> "Days | None":
        """The days in both, if there are any."""
        first, last = max(self.first, other.first), min(self.last, other.last)
        return Days(first, last) if first <= last else None


def joined(spans: Iterable[Days]) -> list[Days]:
    """The same days as few spans, in order: what overlaps or touches becomes one."""
    made: list[Days] = []
    for span in sorted(spans):
        if made and (made[-1].last == date.max or span.first <= made[-1].last + ONE_DAY):
            made[-1] = Days(made[-1].first, max(made[-1].last, span.last))
        else:
            made.append(span)
    return made


def without(spans: Iterable[Days], cut: Days) -> list[Days]:
    """The days of ``spans`` that are not in ``cut``."""
    left: list[Days] = []
    for span in spans:
        if not span.common(cut):
            left.append(span)
            continue
        if span.first < cut.first:
            left.append(Days(span.first, cut.first - ONE_DAY))
        if span.last > cut.last:
            left.append(Days(cut.last + ONE_DAY, span.last))
    return left


class Rota:
    """Who leads one action or one recommendation, in which capacity and on which days.

    On no day does an action have two accountable posts, or one post twice: who becomes
    accountable takes the place of whoever was, and need not be named as delivering as well.
    """

    def __init__(self, leads: Iterable[tuple[Place, Days, int]]) -> None:
        self.days: dict[Place, list[Days]] = {}
        self.order: dict[Place, int] = {}
        for place, days, order in leads:
            self.days.setdefault(place, []).append(days)
            self.order.setdefault(place, order)

    def posts(self, kind: str, days: Days) -> list[int]:
        """The posts that lead in this capacity on any of these days, in order."""
        found = [place for place in self.days if place[0] == kind and self.within(place, days)]
        return [post for _, post in sorted(found, key=lambda place: self.order[place])]

    def within(self, place: Place, days: Days) -> list[Days]:
        """Those of the days on which this post leads in this capacity."""
        return [common for span in self.days.get(place, ()) if (common := span.common(days))]

    def end(self, kind: str, post: int, days: Days) -> None:
        """The post leads in this capacity on none of these days."""
        self.days[kind, post] = without(self.days.get((kind, post), ()), days)

    def lead(self, kind: str, post: int, days: Days, order: int | None = None) -> None:
        """The post leads in this capacity on all of these days."""
        if kind == ACCOUNTABLE:
            for other in self.posts(ACCOUNTABLE, days):
                self.end(ACCOUNTABLE, other, days)
            self.end(DELIVERY, post, days)
        place, fresh = (kind, post), [days]
        for taken in self.within((ACCOUNTABLE, post), days) if kind == DELIVERY else ():
            fresh = without(fresh, taken)
        if fresh and not self.days.get(place):
            self.order[place] = order or 1 + max(self._orders(kind), default=0)
        self.days[place] = joined([*self.days.get(place, ()), *fresh])

    def set(self, kind: str, posts: Sequence[int], days: Days) -> None:
        """These posts, in this order, and no others lead in this capacity on these days."""
        for other in self.posts(kind, days):
            if other not in posts:
                self.end(kind, other, days)
        for order, post in enumerate(posts, start=1):
            self.lead(kind, post, days, order)
            self.order[kind, post] = order

    def replace(self, kind: str, old: int, new: int, days: Days) -> None:
        """On these days ``new`` leads wherever ``old`` would have led in this capacity."""
        for span in self.within((kind, old), days):
            order = self.order[kind, old]
            self.end(kind, old, span)
            self.lead(kind, new, span, order)

    def _orders(self, kind: str) -> list[int]:
        return [self.order[place] for place, days in self.days.items() if days and place[0] == kind]
