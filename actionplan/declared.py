"""What is declared of an action, as values: status, dates, steps, who agreed, who spoke last. Pure.

``None`` means "the source does not say". Posts are named by their title; people are never named.
"""

import datetime
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Status(StrEnum):
    """Where an action is in its life. "Not stated" is ``None``, not a member."""

    NOT_STARTED = "not started"
    IN_PROGRESS = "in progress"
    COMPLETE = "complete"
    BUSINESS_AS_USUAL = "business as usual"
    DEFERRED = "deferred"
    CANCELLED = "cancelled"
    SUPERSEDED = "superseded"

    @property
    def is_open(self) -> bool:
        """Whether the council still has something to do."""
        return self not in CLOSED


class Confidence(StrEnum):
    """How sure the owner is that the action will achieve its purpose. "Not stated" is ``None``."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Response(StrEnum):
    """Whether the council accepts a recommendation. "Not stated" is ``None``."""

    ACCEPTED = "accepted"
    PARTLY = "partly accepted"
    DECLINED = "declined"


CLOSED = frozenset({Status.COMPLETE, Status.BUSINESS_AS_USUAL, Status.CANCELLED, Status.SUPERSEDED})


class Precision(StrEnum):
    """How exact a date is. The date kept is always the last day of what the words name."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    YEAR = "year"


class StepState(StrEnum):
    """Whether a step is done. "Not stated" is ``None``: an imported bullet says neither."""

    OPEN = "open"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Moment:
    """A date with its precision: 30 September 2022, or (the last day of) September 2022."""

    date: datetime.date
    precision: Precision = Precision.DAY


@dataclass(frozen=True, slots=True)
class Due:
    """When something is due: the plan's own words, and a date where the words give one."""

    words: str = ""
    date: datetime.date | None = None
    precision: Precision | None = None

    def __bool__(self) -> bool:
        return bool(self.words or self.date)


@dataclass(frozen=True, slots=True)
class Step:
    """A sub-task of an action: a bullet of the source."""

    words: str
    state: StepState | None = None


@dataclass(frozen=True, slots=True)
class Revision:
    """A change of due date after the first agreed one.

    ``by_meeting`` says that the meeting on which it hangs was moved, which is no slip.
    """

    before: Due
    after: Due
    reason: str = ""
    agreed_by: str = ""
    by_meeting: bool = False


@dataclass(frozen=True, slots=True)
class Proposal:
    """A due date that a lead proposes and nobody has answered yet; ``post`` is the lead's title.

    The date in force stays until it is agreed.
    """

    due: Due
    reason: str = ""
    proposed_on: date | None = None
    post: str | None = None


@dataclass(frozen=True, slots=True)
class LastUpdate:
    """When the lead last spoke, of which day, in which period; ``post`` is the lead's title.

    ``agreed`` says whether the head of service has agreed it; None where nobody is asked to.
    """

    as_at: date
    recorded_on: date
    period: str | None = None
    post: str | None = None
    agreed: bool | None = None
