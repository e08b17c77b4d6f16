"""The fixed words of a strategy: states, kinds and places. "Not stated" is never a member."""

from enum import StrEnum


class Status(StrEnum):
    """Where a strategy is in its life."""

    DRAFT = "draft"
    ADOPTED = "adopted"
    SUPERSEDED = "superseded"


class StatementKind(StrEnum):
    """What kind of text a statement is."""

    ORGANISATIONAL_CHARACTERISTIC = "organisational characteristic"
    SERVICE_CHARACTERISTIC = "service characteristic"
    IMPLICATION = "implication"
    ACHIEVEMENT = "achievement"
    VALUE = "value"
    AMBITION = "ambition"
    EARLY_PRIORITY = "early priority"
    BEHAVIOUR = "behaviour"


class Place(StrEnum):
    """The part of the strategy's page that a section introduces, in reading order.

    A section at a statement kind's place introduces the statements of that kind.
    """

    INTRODUCTION = "introduction"
    VISION = "vision"
    RELATED = "related documents"
    ORGANISATIONAL_CHARACTERISTIC = "organisational characteristic"
    PRINCIPLES = "principles"
    SERVICE_CHARACTERISTIC = "service characteristic"
    OUTCOMES = "outcomes"
    IMPLICATION = "implication"
    ACHIEVEMENT = "achievement"
    VALUE = "value"
    AMBITION = "ambition"
    EARLY_PRIORITY = "early priority"
    BEHAVIOUR = "behaviour"
    INDICATORS = "indicators"
    CONCLUSION = "conclusion"


class RelatedKind(StrEnum):
    """What a document of the register is."""

    BUSINESS_STRATEGY = "business strategy"
    VALUES_AND_BEHAVIOURS = "values and behaviours"
    COUNCIL_PLAN = "council plan"
    BACKGROUND_PAPER = "background paper"


class Position(StrEnum):
    """Where a related document stands: above (this strategy serves it) or below it."""

    ABOVE = "above"
    BELOW = "below"


class Incorporates(StrEnum):
    """Whether a related document has taken up the principles of this strategy."""

    YES = "yes"
    NO = "no"
    NOT_YET = "not yet"
