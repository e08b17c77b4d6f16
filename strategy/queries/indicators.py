"""Indicators as rows: each with what stands, its rating, and who may enter its values."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import F, OuterRef, QuerySet, Subquery

from council.scope import Scope
from strategy.access import held_posts, may_measure
from strategy.computing import UNITS, Computed, Key, computed_figures, share
from strategy.indicator import Figure, Unit
from strategy.models import Indicator, Measurement
from strategy.quantities import quantity
from strategy.rating import Aim, Code, Rating, Reading, rate


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """One indicator with what stands about it.

    ``latest`` is the measurement of the latest day, ``forecast`` that of the furthest day after
    it. A computed one has ``computed`` in place of both.
    """

    indicator: Indicator
    latest: Measurement | None = None
    forecast: Measurement | None = None
    computed: Computed | None = None
    may_measure: bool = False

    @property
    def unit(self) -> Unit | None:
        figure = self.indicator.computed
        return UNITS[Figure(figure)] if figure else self.indicator.stated_unit

    @property
    def aim(self) -> Aim:
        return replace(self.indicator.aim, unit=self.unit)

    @property
    def reading(self) -> Reading | None:
        """The value that is rated, and the day it speaks of."""
        if self.indicator.computed:
            return self.computed.reading if self.computed else None
        return self.latest.reading if self.latest else None

    @property
    def rating(self) -> Rating:
        return rate(self.aim, self.reading)

    @property
    def current(self) -> str:
        """The value in words; "" where there is none."""
        return quantity(self.reading.value, self.unit) if self.reading else ""

    @property
    def measured_on(self) -> date | None:
        return self.reading.day if self.reading else None

    @property
    def target(self) -> str:
        """The target in words; "" where there is none."""
        target = self.indicator.target
        return quantity(target, self.unit) if target is not None else ""

    @property
    def expected(self) -> str:
        """The forecast in words; "" where there is none."""
        return quantity(self.forecast.value, self.unit) if self.forecast else ""


def indicators(scope: Scope) -> QuerySet[Indicator]:
    """The indicators of the member's council, by strategy, with strategy and owner at hand."""
    return (
        Indicator.objects.filter(strategy__council=scope.council)
        .select_related("strategy", "owner_post")
        .order_by("strategy", "order", "pk")
    )


def rows_of(scope: Scope, chosen: QuerySet[Indicator]) -> list[IndicatorRow]:
    """A row for each of ``chosen``, in its order, in a fixed number of queries."""
    found = list(chosen.annotate(latest_id=_last(forecast=False), forecast_id=_last(forecast=True)))
    for indicator in found:
        indicator.strategy.council = scope.council
    rows = _with_measurements(found)
    held = held_posts(scope)
    rows = [replace(row, may_measure=may_measure(scope, row.indicator, held)) for row in rows]
    return _with_figures(scope, rows)


def _last(*, forecast: bool) -> Subquery:
    """The measurement that stands for the latest day: of that day, the one recorded last."""
    known = Measurement.objects.filter(indicator=OuterRef("pk"), forecast=forecast)
    return Subquery(known.order_by("-day", "-pk").values("pk")[:1])


def _with_measurements(found: Iterable[Indicator]) -> list[IndicatorRow]:
    wanted = {pk for one in found for pk in (_latest_id(one), _forecast_id(one)) if pk}
    known = Measurement.objects.in_bulk(wanted)
    return [
        IndicatorRow(one, latest, _still_ahead(known.get(_forecast_id(one) or 0), latest))
        for one in found
        for latest in [known.get(_latest_id(one) or 0)]
    ]


def _latest_id(indicator: Indicator) -> int | None:
    return indicator.latest_id  # type: ignore[attr-defined]


def _forecast_id(indicator: Indicator) -> int | None:
    return indicator.forecast_id  # type: ignore[attr-defined]


def _still_ahead(forecast: Measurement | None, latest: Measurement | None) -> Measurement | None:
    """A forecast of a day that has been measured since is one no longer."""
    if forecast and latest and forecast.day <= latest.day:
        return None
    return forecast


def _with_figures(scope: Scope, rows: list[IndicatorRow]) -> list[IndicatorRow]:
    """The rows with what the product computes itself."""
    wanted = {key for row in rows if (key := _key(row.indicator))}
    of_tracker = {key for key in wanted if key[1] is not Figure.INDICATORS_ON_TRACK}
    figures = computed_figures(scope, of_tracker)
    rows = [_with(row, figures) for row in rows]
    strategies = {strategy for strategy, _ in wanted - of_tracker}
    return [_with(row, indicators_on_track(rows, strategies, scope.today)) for row in rows]


def _key(indicator: Indicator) -> Key | None:
    figure = indicator.computed
    return (indicator.strategy_id, Figure(figure)) if figure else None


def _with(row: IndicatorRow, figures: dict[Key, Computed]) -> IndicatorRow:
    key = _key(row.indicator)
    return replace(row, computed=figures[key]) if key in figures else row


def indicators_on_track(
    rows: Sequence[IndicatorRow], strategies: Collection[int], today: date
) -> dict[Key, Computed]:
    """For each strategy the share of its indicators that are on target, of all but this share."""
    codes: dict[int, list[Code]] = defaultdict(list)
    for row in rows:
        if row.indicator.computed != Figure.INDICATORS_ON_TRACK and strategies:
            codes[row.indicator.strategy_id].append(row.rating.code)
    return {
        (pk, Figure.INDICATORS_ON_TRACK): Computed(
            today, share(good, len(codes[pk])), f"{good} of {len(codes[pk])} indicators on target."
        )
        for pk in strategies
        for good in [codes[pk].count(Code.ON_TARGET)]
    }


def measurements_of(indicator: Indicator) -> QuerySet[Measurement]:
    """What was measured and forecast, the latest day first; of one day, the last word first."""
    return indicator.measurements.select_related("by").order_by(F("day").desc(), F("pk").desc())
