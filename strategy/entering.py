"""What people type for an indicator: a value in its unit, a day in the quarter; and doubts.

Whatever is refused is refused with one sentence that says what to type instead.
"""

import re
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from strategy.indicator import Unit
from strategy.indicator_checks import check_value
from strategy.quantities import day_in_words, plain, quantity
from strategy.quarters import Quarter
from strategy.rating import Reading

NUMBER = re.compile(r"[-+]?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?|[-+]?\.\d+")
SUFFIXES = {"k": 10**3, "m": 10**6, "million": 10**6, "bn": 10**9, "billion": 10**9}
TAKES = {
    Unit.POUNDS: "pounds: give it such as £1,234.50 or £18.5m",
    Unit.PERCENT: "percent: give it such as 12.5 or 12.5%",
    Unit.NUMBER: "numbers: give it such as 1,234 or 12.5",
    Unit.YES_NO: "yes or no: give one of the two",
}
ANSWERS = {"yes": Decimal(1), "no": Decimal(0)}
DAY_FORMATS = ("%Y-%m-%d", "%d/%m/%Y", "%d %B %Y", "%d %b %Y")
LONGEST = 40

# When a value is so far from the last one that somebody should look again: beyond so many times
# it, under that part of it, or a jump of more than this share of the range known so far.
MOST_TIMES = Decimal(3)
LARGEST_JUMP = Decimal("0.5")


def read_value(text: str, unit: Unit) -> Decimal:
    """The value of what was typed; ValueError with a sentence for what does not fit the unit."""
    typed = text.strip()
    shown = f"“{typed[:LONGEST]}”"
    if unit is Unit.YES_NO:
        if typed.lower() not in ANSWERS:
            raise ValueError(f"{shown} is not an answer; this is measured as {TAKES[unit]}.")
        return ANSWERS[typed.lower()]
    number = _number_of(typed, shown, unit)
    places = -int(number.as_tuple().exponent)
    if unit is Unit.POUNDS and places > 2:
        raise ValueError(f"{shown} is finer than a penny; this is measured in {TAKES[unit]}.")
    check_value(shown, number, unit)
    return number


def _number_of(typed: str, shown: str, unit: Unit) -> Decimal:
    """The number without its sign of unit and its word for thousands or millions."""
    refusal = f"this is measured in {TAKES[unit]}."
    if "%" in typed and unit is not Unit.PERCENT:
        raise ValueError(f"{shown} is a percentage; {refusal}")
    if "£" in typed and unit is not Unit.POUNDS:
        raise ValueError(f"{shown} is an amount of money; {refusal}")
    bare = typed.replace("£", "", 1).removesuffix("%").strip().replace(" ", "")
    if bare.count(".") > 1:
        raise ValueError(f"{shown} has more than one decimal point; {refusal}")
    figures, factor = _without_suffix(bare.lower())
    if len(bare) > LONGEST or not bare.isascii() or not NUMBER.fullmatch(figures):
        raise ValueError(f"{shown} is not a number; {refusal}")
    return Decimal(figures.replace(",", "")) * factor


def _without_suffix(bare: str) -> tuple[str, int]:
    for suffix in sorted(SUFFIXES, key=len, reverse=True):
        if bare.endswith(suffix):
            return bare.removesuffix(suffix), SUFFIXES[suffix]
    return bare, 1


def read_day(text: str, quarter: Quarter, today: date) -> date:
    """The day typed; ValueError with a sentence where it is none, lies ahead or is outside."""
    typed = text.strip()
    day = _day_of(typed)
    if day is None:
        raise ValueError(f"“{typed[:LONGEST]}” is not a date. Give one such as 30 June 2023.")
    if day > today:
        raise ValueError(f"{day_in_words(day)} lies in the future: today is {day_in_words(today)}.")
    if day not in quarter:
        raise ValueError(f"{day_in_words(day)} lies outside {quarter.words}.")
    return day


def _day_of(typed: str) -> date | None:
    for form in DAY_FORMATS:
        try:
            return datetime.strptime(typed, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None


def doubt(value: Decimal, last: Reading | None, known: Iterable[Decimal], unit: Unit) -> str:
    """Why a value should be looked at again before it is saved; "" when it need not be.

    ``last`` is the value before it; ``known`` are all other figures of the indicator: with nought
    (and with 100, for percent) they span the range that a jump is measured by.
    """
    if last is None or unit is Unit.YES_NO or value == last.value:
        return ""
    before = f"the last value, {quantity(last.value, unit)} on {day_in_words(last.day)}"
    shown = quantity(value, unit)
    if last.value and value / last.value > MOST_TIMES:
        return f"{shown} is more than {plain(MOST_TIMES)} times {before}."
    if last.value and value / last.value < 1 / MOST_TIMES:
        return f"{shown} is less than a third of {before}."
    ends = [Decimal(100 if unit is Unit.PERCENT else 0), Decimal(0), last.value, *known]
    span = max(ends) - min(ends)
    if span and abs(value - last.value) > LARGEST_JUMP * span:
        return f"{shown} is a jump of more than half of all values known so far from {before}."
    return ""
