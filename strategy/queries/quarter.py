"""What is on record for the indicators of a quarter: one query, however many they are."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from decimal import Decimal

from strategy.forms.quarter_row import QuarterRow
from strategy.forms.quarter_standing import Standing
from strategy.indicator import Frequency
from strategy.models import Indicator, Measurement
from strategy.quarters import Quarter, forecast_day, is_due
from strategy.queries.indicators import IndicatorRow
from strategy.rating import Reading


def quarter_rows(rows: Iterable[IndicatorRow], quarter: Quarter, today: date) -> list[QuarterRow]:
    """A row of the page for each of ``rows`` that has a unit and is not computed."""
    chosen = [row for row in rows if row.unit and not row.indicator.computed]
    known = _measurements([row.indicator.pk for row in chosen])
    return [
        QuarterRow(row, row.unit, quarter, today, standing)
        for row in chosen
        if row.unit
        for standing in [standing_of(row.indicator, known[row.indicator.pk], quarter)]
    ]


def _measurements(indicators: Collection[int]) -> dict[int, list[Measurement]]:
    """Of each indicator those that stand, in order of their days."""
    stands: dict[tuple[int, date, bool], Measurement] = {}
    found = Measurement.objects.filter(indicator__in=indicators).select_related("by")
    for one in found.order_by("day", "pk"):
        stands[one.indicator_id, one.day, one.forecast] = one
    known: dict[int, list[Measurement]] = defaultdict(list)
    for one in stands.values():
        known[one.indicator_id].append(one)
    return known


def standing_of(indicator: Indicator, known: list[Measurement], quarter: Quarter) -> Standing:
    """What one quarter has of ``known``, and what came before it."""
    measured = [one for one in known if not one.forecast]
    ahead = forecast_day(quarter, indicator.target_date)
    return Standing(
        value=_last(one for one in measured if one.day in quarter),
        forecast=_last(one for one in known if one.forecast and one.day == ahead),
        before=_before(indicator, measured, quarter),
        known=_figures(indicator, measured),
    )


def _last(measurements: Iterable[Measurement]) -> Measurement | None:
    return max(measurements, key=lambda one: one.day, default=None)


def _before(indicator: Indicator, measured: list[Measurement], quarter: Quarter) -> Reading | None:
    """The last value before the quarter, or else the baseline if it has a date."""
    last = _last(one for one in measured if one.day < quarter.first)
    if last:
        return last.reading
    if indicator.baseline is None or indicator.baseline_date is None:
        return None
    return Reading(indicator.baseline_date, indicator.baseline)


def _figures(indicator: Indicator, measured: list[Measurement]) -> tuple[Decimal, ...]:
    """Every figure known of it, for the range of its values."""
    stated = (indicator.baseline, indicator.target)
    return (*(one.value for one in measured), *(one for one in stated if one is not None))


def due_rows(rows: Iterable[QuarterRow]) -> list[QuarterRow]:
    """Those that want a value in their quarter, and those that have one that may be corrected."""
    return [row for row in rows if row.standing.value or _is_due(row)]


def _is_due(row: QuarterRow) -> bool:
    frequency = Frequency(row.indicator.frequency) if row.indicator.frequency else None
    before = row.standing.before
    return is_due(frequency, before.day if before else None, row.quarter)
