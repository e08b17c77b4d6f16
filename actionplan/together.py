"""What is counted over several plans together, and how their ratings are told apart."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from actionplan.charts import NONE
from actionplan.key_lines import Rating
from actionplan.models import Plan
from actionplan.words import NOT_RATED
from council.marks import TONES


class Whole(StrEnum):
    """One figure of all plans in force, as it stands in an address."""

    ACTIONS = "actions"
    COMPLETE = "complete"
    OPEN = "open"
    PAST_DATE = "past-their-date"
    RATED = "rated"


IN_WORDS = {
    Whole.ACTIONS: "Actions of all plans in force",
    Whole.COMPLETE: "Complete or business as usual",
    Whole.OPEN: "Open",
    Whole.PAST_DATE: "Open and past their own date",
}
# The filter of one plan's page that shows the same there.
ON_ITS_PAGE: Mapping[Whole, Mapping[str, str]] = {
    Whole.ACTIONS: {},
    Whole.COMPLETE: {"status": "done"},
    Whole.OPEN: {"status": "open"},
    Whole.PAST_DATE: {"due": "past"},
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A rating as several plans may share it; not rated is one too.

    ``counts`` is False where the key keeps it out of the roll-up.
    """

    word: str
    letter: str
    tone: str
    counts: bool = True

    @property
    def query(self) -> dict[str, str]:
        """The mark as it stands in an address."""
        kept_out = {} if self.counts else {"counts": "no"}
        return {"word": self.word, "letter": self.letter, "tone": self.tone} | kept_out


UNRATED = Mark(NOT_RATED, "–", NONE)


def key_of(plan: Plan) -> dict[str | None, Mark]:
    """Each letter of the plan's key with its mark; None is not rated."""
    rated: dict[str | None, Mark] = {one.letter: _mark(one) for one in plan.ratings}
    return rated | {None: UNRATED}


def _mark(rating: Rating) -> Mark:
    tone = rating.colour if rating.colour in TONES else "grey"
    return Mark(rating.word, rating.letter, tone, rating.counts)


def marks_of(plans: Iterable[Plan]) -> list[Mark]:
    """Every rating of the plans' keys once, in the order of the keys.

    Not rated comes after them, and last what the keys keep out of the roll-up.
    """
    found = dict.fromkeys(mark for plan in plans for mark in key_of(plan).values())
    rated = [mark for mark in found if mark != UNRATED]
    counted = [mark for mark in rated if mark.counts]
    return [*counted, UNRATED, *(mark for mark in rated if not mark.counts)]


def left_out_rule(words: Iterable[str]) -> str:
    """Which ratings the columns leave out, as a sentence after others; "" for none.

    ``words`` are those of the ratings that a key keeps out of the roll-up.
    """
    named = ", ".join(f"“{word}”" for word in dict.fromkeys(words))
    return f" The columns leave out {named}, as the key does; the table counts it." if named else ""
