"""What the rules look at: one action with its plan's own rules, its past and its period. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta

from actionplan.dates.bands import codes_in, months_after
from actionplan.dates.precision import first_day
from actionplan.declared import Revision
from actionplan.document import Action
from actionplan.key_lines import Band, Rating
from actionplan.rules.challenges import USUAL, Rules
from actionplan.rules.key_says import red_for_late

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Running:
    """The period that runs: its name, its days, and the day by which updates are due."""

    name: str
    first_day: date
    last_day: date
    due_by: date | None = None

    @property
    def overdue_from(self) -> date:
        """The day from which an update is missing."""
        return (self.due_by or self.last_day) + ONE_DAY

    @property
    def next_ends(self) -> date:
        """The last day of a period that follows this one and is as long: in months, or in days."""
        ends = self.last_day + ONE_DAY
        months = (ends.year - self.first_day.year) * 12 + ends.month - self.first_day.month
        if months and ends.day == self.first_day.day:
            return months_after(ends, months) - ONE_DAY
        return self.last_day + (ends - self.first_day)


@dataclass(frozen=True, slots=True)
class Reported:
    """What was reported of the action in the last closed period."""

    period: str
    commentary: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """One action and all that the rules look at besides it.

    ``updated`` says that its lead has spoken in the period that runs, ``no_change`` that the last
    words were "no change". ``has_lead`` and ``is_vacant`` are None where that is not known.
    ``arose_on`` is the day on which an action came onto a standing list, else None.
    """

    action: Action
    key: tuple[Rating, ...] = ()
    bands: tuple[Band, ...] = ()
    start: date | None = None
    rules: Rules = USUAL
    running: Running | None = None
    updated: bool = False
    no_change: bool = False
    reported: Reported | None = None
    has_lead: bool | None = None
    is_vacant: bool | None = None
    arose_on: date | None = None

    @property
    def arose_since(self) -> bool:
        """Whether it arose after the day by which updates of the period that runs were due."""
        return bool(self.running and self.arose_on and self.arose_on >= self.running.overdue_from)

    @property
    def is_asked_about(self) -> bool:
        """A heading kept out of the totals, or one that is cancelled, is asked about nothing."""
        return self.action.counts_in_totals and (self.action.is_open or self.action.is_complete)

    @property
    def declared(self) -> Rating | None:
        """The declared rating, as the plan's key has it."""
        return next((one for one in self.key if one.letter == self.action.rating), None)

    @property
    def named_bands(self) -> tuple[Band, ...]:
        """The bands of the plan that the row names: "A/B" names two."""
        named = codes_in(self.action.timescale or "")
        return tuple(band for band in self.bands if band.code.casefold() in named)

    @property
    def band_ends(self) -> date | None:
        """The last day of the band that the row names, of several the latest.

        None where it has no end: no start of the plan, no known band, an open-ended one.
        """
        if self.start is None or not self.named_bands:
            return None
        ends = [None if one.open_ended else one.to_months for one in self.named_bands]
        known = [months_after(self.start, months) for months in ends if months is not None]
        return max(known) if len(known) == len(ends) else None

    @property
    def done_late(self) -> bool:
        """Complete after its date; a month counts as late only when it begins after the date."""
        done, due = self.action.completed, self.action.due.date
        return bool(self.action.is_complete and done and due and first_day(done) > due)

    @property
    def late_is_red(self) -> Rating | None:
        """The rating that the key has for what was completed after its date."""
        return red_for_late(self.key)

    @property
    def slips(self) -> int:
        """How many times its date has moved to a later one; a moved meeting is no slip."""
        return sum(is_slip(one) for one in self.action.revisions)


def is_slip(revision: Revision) -> bool:
    """Whether a promised date went to a later one, and not because a meeting was moved."""
    before, after = revision.before.date, revision.after.date
    return bool(before and after and after > before and not revision.by_meeting)
