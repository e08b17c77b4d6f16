"""Values of indicators, and days, in words: "£18.5 million", "45%", "Yes", "March 2020"."""

from calendar import monthrange
from datetime import date
from decimal import Decimal

from strategy.indicator import Unit

MILLION = Decimal(1_000_000)
FINEST_OF_A_MILLION = Decimal("0.001")


def quantity(value: Decimal, unit: Unit | None) -> str:
    """The value with its unit, exact and as short as that allows."""
    if unit is Unit.YES_NO:
        return "Yes" if value else "No"
    sign, size = ("-" if value < 0 else ""), abs(value)
    match unit:
        case Unit.POUNDS:
            return f"{sign}£{_pounds(size)}"
        case Unit.PERCENT:
            return f"{sign}{plain(size)}%"
        case _:
            return sign + plain(size)


def plain(value: Decimal) -> str:
    """The value with thousands parted and no nought at its end: 73,390 or 18.5."""
    return f"{value.normalize() + 0:,f}"


def _pounds(size: Decimal) -> str:
    """Whole pounds, pounds and pence, or millions where that loses nothing."""
    millions = size / MILLION
    if size >= MILLION and millions == millions.quantize(FINEST_OF_A_MILLION):
        return f"{plain(millions)} million"
    whole = size == size.to_integral_value()
    return plain(size) if whole else f"{size.quantize(Decimal('0.01')):,f}"


def day_in_words(day: date) -> str:
    """30 September 2022."""
    return f"{day.day} {day:%B %Y}"


def term_in_words(day: date) -> str:
    """The month where ``day`` is its last, as targets are set for months; else the day."""
    ends = day.day == monthrange(day.year, day.month)[1]
    return f"{day:%B %Y}" if ends else day_in_words(day)
