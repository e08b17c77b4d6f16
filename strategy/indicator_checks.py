"""Whether an indicator holds together: values that fit its unit, dates in order."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from strategy.indicator import Indicator, Unit

# More pounds than all councils of the kingdom spend in a year.
LARGEST = Decimal(10) ** 12
FINEST = Decimal("0.0001")


def check_indicator(indicator: Indicator) -> None:
    """Raise ValueError with one sentence unless the indicator holds together."""
    place = f"Indicator {indicator.code}"
    if len(set(indicator.measures)) < len(indicator.measures):
        raise ValueError(f"{place} measures the same outcome or principle twice.")
    for what, value in values(indicator):
        check_value(f"{place}: {what}", value, indicator.unit)
    if indicator.tolerance is not None and indicator.tolerance < 0:
        raise ValueError(f"{place}: the tolerance cannot be less than nothing.")
    if indicator.computed and indicator.measurements:
        raise ValueError(f"{place} is computed, so it cannot have typed measurements.")
    check_days(indicator, place)


def values(indicator: Indicator) -> Iterator[tuple[str, Decimal]]:
    """Every value of an indicator with its name."""
    for what in ("baseline", "target", "tolerance"):
        value = getattr(indicator, what)
        if value is not None:
            yield f"the {what}", value
    for measurement in indicator.measurements:
        yield f"the measurement of {measurement.day}", measurement.value


def check_value(place: str, value: Decimal, unit: Unit | None) -> None:
    """Refuse a value that is no number, is out of all bounds or does not fit its unit."""
    if unit is None:
        raise ValueError(f"{place} has no unit: say first in what the indicator is measured.")
    if not value.is_finite() or value.copy_abs() >= LARGEST:
        raise ValueError(f"{place} must be a number below {LARGEST:,}.")
    if value != value.quantize(FINEST):
        raise ValueError(f"{place} has more than four decimal places.")
    if unit is Unit.YES_NO and value not in {Decimal(0), Decimal(1)}:
        raise ValueError(f"{place} must be 1 for yes or 0 for no.")


def check_days(indicator: Indicator, place: str) -> None:
    """Refuse a target before its baseline, and measurements that are not in order of their days."""
    start, end = indicator.baseline_date, indicator.target_date
    if start and end and end < start:
        raise ValueError(f"{place}: the target of {end} comes before the baseline of {start}.")
    for before, after in pairwise(indicator.measurements):
        if after.day < before.day:
            raise ValueError(f"{place}: the measurement of {after.day} stands after a later one.")
