"""The thread's figures by SQL: grouped counts, so that their cost does not grow with the links."""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import BooleanField, Count, ExpressionWrapper, F, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from actionplan.declared import Status
from actionplan.key_lines import Rating
from actionplan.models import Plan, ThreadLink
from actionplan.queries.conditions import due_in_force, links_that_count, visible
from actionplan.thread_tally import Group, Tally, in_order, tally
from council.scope import Scope
from strategy.models import Strategy


@dataclass
class Keys:
    """The keys of the plans that the member may see, read once a page."""

    scope: Scope
    plans: dict[int, Plan] = field(init=False)

    def __post_init__(self) -> None:
        self.plans = {plan.pk: plan for plan in Plan.objects.filter(visible(self.scope, ""))}
        for plan in self.plans.values():
            plan.council = self.scope.council

    @cached_property
    def order(self) -> tuple[Rating, ...]:
        """Every rating of every key, each once."""
        return in_order(plan.ratings for plan in self.plans.values())

    def rating(self, plan: int | None, letter: str | None) -> Rating | None:
        """The rating that a letter means in a plan."""
        ratings = self.plans[plan].ratings if plan in self.plans else ()
        return next((rating for rating in ratings if rating.letter == letter), None)

    def meaning(self, letter: str, word: str) -> list[int]:
        """The plans in whose key this letter has this word."""
        return [
            pk
            for pk, plan in self.plans.items()
            if any((r.letter, r.word) == (letter, word) for r in plan.ratings)
        ]


def links_of(strategy: Strategy) -> QuerySet[ThreadLink]:
    """Every link to any part of a strategy, but those of drafts."""
    return ThreadLink.objects.filter(
        Q(outcome__strategy=strategy) | Q(principle__strategy=strategy), links_that_count()
    )


@dataclass(frozen=True, slots=True)
class Tallies:
    """What serves a strategy as a whole, and each of its parts by id."""

    whole: Tally
    principles: dict[int, Tally]
    areas: dict[int, Tally]
    outcomes: dict[int, Tally]


# What an action or a recommendation counts for, by level. A principle is served through the
# outcomes under it, too.
LEVELS: dict[str, Any] = {
    "whole": Coalesce("outcome__strategy", "principle__strategy"),
    "principles": Coalesce("principle", "outcome__principle"),
    "areas": F("outcome__area"),
    "outcomes": F("outcome"),
}


def tallies_of(strategy: Strategy, keys: Keys) -> Tallies:
    """The figures of every level of a strategy: one query."""
    levels = [grouped(links_of(strategy), level, keys) for level in LEVELS]
    found = counted(levels[0].union(*levels[1:], all=True).order_by(), keys)
    by_level: dict[str, dict[int, Tally]] = defaultdict(dict)
    for (level, pk), counts in found.items():
        by_level[level][pk] = counts
    return Tallies(
        whole=by_level["whole"].get(strategy.pk) or tally([], keys.order),
        principles=by_level["principles"],
        areas=by_level["areas"],
        outcomes=by_level["outcomes"],
    )


def grouped(links: QuerySet[ThreadLink], level: str, keys: Keys) -> Any:
    """Counts of one level: each action once in a group, however many of its links are there."""
    past = Q(due_in_force__lt=keys.scope.today)
    return (
        links.alias(due_in_force=due_in_force("action__"))
        .annotate(
            level=Value(level),
            group=LEVELS[level],
            plan=F("action__plan"),
            rating=F("action__latest__rating"),
            status=F("action__latest__status"),
            past=ExpressionWrapper(past, BooleanField()),
            counts=F("action__counts_in_totals"),
        )
        .values("level", "group", "plan", "rating", "status", "past", "counts")
        .annotate(
            actions=Count("action", distinct=True),
            recommendations=Count("recommendation", distinct=True),
        )
        .order_by()
    )


def counted(rows: Any, keys: Keys) -> dict[tuple[str, int], Tally]:
    """Tallies by level and id of the part, from grouped rows."""
    groups: dict[tuple[str, int], list[Group]] = defaultdict(list)
    recommendations: dict[tuple[str, int], int] = defaultdict(int)
    for row in rows:
        if row["group"] is None:
            continue
        place = (row["level"], row["group"])
        recommendations[place] += row["recommendations"]
        groups[place] += [_group(row, keys)] if row["actions"] else []
    return {
        place: tally(groups[place], keys.order, number) for place, number in recommendations.items()
    }


def _group(row: dict[str, Any], keys: Keys) -> Group:
    return Group(
        rating=keys.rating(row["plan"], row["rating"]),
        status=Status(row["status"]) if row["status"] else None,
        past_date=bool(row["past"]),
        counts=row["counts"],
        number=row["actions"],
    )
