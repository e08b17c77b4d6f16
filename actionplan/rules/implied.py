"""The rating that dates, band, steps and status suggest by the plan's key. Pure.

It stands beside the declared rating ("dates suggest") and never takes its place.
"""

from dataclasses import dataclass, replace
from datetime import date

from actionplan.key_lines import Rating
from actionplan.rules.case import Case
from actionplan.rules.challenges import Challenge, Code
from actionplan.rules.dates import past_band, past_date
from actionplan.rules.key_says import coloured, for_complete
from actionplan.rules.steps import few_steps_done


@dataclass(frozen=True, slots=True)
class Implied:
    """A rating of the key that the facts suggest, and the rule by which; no rule for on time."""

    rating: Rating
    why: Challenge | None = None
    is_complete: bool = False

    @property
    def because(self) -> str:
        """Why, in words: "it is past its date"."""
        if self.why:
            return BECAUSE[self.why.code]
        if self.is_complete:
            return (
                "it was completed after its date"
                if self.rating.colour == "red"
                else "it is complete"
            )
        return "its date is ahead"


BECAUSE = {
    Code.PAST_DATE: "it is past its date",
    Code.PAST_BAND: "it is past the end of its timescale",
    Code.FEW_STEPS_DONE: "few of its steps are done, and its date is near",
}


def implied(case: Case, day: date) -> Implied | None:
    """What the facts suggest on a day; None where they say nothing, or the key has no such rating.

    Complete: as the key rates that, or red where it says so of what was late. Open: red past its
    date or band, amber with few steps done before its date, green while its date is ahead.
    """
    if not case.is_asked_about:
        return None
    if case.action.is_complete:
        late = case.late_is_red if case.done_late else None
        return _made(late or for_complete(case.key), is_complete=True)
    green = _as_green(case)
    for rule, colour in ((past_date, "red"), (past_band, "red"), (few_steps_done, "amber")):
        found = rule(green)
        if found and found.stands_on(day):
            return _made(coloured(case.key, colour), found)
    return _made(coloured(case.key, "green")) if _is_ahead(case, day) else None


def _as_green(case: Case) -> Case:
    """The same facts under a green: the rules then say what speaks against it."""
    green = coloured(case.key, "green")
    return replace(case, action=replace(case.action, rating=green.letter if green else None))


def _is_ahead(case: Case, day: date) -> bool:
    """Whether its date, or else the end of its band, is still to come."""
    ends = case.action.due.date or case.band_ends
    return ends is not None and ends >= day


def _made(
    rating: Rating | None, why: Challenge | None = None, *, is_complete: bool = False
) -> Implied | None:
    return Implied(rating, why, is_complete) if rating else None
