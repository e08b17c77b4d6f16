"""Rating an indicator, with the rule in plain words and the numbers in it.

The rule, in order:

1. Without a target, a unit, a direction of good or a measurement there is no rating, and the
   result says which is missing. Nothing is green because nobody looks.
2. A value is held against what is expected on its day. That is a point on the straight line from
   the baseline to the target where both have a date and the day lies between them; else the
   target itself. The words say which, and why.
3. As good as expected or better: on target. Worse by no more than the tolerance: within
   tolerance. Else: off target.

A yes or no is on target when it equals the target: it has no half way, no direction, no tolerance.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from strategy.indicator import Good, Unit
from strategy.quantities import day_in_words, quantity, term_in_words

# How finely a point of the straight line is reckoned, by how far it is from end to end. The value
# is compared with the rounded point, so that the rule in words and the rating cannot differ.
FINENESS = (
    (Decimal(1), Decimal("0.0001")),
    (Decimal(1000), Decimal("0.01")),
    (Decimal("Infinity"), Decimal(1)),
)


class Code(StrEnum):
    """What a rating says. The first three are ratings; the rest say why there is none."""

    ON_TARGET = "on target"
    WITHIN_TOLERANCE = "within tolerance"
    OFF_TARGET = "off target"
    NO_TARGET = "no target"
    NO_UNIT = "no unit"
    NO_DIRECTION = "no direction"
    NO_MEASUREMENT = "never measured"


@dataclass(frozen=True, slots=True)
class Look:
    """What a mark is drawn from: never colour alone."""

    letter: str
    shape: str
    colour: str


LOOKS = {
    Code.ON_TARGET: Look("G", "circle", "green"),
    Code.WITHIN_TOLERANCE: Look("A", "triangle", "amber"),
    Code.OFF_TARGET: Look("R", "square", "red"),
}
UNRATED = {
    Code.NO_TARGET: "No target: nothing says what this should reach, so it is not rated.",
    Code.NO_UNIT: "Not rated: nobody has said in what this is measured.",
    Code.NO_DIRECTION: "Not rated: nobody has said whether higher or lower is good.",
    Code.NO_MEASUREMENT: "Never measured: there is a target and nothing to compare with it.",
}


@dataclass(frozen=True, slots=True)
class Aim:
    """Where an indicator should go: all that its rating depends on besides the value."""

    unit: Unit | None = None
    target: Decimal | None = None
    target_date: date | None = None
    good: Good | None = None
    tolerance: Decimal | None = None
    baseline: Decimal | None = None
    baseline_date: date | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A value and the day it speaks of."""

    day: date
    value: Decimal


@dataclass(frozen=True, slots=True)
class Rating:
    """The code, and the rule in words. ``look`` is None where there is no rating."""

    code: Code
    rule: str

    @property
    def word(self) -> str:
        """ "On target"."""
        return self.code.value.capitalize()

    @property
    def look(self) -> Look | None:
        return LOOKS.get(self.code)


@dataclass(frozen=True, slots=True)
class Expected:
    """What a value is held against; ``words`` name it and ``why`` says why not the line."""

    value: Decimal
    words: str
    why: str = ""


def rate(aim: Aim, reading: Reading | None) -> Rating:
    """The rating of ``reading`` (None: never measured) by the rule above."""
    if aim.target is None:
        return _unrated(Code.NO_TARGET)
    if aim.unit is None:
        return _unrated(Code.NO_UNIT)
    if aim.good is None and aim.unit is not Unit.YES_NO:
        return _unrated(Code.NO_DIRECTION)
    if reading is None:
        return _unrated(Code.NO_MEASUREMENT)
    if aim.unit is Unit.YES_NO:
        return _rate_yes_or_no(aim, aim.target, reading)
    return _compare(aim, reading, expected_by(aim, aim.target, reading.day))


def _unrated(code: Code) -> Rating:
    return Rating(code, UNRATED[code])


def _rate_yes_or_no(aim: Aim, target: Decimal, reading: Reading) -> Rating:
    met = reading.value == target
    code = Code.ON_TARGET if met else Code.OFF_TARGET
    is_it = "is" if met else "is not"
    shown = quantity(reading.value, aim.unit)
    rule = f"{shown} {is_it} {quantity(target, aim.unit)}, the {_target(aim)}."
    return Rating(code, f"{code.value.capitalize()}: {rule}")


def expected_by(aim: Aim, target: Decimal, day: date) -> Expected:
    """The point of the straight line on ``day``, or the target and why the line is not used."""
    why = _why_no_line(aim, day)
    start, begins, ends = aim.baseline, aim.baseline_date, aim.target_date
    if why is not None or start is None or begins is None or ends is None:
        words = f"{quantity(target, aim.unit)}, the {_target(aim)}"
        return Expected(target, words, why or "")
    share = Decimal((day - begins).days) / (ends - begins).days
    fineness = next(step for below, step in FINENESS if abs(target - start) < below)
    point = (start + (target - start) * share).quantize(fineness)
    words = (
        f"{quantity(point, aim.unit)}, expected by {day_in_words(day)} on a straight line from "
        f"{quantity(start, aim.unit)} on {day_in_words(begins)} to the target of "
        f"{quantity(target, aim.unit)} for {term_in_words(ends)}"
    )
    return Expected(point, words)


def _why_no_line(aim: Aim, day: date) -> str | None:
    """Why a value is held against the target itself; "" where that needs no word, None: line."""
    if aim.baseline is None:
        return "there is no baseline"
    if aim.baseline_date is None:
        return "the baseline has no date"
    if aim.target_date is None:
        return "the target has no date"
    if day < aim.baseline_date:
        return "the value is older than the baseline"
    return "" if day >= aim.target_date else None


def _target(aim: Aim) -> str:
    return f"target for {term_in_words(aim.target_date)}" if aim.target_date else "target"


def _compare(aim: Aim, reading: Reading, expected: Expected) -> Rating:
    """On target, within tolerance or off target, and the sentence that shows it."""
    falls_short = reading.value - expected.value
    if aim.good is Good.UP:
        falls_short = -falls_short
    tolerance = aim.tolerance or Decimal(0)
    code = Code.OFF_TARGET
    if falls_short <= 0:
        code = Code.ON_TARGET
    elif falls_short <= tolerance:
        code = Code.WITHIN_TOLERANCE
    shown = quantity(reading.value, aim.unit)
    rule = f"{code.value.capitalize()}: {shown} {_where(aim, code)} {expected.words}"
    rule += _by_how_much(aim, code, falls_short)
    because = f" Held against the target itself, as {expected.why}." if expected.why else ""
    return Rating(code, f"{rule}.{because}")


def _where(aim: Aim, code: Code) -> str:
    if code is Code.ON_TARGET:
        return "is at or above" if aim.good is Good.UP else "is at or below"
    return "is below" if aim.good is Good.UP else "is above"


def _by_how_much(aim: Aim, code: Code, falls_short: Decimal) -> str:
    """ ", by 0.5; up to 1 is tolerated"."""
    if code is Code.ON_TARGET:
        return ""
    by = f"; that is {quantity(falls_short, aim.unit)} short"
    if aim.good is Good.DOWN:
        by = f"; that is {quantity(falls_short, aim.unit)} too much"
    if not aim.tolerance:
        return f"{by}, and no tolerance is set"
    allowed = quantity(aim.tolerance, aim.unit)
    return f"{by}, {'and' if code is Code.WITHIN_TOLERANCE else 'but only'} {allowed} is tolerated"
