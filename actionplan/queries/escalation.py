"""Which heads of service may be told that updates of their posts are overdue."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from actionplan.models import Action, Extension, Period, Reminder
from actionplan.queries.desk import Desk, Service
from actionplan.queries.owed import arose_after
from council.deadlines import working_days_after
from council.models import Person, Post, ServiceArea
from council.queries.asked import Asked, Capacity, asked_for
from council.scope import Scope


class Late(NamedTuple):
    """One post whose updates are overdue, and its more time that is over."""

    post: Post
    actions: tuple[Action, ...]
    longer: Extension | None = None


@dataclass(frozen=True, slots=True)
class Overdue:
    """The overdue updates of one service area, post by post, and who acts as its head.

    ``told`` are those of them who were told of the period today.
    """

    area: ServiceArea
    asked: Asked
    posts: tuple[Late, ...]
    told: frozenset[int] = frozenset()

    @property
    def number(self) -> int:
        """How many actions, each once."""
        return len({action.pk for late in self.posts for action in late.actions})


@dataclass(frozen=True, slots=True)
class ToTell:
    """Somebody who acts as head, and all the service areas of which they are told in one e-mail."""

    person: Person
    areas: tuple[Overdue, ...]

    @property
    def told_today(self) -> bool:
        return any(self.person.pk in one.told for one in self.areas)

    @property
    def number(self) -> int:
        """How many actions, each once."""
        every = (late.actions for one in self.areas for late in one.posts)
        return len({action.pk for actions in every for action in actions})

    @property
    def in_place(self) -> str:
        """ "deputy" where they are told of all of it as that; else empty."""
        capacities = {one.asked.capacity for one in self.areas}
        return str(capacities.pop()) if capacities == {Capacity.DEPUTY} else ""


def to_tell(overdue: Iterable[Overdue]) -> list[ToTell]:
    """By person, since one may head several service areas and is written to once a day."""
    areas: dict[Person, list[Overdue]] = {}
    for one in overdue:
        for person in one.asked.people:
            areas.setdefault(person, []).append(one)
    return [ToTell(person, tuple(of)) for person, of in areas.items()]


def told_from(period: Period, working_days: int) -> date | None:
    """The day from which heads may be told; None where nothing says when updates are due.

    Of a post that was given more time it is counted from the end of that.
    """
    return _told_from(period.updates_due_by, working_days)


def _told_from(due_by: date | None, working_days: int) -> date | None:
    return working_days_after(due_by, working_days) if due_by else None


def overdue_by_head(scope: Scope, desk: Desk) -> list[Overdue]:
    """Each service area with overdue updates and a head, by name: two queries.

    What the head owes as lead is left out: it was asked for already. Empty before the day.
    """
    first = told_from(desk.period, scope.council.escalate_after)
    if first is None or scope.today < first:
        return []
    late = [
        (one.area, posts)
        for one in desk.services
        if one.area and (posts := tuple(_late(one, scope)))
    ]
    heads = [area.head for area, _ in late if area.head]
    asked = asked_for(heads, scope.council, scope.today)
    told = _told_today(scope, desk.period)
    return [
        Overdue(area, who, posts, told)
        for area, posts in late
        if (who := asked.get(area.head_id or 0))
    ]


def _late(service: Service, scope: Scope) -> Iterator[Late]:
    head = service.area.head_id if service.area else None
    for one in service.posts:
        first = _told_from(one.due_by, scope.council.escalate_after)
        owed = [step.row.action for step in one.owed]
        late = tuple(action for action in owed if not arose_after(action, one.due_by))
        if late and one.asked.post.pk != head and first and scope.today >= first:
            yield Late(one.asked.post, late, one.longer)


def without_a_head(scope: Scope, desk: Desk) -> list[ServiceArea]:
    """Service areas with overdue updates of which nobody can be told, since no post heads them."""
    services = (one for one in desk.services if one.area and not one.area.head_id)
    return [one.area for one in services if one.area and any(_late(one, scope))]


def _told_today(scope: Scope, period: Period) -> frozenset[int]:
    told = period.reminders.filter(day=scope.today, kind=Reminder.Kind.HEAD_TOLD)
    return frozenset(told.values_list("person", flat=True))
