"""What is on record for one indicator in one quarter, and how it looks in the fields of a form."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from strategy.indicator import Unit
from strategy.models import Indicator, Measurement
from strategy.quantities import plain, quantity
from strategy.rating import Reading


@dataclass(frozen=True, slots=True)
class Standing:
    """What is on record for one indicator in one quarter, and what it is compared with."""

    value: Measurement | None = None
    forecast: Measurement | None = None
    before: Reading | None = None
    known: tuple[Decimal, ...] = ()

    @property
    def token(self) -> str:
        """Which measurements a form was made from."""
        return f"{self.value.pk if self.value else ''}.{self.forecast.pk if self.forecast else ''}"


def prefix_of(indicator: Indicator) -> str:
    """What the names of its fields begin with; codes are those of one strategy only."""
    return f"i{indicator.pk}"


def as_typed(measurement: Measurement | None, unit: Unit) -> str:
    if measurement is None:
        return ""
    return quantity(measurement.value, unit) if unit is Unit.YES_NO else plain(measurement.value)


def shown_of(
    token: str, indicator: Indicator, shown: Mapping[int, Measurement]
) -> tuple[Measurement | None, Measurement | None]:
    """The two measurements from which the form was made."""
    value, _, forecast = token.partition(".")
    found = [
        shown.get(int(pk)) if pk.isdecimal() and len(pk) < 19 else None for pk in (value, forecast)
    ]
    mine = [one if one and one.indicator_id == indicator.pk else None for one in found]
    return mine[0], mine[1]
