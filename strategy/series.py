"""What was measured of one indicator, in order: what stands, and what has been corrected since."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from strategy.models import Measurement


@dataclass(frozen=True, slots=True)
class Line:
    """One measurement as it is shown; ``corrected`` when a later one of the same day stands."""

    measurement: Measurement
    corrected: bool
    correction: bool


def lines_of(measurements: Iterable[Measurement]) -> list[Line]:
    """Lines in the order given: the latest day first, of one day the last word first."""
    found = list(measurements)
    keys = [(one.day, one.forecast) for one in found]
    return [
        Line(one, corrected=key in keys[:place], correction=key in keys[place + 1 :])
        for place, (one, key) in enumerate(zip(found, keys, strict=True))
    ]


@dataclass(frozen=True, slots=True)
class Points:
    """What a chart draws: measured and forecast values that stand, each in order of days."""

    measured: tuple[tuple[date, Decimal], ...]
    forecast: tuple[tuple[date, Decimal], ...]


def points_of(lines: Iterable[Line]) -> Points:
    """The values that stand; forecasts only for days after the last measured one."""
    stand = [line.measurement for line in reversed(list(lines)) if not line.corrected]
    measured = tuple((one.day, one.value) for one in stand if not one.forecast)
    last = measured[-1][0] if measured else date.min
    ahead = tuple((one.day, one.value) for one in stand if one.forecast and one.day > last)
    return Points(measured, ahead)
