"""What the dashboard counts over whole plans, kept by a process until something new is recorded.

To count twenty thousand actions takes a tenth of a second, and nothing of it changes between two
updates. All that moves a figure adds a line to a table that only ever grows (the log, the
register, the history of periods), or a row to actions, leads or queries: as long as none of them
is longer, the figures are the same. Few actions are counted each time.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from django.db import connection

from actionplan.cells import Cell, without_recommendations
from actionplan.models import Action, Change, Entry, Lead, Period, Plan, Query
from actionplan.queries.about_actions import Queried, queried_by_plan
from actionplan.queries.cells import Ground, cells_of
from actionplan.queries.worst_first import worst_actions

WORTH_KEEPING = 1_000  # actions; fewer are counted in no time
GROWING = (Action, Entry, Change, Lead, Query, Period.history.model)

type Mark = tuple[int | str | None, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """What is counted of some plans on a day: cells, and how many actions have queries to leads.

    ``worst`` are the ids of the actions in most trouble, plan by plan.
    """

    cells: Sequence[Cell]
    worst: Sequence[int]
    queried: Mapping[int, Queried]


@dataclass(frozen=True)
class LeadersGround(Ground):
    """A ground whose cells know no recommendation, which is all that the dashboard needs."""

    @cached_property
    def counted(self) -> Counted:
        """One query where it is kept, else six, whatever the number of actions."""
        mark = _mark()
        plans = tuple(self.plans)
        return _kept(plans, self.day, mark) if _is_worth(mark) else _count(plans, self.day)

    @cached_property
    def cells(self) -> list[Cell]:
        return list(self.counted.cells)


@lru_cache(maxsize=32)
def _kept(plans: tuple[Plan, ...], day: date, mark: Mark) -> Counted:
    return _count(plans, day)


def _count(plans: tuple[Plan, ...], day: date) -> Counted:
    return Counted(
        cells=without_recommendations(cells_of(Ground(plans, day)), day),
        worst=worst_actions(plans, day),
        queried=queried_by_plan(plans, day),
    )


def _mark() -> Mark:
    """How long the tables are, and the link of the last entry, which no other entry has."""
    tables = [model._meta.db_table for model in GROWING]
    counts = [f'(SELECT COUNT(*) FROM "{name}")' for name in tables]  # noqa: S608 - our own names
    last = f'(SELECT link FROM "{Entry._meta.db_table}" ORDER BY id DESC LIMIT 1)'  # noqa: S608 - same
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join([*counts, last])}")
        return tuple(cursor.fetchone())


def _is_worth(mark: Mark) -> bool:
    actions = mark[0]
    return isinstance(actions, int) and actions >= WORTH_KEEPING
