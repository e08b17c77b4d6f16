"""The lines of a plan's key and of its timescales, as values. Pure."""

from dataclasses import dataclass
from enum import StrEnum


class Guard(StrEnum):
    """What must be so before a rating may be chosen."""

    NONE = ""
    COMPLETE = "complete"  # only for what is complete or business as usual
    OPEN = "open"  # only for what is not complete
    COMMENTARY = "commentary"  # not without a commentary


@dataclass(frozen=True, slots=True)
class Rating:
    """One line of a plan's key, e.g. G, Green, circle, "on track to achieve target".

    ``shape`` and ``colour`` name a drawing and a tone that the style sheets know:
    shapes circle, triangle, square, diamond; colours green, amber, red, blue, grey. A rating that
    does not count in the roll-up ("not due yet") is left out of every bar and said beside it.
    ``guard`` is what must be so before it may be chosen.
    """

    letter: str
    word: str
    shape: str
    colour: str
    definition: str = ""
    counts: bool = True
    guard: Guard = Guard.NONE


@dataclass(frozen=True, slots=True)
class Band:
    """One line of a plan's timescale key: code A, "1-3 months", from 1 to 3 months.

    ``to_months`` is None where the band has no end that the key states ("6-12+ months" has 12
    as its stated end and ``open_ended`` set).
    """

    code: str
    words: str
    from_months: int | None = None
    to_months: int | None = None
    open_ended: bool = False
