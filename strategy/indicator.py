"""An indicator as a value: what is measured, where it should go, and what was measured."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from council.texts import Code, Line, Phrase, Text


class Unit(StrEnum):
    """What a value counts. A yes is 1 and a no is 0."""

    POUNDS = "£"
    PERCENT = "%"
    NUMBER = "number"
    YES_NO = "yes/no"


class Good(StrEnum):
    """Which way is good."""

    UP = "up"
    DOWN = "down"


class Frequency(StrEnum):
    """How often something is measured, reviewed or reported."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    TWICE_A_YEAR = "twice a year"
    ANNUALLY = "annually"


class Figure(StrEnum):
    """The figures that the product computes itself, so that nobody types them."""

    ACTIONS_ON_TRACK = "share of actions on track"
    ACTIONS_OVERDUE = "actions overdue"
    UPDATED_IN_TIME = "share of actions updated in time"
    INDICATORS_ON_TRACK = "share of indicators on track"


@dataclass(frozen=True, slots=True)
class Measurement:
    """One value, on the day it speaks of; ``forecast`` when it is expected and not yet measured."""

    day: date
    value: Decimal
    note: Text = ""
    forecast: bool = False


@dataclass(frozen=True, slots=True)
class Indicator:
    """A number with a direction. Values are in ``unit``; the tolerance is, too.

    ``unit`` None: the source does not say in what it is measured, and nothing can be entered until
    somebody does. ``target_words`` are the source's ("under £19m"); ``target_date`` is the last day
    of what they name. ``measures`` are codes of outcomes and principles. ``computed`` names the
    figure that the product computes; such an indicator has no typed measurements.
    """

    code: Code
    name: Line
    unit: Unit | None = None
    baseline: Decimal | None = None
    baseline_date: date | None = None
    target: Decimal | None = None
    target_words: Phrase = ""
    target_date: date | None = None
    good: Good | None = None
    tolerance: Decimal | None = None
    frequency: Frequency | None = None
    owner_post: Phrase = ""
    formula: Text = ""
    note: Text = ""
    computed: Figure | None = None
    measures: tuple[Code, ...] = ()
    measurements: tuple[Measurement, ...] = ()
