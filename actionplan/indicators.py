"""Indicators computed from the tracker: never typed, always as at the day they are asked for.

An indicator belongs to a strategy, so it counts the actions that serve that strategy: linked to
one of its outcomes or principles, themselves or through their recommendation. What counts and what
is past its date is decided by ``actionplan.figures``, as on every other page.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from actionplan.figures import DONE, Facts, Figures, count
from actionplan.models import Action, ThreadLink
from actionplan.queries.conditions import links_that_count
from actionplan.queries.totals import grouped
from actionplan.words import counted, day
from council.scope import Scope
from strategy.computing import Computed, Key, share
from strategy.indicator import Figure

GOOD_COLOURS = frozenset({"green", "blue"})


@dataclass(frozen=True, slots=True)
class Served:
    """The figures of the actions that serve one strategy, and how many of them are on track."""

    figures: Figures
    on_track: int


def computed(scope: Scope, wanted: Collection[Key]) -> dict[Key, Computed]:
    """The wanted figures, in a fixed number of queries: a source for ``strategy.computing``."""
    keys = [key for key in wanted if key[1] in RULES]
    served = _served(scope, {strategy for strategy, _ in keys}) if keys else {}
    nothing = Served(count([], scope.today), 0)
    return {key: _computed(served.get(key[0], nothing), RULES[key[1]], scope.today) for key in keys}


def _computed(served: Served, rule: "Rule", today: date) -> Computed:
    if not served.figures.total:
        return Computed(today, None, "no action serves this strategy yet.")
    value, words = rule(served)
    return Computed(today, value, f"{words}; as at {day(today)}.")


def _served(scope: Scope, strategies: Collection[int]) -> dict[int, Served]:
    """For each strategy what the actions add up to that serve it."""
    by_strategy = _actions_of(scope, strategies)
    every = {pk for actions in by_strategy.values() for pk in actions}
    chosen = Action.objects.filter(pk__in=every)
    facts = grouped(chosen, "pk", scope.today)
    good = _good_letters(chosen)
    return {
        strategy: Served(
            count((fact for pk in actions for fact in facts[pk]), scope.today),
            sum(_is_on_track(facts[pk], good[pk], scope.today) for pk in actions),
        )
        for strategy, actions in by_strategy.items()
    }


def _actions_of(scope: Scope, strategies: Collection[int]) -> dict[int, set[int]]:
    """The ids of the actions that serve each strategy, each once however often it is linked."""
    links = (
        ThreadLink.objects.filter(
            Q(outcome__strategy__council=scope.council)
            | Q(principle__strategy__council=scope.council),
            links_that_count(),
        )
        .annotate(strategy=Coalesce("outcome__strategy", "principle__strategy"))
        .filter(strategy__in=strategies)
        .values_list("strategy", "action", "recommendation__actions")
    )
    found: dict[int, set[int]] = defaultdict(set)
    for strategy, action, above in links:
        found[strategy] |= {pk for pk in (action, above) if pk}
    return found


def _good_letters(actions: QuerySet[Action]) -> dict[int, frozenset[str]]:
    """For each action the letters that its plan's key draws green or blue."""
    letters: dict[int, frozenset[str]] = {}
    by_action = {}
    for action in actions.select_related("plan").only("plan__key"):
        if action.plan_id not in letters:
            good = (one.letter for one in action.plan.ratings if one.colour in GOOD_COLOURS)
            letters[action.plan_id] = frozenset(good)
        by_action[action.pk] = letters[action.plan_id]
    return by_action


def _is_on_track(facts: Iterable[Facts], good: frozenset[str], today: date) -> bool:
    """Complete, or rated as on track and not past its own date; no silent green."""
    return any(
        fact.counts
        and (
            fact.status in DONE
            or (fact.is_open and fact.rating in good and not fact.is_past_date(today))
        )
        for fact in facts
    )


def _on_track(served: Served) -> tuple[Decimal | None, str]:
    """Of all that count and were not given up."""
    whole = served.figures.total - served.figures.ended
    words = (
        f"{served.on_track} of {counted(whole, 'action')} serving this strategy: complete, "
        "or rated on track and not past their own date"
    )
    return share(served.on_track, whole), words


def _overdue(served: Served) -> tuple[Decimal | None, str]:
    past, still = served.figures.past_date, served.figures.open
    words = f"{past} of {counted(still, 'open action')} serving this strategy"
    return Decimal(past), f"{words}: past their own date"


def _updated(served: Served) -> tuple[Decimal | None, str]:
    still = served.figures.open
    said = still - served.figures.not_updated
    words = f"{said} of {counted(still, 'open action')} serving this strategy"
    return share(said, still), f"{words}: updated in the open period"


type Rule = Callable[[Served], tuple[Decimal | None, str]]

RULES: dict[Figure, Rule] = {
    Figure.ACTIONS_ON_TRACK: _on_track,
    Figure.ACTIONS_OVERDUE: _overdue,
    Figure.UPDATED_IN_TIME: _updated,
}
