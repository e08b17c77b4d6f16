"""Strategies with indicators and measurements, for tests."""

from datetime import date
from decimal import Decimal
from typing import Any

from council import clock
from council.models import Council, Person
from strategy.models import Indicator, Measurement, Strategy


def strategy(council: Council, title: str = "Achieving Excellence", slug: str = "") -> Strategy:
    """A strategy of ``council``; made once for each slug."""
    slug = slug or "achieving-excellence"
    made, _ = Strategy.objects.get_or_create(council=council, slug=slug, defaults={"title": title})
    return made


def indicator(council: Council, code: str = "K1", **fields: Any) -> Indicator:
    """An indicator in pounds that should come down from 21 to 19; ``fields`` say otherwise."""
    above = fields.pop("strategy", None) or strategy(council)
    usual: dict[str, Any] = {
        "name": "Council spend per annum",
        "unit": "£",
        "target": Decimal(19_000_000),
        "good": "down",
        "frequency": "quarterly",
    }
    order = above.indicators.count() + 1
    return Indicator.objects.create(strategy=above, code=code, order=order, **(usual | fields))


def measured(
    indicator: Indicator, value: float | str, day: date, by: Person | None = None, **fields: Any
) -> Measurement:
    """One value on one day; ``forecast=True`` makes it a forecast."""
    return Measurement.objects.create(
        indicator=indicator,
        day=day,
        value=Decimal(str(value)),
        by=by,
        recorded_at=clock.now(),
        **fields,
    )
