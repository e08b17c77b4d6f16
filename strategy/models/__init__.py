"""Strategies, their parts, the register around them, and the indicators under them."""

from strategy.models.indicator import Indicator, Measurement
from strategy.models.parts import Outcome, OutcomeArea, Principle, Section, Statement
from strategy.models.register import RelatedDocument, Rhythm
from strategy.models.strategy import Strategy

__all__ = [
    "Indicator",
    "Measurement",
    "Outcome",
    "OutcomeArea",
    "Principle",
    "RelatedDocument",
    "Rhythm",
    "Section",
    "Statement",
    "Strategy",
]
