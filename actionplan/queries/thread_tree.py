"""A strategy as a tree with what serves each part, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import F, QuerySet, Window
from django.db.models.functions import RowNumber

from actionplan.models import ThreadLink
from actionplan.queries.thread_indicators import Indicators
from actionplan.queries.thread_lines import Line, line_of
from actionplan.queries.thread_tallies import Keys, Tallies, links_of, tallies_of
from actionplan.thread_tally import NOTHING, Tally
from strategy.models import Outcome, OutcomeArea, Principle, Strategy
from strategy.queries.indicators import IndicatorRow

# Links that the overview shows under one part; the rest are on the part's own list.
EACH = 5

type Part = Principle | OutcomeArea | Outcome
type Lines = dict[tuple[str, int], list[Line]]


@dataclass(frozen=True, slots=True)
class Branch:
    """One part with its figures, its first links, its indicators, and what stands under it."""

    kind: str
    part: Part
    tally: Tally = NOTHING
    lines: Sequence[Line] = ()
    indicators: Sequence[IndicatorRow] = ()
    branches: Sequence["Branch"] = field(default_factory=tuple)

    @property
    def query(self) -> dict[str, str]:
        """What in an address names the actions that the figures count."""
        return {self.kind: self.part.code}


@dataclass(frozen=True, slots=True)
class Tree:
    """A strategy from the vision down."""

    strategy: Strategy
    tally: Tally
    principles: Sequence[Branch]
    areas: Sequence[Branch]
    alone: Sequence[Branch]
    indicators: Sequence[IndicatorRow]

    query: dict[str, str] = field(default_factory=dict)


def thread_tree(strategy: Strategy, keys: Keys) -> Tree:
    """The whole tree, in a fixed number of queries whatever the number of links."""
    tallies = tallies_of(strategy, keys)
    lines = first_lines(links_of(strategy), keys)
    indicators = Indicators.of(keys.scope, strategy)
    outcomes = _outcomes(strategy, tallies, lines, indicators)
    return Tree(
        strategy=strategy,
        tally=tallies.whole,
        principles=_principles(strategy, tallies, lines, indicators, outcomes),
        areas=[
            Branch("area", area, tally, branches=[b for b in outcomes if _stands_under(b, area)])
            for area, tally in _each(strategy.areas.order_by("order"), tallies.areas)
        ],
        alone=[branch for branch in outcomes if _stands_alone(branch.part)],
        indicators=indicators.lines,
    )


def _principles(
    strategy: Strategy,
    tallies: Tallies,
    lines: Lines,
    indicators: Indicators,
    outcomes: list[Branch],
) -> list[Branch]:
    return [
        Branch(
            "principle",
            principle,
            tally,
            lines.get(("principle", principle.pk), ()),
            indicators.of_principle(principle.pk),
            [branch for branch in outcomes if _stands_under(branch, principle)],
        )
        for principle, tally in _each(strategy.principles.order_by("order"), tallies.principles)
    ]


def _outcomes(
    strategy: Strategy, tallies: Tallies, lines: Lines, indicators: Indicators
) -> list[Branch]:
    return [
        Branch(
            "outcome",
            outcome,
            tally,
            lines.get(("outcome", outcome.pk), ()),
            indicators.of_outcome(outcome.pk),
        )
        for outcome, tally in _each(strategy.outcomes.order_by("order"), tallies.outcomes)
    ]


def _each[P: (Principle, OutcomeArea, Outcome)](
    parts: Iterable[P], tallies: dict[int, Tally]
) -> list[tuple[P, Tally]]:
    return [(part, tallies.get(part.pk, NOTHING)) for part in parts]


def _stands_under(branch: Branch, above: Principle | OutcomeArea) -> bool:
    column = "principle_id" if isinstance(above, Principle) else "area_id"
    return bool(getattr(branch.part, column) == above.pk)


def _stands_alone(part: Part) -> bool:
    return isinstance(part, Outcome) and part.area_id is None and part.principle_id is None


def first_lines(links: QuerySet[ThreadLink], keys: Keys) -> Lines:
    """The first links of each outcome and principle, recommendations before actions: one query."""
    place = Window(
        RowNumber(),
        partition_by=[F("outcome"), F("principle")],
        order_by=[F("action").asc(nulls_first=True), F("recommendation").asc()],
    )
    first = (
        links.annotate(place=place)
        .filter(place__lte=EACH)
        .select_related("action__latest", "recommendation")
        .order_by("outcome", "principle", "place")
    )
    found: Lines = defaultdict(list)
    for link in first:
        kind = "outcome" if link.outcome_id else "principle"
        found[kind, link.outcome_id or link.principle_id or 0].append(line_of(link, keys))
    return found
