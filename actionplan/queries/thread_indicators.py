"""The indicators of a strategy with their ratings, as the thread's pages show them."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from council.scope import Scope
from strategy.models import Strategy
from strategy.queries.indicators import IndicatorRow, indicators, rows_of
from strategy.rating import Code


@dataclass
class Indicators:
    """The indicators of one strategy, and which parts they measure."""

    lines: list[IndicatorRow] = field(default_factory=list)
    _outcomes: dict[int, list[IndicatorRow]] = field(default_factory=lambda: defaultdict(list))
    _principles: dict[int, list[IndicatorRow]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, scope: Scope, strategy: Strategy) -> "Indicators":
        """All indicators of a strategy, in a fixed number of queries."""
        made = cls(rows_of(scope, indicators(scope).filter(strategy=strategy)))
        by_id = {line.indicator.pk: line for line in made.lines}
        pairs = strategy.indicators.order_by().values_list("pk", "outcomes", "principles")
        for pk, outcome, principle in pairs:
            made._place(by_id[pk], outcome, principle)
        return made

    def _place(self, line: IndicatorRow, outcome: int | None, principle: int | None) -> None:
        for part, lines in ((outcome, self._outcomes), (principle, self._principles)):
            if part and line not in lines[part]:
                lines[part].append(line)

    def of_outcome(self, pk: int) -> list[IndicatorRow]:
        """The indicators that measure an outcome."""
        return self._outcomes.get(pk, [])

    def of_principle(self, pk: int) -> list[IndicatorRow]:
        """The indicators that measure a principle."""
        return self._principles.get(pk, [])


def rating_counts(lines: Iterable[IndicatorRow]) -> list[tuple[str, int]]:
    """How many indicators have each rating, in words: "Off target", 2."""
    counts = Counter(line.rating.code for line in lines)
    return [(code.value.capitalize(), counts[code]) for code in Code if counts[code]]
