"""All figures of the dashboards by one statement, and the conditions that open their rows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django.db.models import Case, Count, Exists, F, FilteredRelation, Min, OuterRef, Q, Value, When
from django.db.models.lookups import LessThan

from actionplan.cells import Cell, by_key, needs_of, silent_posts
from actionplan.declared import Status
from actionplan.figures import Facts
from actionplan.models import Action, Lead, Period, Plan, Query
from actionplan.models.log import SPOKEN
from actionplan.models.period import RUNNING
from actionplan.needs import SILENT_PERIODS, Need
from actionplan.queries.about_actions import asks_its_lead
from actionplan.queries.answering_posts import (
    answered_for_by,
    held_on,
    posts_of_recommendations,
)
from actionplan.queries.conditions import due_in_force, is_doubtful, is_open
from actionplan.queries.promises import due_soon
from actionplan.queries.worst_first import rated_red
from actionplan.rules.challenges import Code


@dataclass(frozen=True)
class Days:
    """Two days of a plan's periods: when the running one began, and from when silence counts.

    ``quiet_before`` is the first day of the last but one closed period.
    """

    running: date | None = None
    quiet_before: date | None = None


@dataclass(frozen=True)
class Ground:
    """The plans of one council that a dashboard is about, on one day; all else is asked once."""

    plans: Sequence[Plan]
    day: date

    @cached_property
    def days(self) -> dict[int, Days]:
        """By plan: one query."""
        return days_of(self.plans)

    @cached_property
    def held(self) -> frozenset[int]:
        """The posts that somebody holds: one query."""
        return held_on(self.plans[0].council_id, self.day) if self.plans else frozenset()

    @cached_property
    def cells(self) -> list[Cell]:
        """Every action of the plans, counted: three queries, whatever the number of actions."""
        return cells_of(self)

    @cached_property
    def silent(self) -> dict[int, frozenset[int]]:
        """By plan, the posts that have been silent for ``SILENT_PERIODS`` closed periods."""
        return {plan.pk: silent_posts(self.of_plan(plan)) for plan in self.plans}

    @cached_property
    def _by_plan(self) -> dict[int, list[Cell]]:
        return by_key(self.cells, lambda cell: [cell.plan])

    def of_plan(self, plan: Plan) -> list[Cell]:
        """The cells of one plan."""
        return self._by_plan.get(plan.pk, [])

    @cached_property
    def needs(self) -> dict[int, dict[Need, int]]:
        """By plan, how many of its actions have each need."""
        return {
            plan.pk: needs_of(self.of_plan(plan), self.silent[plan.pk], self.held)
            for plan in self.plans
        }

    def rows(self, need: Need) -> Q:
        """The condition that opens exactly the actions with a need; of these plans' rows."""
        return Q(counts_in_totals=True) & self._condition(need)

    def _condition(self, need: Need) -> Q:
        if need is Need.SILENT_LEAD:
            return is_open() & self._led_by_silent()
        if need is Need.VACANT_POST:
            anybody = answered_for_by(Q(), self.day)
            return is_open() & anybody & ~answered_for_by(Q(post__in=self.held), self.day)
        return conditions(self.plans, self.days, self.day)[need]

    def _led_by_silent(self) -> Q:
        condition = Q(pk__in=[])
        for plan, posts in self.silent.items():
            condition |= Q(plan=plan) & answered_for_by(Q(post__in=posts), self.day)
        return condition


def days_of(plans: Iterable[Plan]) -> dict[int, Days]:
    """The days of each plan's periods: one query."""
    found: dict[int, list[tuple[date, str]]] = {plan.pk: [] for plan in plans}
    periods = Period.objects.filter(plan__in=list(found)).order_by("first_day")
    for plan, first, state in periods.values_list("plan", "first_day", "state"):
        found[plan].append((first, state))
    return {plan: _days(of) for plan, of in found.items()}


def _days(periods: list[tuple[date, str]]) -> Days:
    running = next((first for first, state in periods if state in RUNNING), None)
    closed = [first for first, state in periods if state not in RUNNING]
    enough = len(closed) >= SILENT_PERIODS
    return Days(running, closed[-SILENT_PERIODS] if enough else None)


def conditions(plans: Sequence[Plan], days: Mapping[int, Days], day: date) -> dict[Need, Q]:
    """What the database can tell of one action, without knowing of others."""
    again = Query.objects.standing(day).filter(
        action=OuterRef("pk"), code=Code.SLIPPED, entry__period__state__in=RUNNING
    )
    return {
        Need.UNANSWERED: asks_its_lead(day, unanswered=True),
        Need.RED: is_open() & rated_red(plans),
        Need.NEWLY_OVERDUE: is_open() & _newly_overdue(days, day),
        Need.SLIPPED_AGAIN: is_open() & Q(Exists(again)),
        Need.DOUBTFUL: is_doubtful(),
        Need.DUE_SOON: due_soon(day),
    }


def _newly_overdue(days: Mapping[int, Days], day: date) -> Q:
    """Past its date, which it was not yet on the last day before the running period."""
    condition = Q(pk__in=[])
    for plan, of in days.items():
        if of.running:
            condition |= Q(plan=plan, due_in_force__gte=of.running - timedelta(days=1))
    return condition & Q(due_in_force__lt=day)


def _quiet(days: Mapping[int, Days]) -> tuple[Case, Case]:
    """The day of the lead's last words, and whether silence counts from a later one."""
    said = Case(
        When(latest__kind__in=SPOKEN, then=F("latest__as_at")), default=F("latest__carries__as_at")
    )
    quiet = [
        When(Q(plan=plan) & (Q(said=None) | Q(said__lt=of.quiet_before)), then=Value(True))
        for plan, of in days.items()
        if of.quiet_before
    ]
    return said, Case(*quiet, default=Value(False))


def cells_of(ground: Ground) -> list[Cell]:
    """Every action of some plans, counted by all that a dashboard shows of them."""
    plans = [plan.pk for plan in ground.plans]
    above = posts_of_recommendations(plans, ground.day)
    return [_cell(row, above) for row in _counted(ground, plans)]


def _counted(ground: Ground, plans: list[int]) -> Any:
    said, quiet = _quiet(ground.days)
    wanted = conditions(ground.plans, ground.days, ground.day)
    day = ground.day
    led = Lead.objects.on(day).filter(action=OuterRef("pk"))
    return (
        Action.objects.in_plan()
        .filter(plan__in=plans)
        .alias(
            due_in_force=due_in_force(),
            said=said,
            own=FilteredRelation(
                "leads",
                condition=Q(leads__kind=Lead.Kind.ACCOUNTABLE)
                & (Q(leads__until=None) | Q(leads__until__gte=day))
                & (Q(leads__since=None) | Q(leads__since__lte=day)),
            ),
        )
        .annotate(
            post=F("own__post"),
            rating=F("latest__rating"),
            status=F("latest__status"),
            period=F("latest__period__state"),
            past=LessThan(due_in_force(), day),
            is_led=Exists(led),
            quiet=quiet,
        )
        .values(
            *("plan", "recommendation", "post", "rating", "status", "period", "past", "is_led"),
            *("quiet", "counts_in_totals"),
        )
        .annotate(
            number=Count("pk"),
            due=Min(due_in_force()),
            **{need.name: Count("pk", filter=condition) for need, condition in wanted.items()},
        )
        .order_by()
    )


def _cell(row: dict[str, Any], above: Mapping[int, frozenset[int]]) -> Cell:
    inherited = above.get(row["recommendation"], frozenset())
    facts = Facts(
        rating=row["rating"] or None,
        status=Status(row["status"]) if row["status"] else None,
        due=row["due"],
        has_lead=row["is_led"] or bool(inherited),
        updated=row["period"] in RUNNING,
        counts=row["counts_in_totals"],
        number=row["number"],
    )
    posts = frozenset([row["post"]]) if row["post"] else inherited
    needs = {need: row[need.name] for need in Need if need.name in row}
    return Cell(row["plan"], row["recommendation"], posts, facts, row["quiet"], needs)
