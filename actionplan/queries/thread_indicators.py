"""The indicators of a strategy with their ratings, as the thread's pages show them."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from strategy.indicator import Good, Unit
from strategy.models import Indicator, Measurement, Strategy
from strategy.rating import Aim, Rating, Reading, rate


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    """An indicator and how it is rated by what was last measured."""

    indicator: Indicator
    rating: Rating


@dataclass
class Indicators:
    """The indicators of one strategy, and which parts they measure."""

    lines: list[IndicatorLine] = field(default_factory=list)
    _outcomes: dict[int, list[IndicatorLine]] = field(default_factory=lambda: defaultdict(list))
    _principles: dict[int, list[IndicatorLine]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, strategy: Strategy) -> "Indicators":
        """All indicators of a strategy: two queries."""
        made = cls([line_of(one) for one in with_last_value(strategy.indicators.all())])
        by_id = {line.indicator.pk: line for line in made.lines}
        pairs = strategy.indicators.order_by().values_list("pk", "outcomes", "principles")
        for pk, outcome, principle in pairs:
            made._place(by_id[pk], outcome, principle)
        return made

    def _place(self, line: IndicatorLine, outcome: int | None, principle: int | None) -> None:
        for part, lines in ((outcome, self._outcomes), (principle, self._principles)):
            if part and line not in lines[part]:
                lines[part].append(line)

    def of_outcome(self, pk: int) -> list[IndicatorLine]:
        """The indicators that measure an outcome."""
        return self._outcomes.get(pk, [])

    def of_principle(self, pk: int) -> list[IndicatorLine]:
        """The indicators that measure a principle."""
        return self._principles.get(pk, [])


def with_last_value(indicators: QuerySet[Indicator]) -> QuerySet[Any]:
    """Indicators with ``last_day`` and ``last_value``: what was last measured, not forecast."""
    last = Measurement.objects.filter(indicator=OuterRef("pk"), forecast=False)
    last = last.order_by("-day", "-pk")
    return indicators.order_by("order").annotate(
        last_day=Subquery(last.values("day")[:1]), last_value=Subquery(last.values("value")[:1])
    )


def line_of(indicator: Any) -> IndicatorLine:
    """An indicator that carries its last value, rated."""
    reading = None
    if indicator.last_day is not None:
        reading = Reading(indicator.last_day, indicator.last_value)
    aim = Aim(
        unit=Unit(indicator.unit) if indicator.unit else None,
        target=indicator.target,
        target_date=indicator.target_date,
        good=Good(indicator.good) if indicator.good else None,
        tolerance=indicator.tolerance,
        baseline=indicator.baseline,
        baseline_date=indicator.baseline_date,
    )
    return IndicatorLine(indicator, rate(aim, reading))


def rating_counts(lines: Iterable[IndicatorLine]) -> list[tuple[str, int]]:
    """How many indicators have each rating, in words: "Off target", 2."""
    counts = Counter(line.rating.code for line in lines)
    return [
        (code.value.capitalize(), counts[code])
        for code in type(rate(Aim(), None).code)
        if counts[code]
    ]
