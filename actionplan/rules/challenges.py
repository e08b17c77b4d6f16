"""What a query is: its codes, who is asked, which comes first, and a plan's rules as data. Pure.

A query (in code: a challenge) is a difference between what is declared and what the facts say.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Any

from django.core.exceptions import ValidationError


class Code(StrEnum):
    """Every rule there is. The values are stored: they may be added to, never changed."""

    UNKNOWN_RATING = "unknown rating"
    COMPLETE_NOT_GREEN = "complete not green"
    COMPLETE_LATE = "complete late"
    PAST_DATE = "past date"
    SLIPPED = "slipped"
    PAST_BAND = "past band"
    NO_RATING = "no rating"
    COMPLETE_OPEN_STEPS = "complete open steps"
    OPEN_STEPS_DONE = "open steps done"
    FEW_STEPS_DONE = "few steps done"
    NOT_UPDATED = "not updated"
    SAME_WORDS = "same words"
    NO_DATE = "no date"
    THIN_WORDS = "thin words"
    NO_LEAD = "no lead"
    VACANT_POST = "vacant post"
    WORDS_ONLY = "words only"
    TWO_IN_ONE = "two in one"

    @property
    def slug(self) -> str:
        """The rule in an address."""
        return self.value.replace(" ", "-")


# Queries to leads, the gravest first: a row shows the first of those that stand about it.
TO_LEADS = (
    Code.UNKNOWN_RATING, Code.COMPLETE_NOT_GREEN, Code.COMPLETE_LATE, Code.PAST_DATE, Code.SLIPPED,
    Code.PAST_BAND, Code.NO_RATING, Code.COMPLETE_OPEN_STEPS, Code.OPEN_STEPS_DONE,
    Code.FEW_STEPS_DONE, Code.NOT_UPDATED, Code.SAME_WORDS, Code.NO_DATE, Code.THIN_WORDS,
)  # fmt: skip
# What only the plan manager can mend: the set-up list. Its lines are never shown as headlines.
TO_SET_UP = (Code.NO_LEAD, Code.VACANT_POST, Code.WORDS_ONLY, Code.TWO_IN_ONE)

type Facts = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Challenge:
    """One query: its code, the facts in it, and the day from which it stands (None: at once).

    ``facts`` are names and values as text: days in ISO form, letters, names of periods, numbers.
    Nothing that a person typed freely stands in them, so that no redaction need look for it there.
    """

    code: Code
    facts: Facts = ()
    since: date | None = None

    @property
    def place(self) -> int:
        """Its place in the order of gravity, from 0."""
        return TO_LEADS.index(self.code) if self.is_to_lead else len(TO_LEADS)

    @property
    def is_to_lead(self) -> bool:
        """Whether it goes to the lead; else it stands in the set-up list."""
        return self.code in TO_LEADS

    def stands_on(self, day: date) -> bool:
        """Whether it stands on ``day``, if nothing is written until then."""
        return self.since is None or self.since <= day


def standing(challenges: Iterable[Challenge], day: date) -> list[Challenge]:
    """Those that stand on a day, the gravest first."""
    return sorted((one for one in challenges if one.stands_on(day)), key=lambda one: one.place)


def headline(challenges: Iterable[Challenge], day: date) -> Challenge | None:
    """The one that a row shows on a day: the gravest query to its lead."""
    return next((one for one in standing(challenges, day) if one.is_to_lead), None)


@dataclass(frozen=True, slots=True)
class Rules:
    """A plan's rules: which are off, and the numbers in the others.

    ``grace_days`` after its date an action is asked about; a date that has moved ``slips`` times is
    asked about; ``steps_done`` in a hundred is what should be done before the last period.
    ``published`` says that what dates suggest is published beside the lead's own rating.
    """

    off: tuple[str, ...] = ()
    grace_days: int = 0
    slips: int = 2
    steps_done: int = 50
    published: bool = False

    def asks(self, code: Code) -> bool:
        """Whether the plan uses the rule."""
        return code.value not in self.off


USUAL = Rules()
LEAST_AND_MOST = {"grace_days": (0, 365), "slips": (1, 20), "steps_done": (1, 100)}


def as_rules(data: Mapping[str, Any]) -> Rules:
    """Stored rules; what is not stored is as usual."""
    return Rules(**{**data, "off": tuple(data.get("off", ()))})


def check_rules(data: object) -> None:
    """Raise ValidationError unless ``data`` are rules: known names, known codes, fit numbers."""
    known = {one.name for one in fields(Rules)}
    if not isinstance(data, dict) or not set(data) <= known:
        raise ValidationError("Rules are given by their names.")
    off = data.get("off", [])
    if not isinstance(off, list | tuple) or not set(map(str, off)) <= {one.value for one in Code}:
        raise ValidationError("A rule that is off is one of the known rules.")
    for name, (least, most) in LEAST_AND_MOST.items():
        value = data.get(name, least)
        if type(value) is not int or not least <= value <= most:
            raise ValidationError(f"“{name}” is a number from {least} to {most}.")
    if type(data.get("published", False)) is not bool:
        raise ValidationError("“published” is true or false.")
