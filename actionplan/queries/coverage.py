"""Where the golden thread is broken: parts nobody serves, and rows that serve nothing.

Strategies in force and drafts count, superseded ones do not. An action that was cancelled or
superseded serves nobody and is asked for nothing, nor is a heading that is kept out of totals. A
plan that is not adopted yet serves nobody either.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from actionplan.declared import Status
from actionplan.models import Action, Plan, Recommendation, ThreadLink
from actionplan.queries.conditions import links_that_count, visible
from actionplan.queries.thread_tallies import Keys, counted, grouped
from actionplan.thread_tally import Tally
from council.scope import Scope
from strategy import kinds
from strategy.models import Outcome, Principle

DROPPED = [Status.CANCELLED.value, Status.SUPERSEDED.value]


@dataclass(frozen=True, slots=True)
class Gap:
    """One kind of gap: its part of an address, its title, its rule, and how it is found.

    ``find`` gives rows in order, which can be counted and cut.
    """

    slug: str
    title: str
    rule: str
    find: Callable[[Scope], Any]


def in_force(above: str = "") -> Q:
    """Parts of strategies that have not been superseded."""
    return ~Q(**{f"{above}strategy__status": kinds.Status.SUPERSEDED.value})


def serving() -> Q:
    """Links that are worth something: not those of actions that were dropped, nor of drafts."""
    stands = ~Q(action__latest__status__in=DROPPED) | Q(action__latest=None)
    return stands & links_that_count()


def unserved_outcomes(scope: Scope) -> QuerySet[Outcome]:
    """Outcomes to which no action and no recommendation leads."""
    links = ThreadLink.objects.filter(serving(), outcome=OuterRef("pk"))
    found = Outcome.objects.filter(in_force(), ~Exists(links), strategy__council=scope.council)
    return found.select_related("strategy", "area").order_by("strategy", "order")


def unserved_principles(scope: Scope) -> QuerySet[Principle]:
    """Principles that nothing serves, neither directly nor through an outcome under them."""
    through = Q(principle=OuterRef("pk")) | Q(outcome__principle=OuterRef("pk"))
    links = ThreadLink.objects.filter(serving(), through)
    found = Principle.objects.filter(in_force(), ~Exists(links), strategy__council=scope.council)
    return found.select_related("strategy").order_by("strategy", "order")


def complete_principles(scope: Scope) -> Sequence[Principle]:
    """Principles all of whose actions are complete: nobody works for them any more."""
    return _principles(scope, lambda tally: tally.complete)


def red_principles(scope: Scope) -> Sequence[Principle]:
    """Principles all of whose actions are rated red."""
    return _principles(scope, _red)


def _red(tally: Tally) -> int:
    return sum(number for rating, number in tally.ratings if rating and rating.colour == "red")


def _principles(scope: Scope, number: Callable[[Tally], int]) -> Sequence[Principle]:
    """Principles with actions of which as many are so as there are."""
    keys = Keys(scope)
    ours = Q(principle__strategy__council=scope.council)
    ours |= Q(outcome__strategy__council=scope.council)
    links = ThreadLink.objects.filter(ours, serving())
    tallies = counted(grouped(links, "principles", keys), keys)
    wanted = [pk for (_, pk), tally in tallies.items() if tally.total == number(tally) > 0]
    found = Principle.objects.filter(in_force(), pk__in=wanted)
    return list(found.select_related("strategy").order_by("strategy", "order"))


def idle_actions(scope: Scope) -> QuerySet[Action]:
    """Actions that are linked to nothing themselves, dropped ones and headings apart."""
    links = ThreadLink.objects.filter(action=OuterRef("pk"))
    above = ThreadLink.objects.filter(recommendation=OuterRef("recommendation"))
    found = Action.objects.filter(
        ~Exists(links),
        Q(latest=None) | ~Q(latest__status__in=DROPPED),
        ~Q(plan__state=Plan.State.ARCHIVED),
        visible(scope),
        counts_in_totals=True,
        left="",
    )
    found = found.annotate(is_covered=Exists(above))
    return found.select_related("plan", "recommendation").order_by("plan", "number")


def idle_recommendations(scope: Scope) -> QuerySet[Recommendation]:
    """Recommendations that are linked to nothing themselves."""
    links = ThreadLink.objects.filter(recommendation=OuterRef("pk"))
    found = Recommendation.objects.filter(
        ~Exists(links), ~Q(plan__state=Plan.State.ARCHIVED), visible(scope)
    )
    return found.select_related("plan").order_by("plan", "order")


GAPS = (
    Gap(
        "outcomes",
        "Outcomes nobody serves",
        "No recommendation and no action is linked, or only actions that were dropped.",
        unserved_outcomes,
    ),
    Gap(
        "principles",
        "Principles nobody serves",
        "Nothing is linked to the principle or to an outcome under it.",
        unserved_principles,
    ),
    Gap(
        "complete-principles",
        "Principles with only completed actions",
        "Every action that serves the principle, or an outcome under it, is complete: nothing "
        "is left that works for it.",
        complete_principles,
    ),
    Gap(
        "red-principles",
        "Principles with only red actions",
        "Every action that serves the principle, or an outcome under it, is rated red.",
        red_principles,
    ),
    Gap(
        "actions",
        "Actions that serve nothing",
        "Nothing is linked to the action itself. Where its recommendation serves something, the "
        "row says so.",
        idle_actions,
    ),
    Gap(
        "recommendations",
        "Recommendations that serve nothing",
        "Nothing is linked to the recommendation itself.",
        idle_recommendations,
    ),
)
