"""The plan manager's desk: how far each action is in a period, and which of its days are past.

Pure: over what was read already.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from actionplan.words import counted


class Stage(StrEnum):
    """How far an action's update is in a period; the value is what the desk calls it."""

    NOT_STARTED = "Not started"
    DRAFTED = "Drafted"
    RETURNED = "Returned"
    SUBMITTED = "Submitted"
    AGREED = "Agreed"


OWED = (Stage.NOT_STARTED, Stage.DRAFTED, Stage.RETURNED)


@dataclass(frozen=True, slots=True)
class Facts:
    """What decides the stage of one action in one period.

    ``verdict`` is how the head of service answered ("agreed", "returned"; None for no answer, or
    where the plan asks for none); a draft says only that somebody has begun.
    """

    is_given: bool
    has_draft: bool
    verdict: str | None


def stage(facts: Facts) -> Stage:
    """What was returned is owed again, whoever has begun to mend it."""
    if facts.verdict == "returned":
        return Stage.RETURNED
    if not facts.is_given:
        return Stage.DRAFTED if facts.has_draft else Stage.NOT_STARTED
    return Stage.AGREED if facts.verdict == "agreed" else Stage.SUBMITTED


def sentence(counts: Mapping[Stage, int]) -> str:
    """ "12 of 19 updates are given; 7 are to come: 5 not started, 2 drafted"."""
    every = sum(counts.values())
    owed = [(one, counts[one]) for one in OWED if counts.get(one)]
    left = sum(number for _, number in owed)
    if not every:
        return "No action of this plan is open"
    if not left:
        return "The only update is given" if every == 1 else f"All {every:,} updates are given"
    to_come = ", ".join(f"{number:,} {one.lower()}" for one, number in owed)
    given = every - left
    updates, verb = counted(every, "update"), "is" if given == 1 else "are"
    return f"{given:,} of {updates} {verb} given; {left:,} to come: {to_come}"


def in_all(each: Iterable[Stage]) -> Counter[Stage]:
    """How many actions are at each stage."""
    return Counter(each)


@dataclass(frozen=True, slots=True)
class Mark:
    """One day of a period, as its bar shows it: "past", "today" or "ahead" is said in words."""

    name: str
    day: date
    when: str


def marks(days: Iterable[tuple[str, date | None]], today: date) -> list[Mark]:
    """The days of a period in their order, today among them."""
    known = [(day, name) for name, day in days if day]
    if all(day != today for day, _ in known):
        known.append((today, "Today"))
    in_order = sorted(known, key=lambda one: one[0])
    return [Mark(name, day, _when(day, today)) for day, name in in_order]


def _when(day: date, today: date) -> str:
    if day == today:
        return "today"
    return "past" if day < today else "ahead"
