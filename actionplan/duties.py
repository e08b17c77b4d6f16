"""What a council owes after a peer challenge, by days that are counted from its visit. Pure.

As the Local Government Association asks: the report is published within three months, the action
plan with it or no later than five months; the progress review is held about month ten, and its
report is published by month twelve.
"""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from actionplan.words import counted, day, late_by


class DutyKind(StrEnum):
    """One of the four; the value is its part of an address."""

    REPORT = "report"
    PLAN = "plan"
    REVIEW = "review"
    REVIEW_REPORT = "review-report"


@dataclass(frozen=True, slots=True)
class Rule:
    """What is due how many months after the visit; past its date only after ``latest``."""

    kind: DutyKind
    what: str
    months: int
    latest: int


RULES = (
    Rule(DutyKind.REPORT, "Publish the report of the peer challenge", 3, 3),
    Rule(DutyKind.PLAN, "Publish the action plan", 3, 5),
    Rule(DutyKind.REVIEW, "Hold the progress review", 10, 11),
    Rule(DutyKind.REVIEW_REPORT, "Publish the report of the progress review", 12, 12),
)


@dataclass(frozen=True, slots=True)
class Done:
    """When a duty was done, and where that can be seen: a minute, an address."""

    on: date
    where: str = ""


@dataclass(frozen=True, slots=True)
class Duty:
    """One duty of one plan: when it is due, and whether it is done."""

    rule: Rule
    due: date
    latest: date
    done: Done | None = None

    @property
    def owed_by(self) -> date:
        """The day from which lateness counts: a review "about" a day has a month before it is."""
        return self.due if self.rule.kind is DutyKind.REVIEW else self.latest

    @property
    def when(self) -> str:
        """ "by 9 June 2022"; the plan has a day with the report and a last one."""
        if self.rule.kind is DutyKind.REVIEW:
            return f"about {day(self.due)}"
        if self.latest != self.due:
            return f"with the report by {day(self.due)}, at the latest by {day(self.latest)}"
        return f"by {day(self.due)}"

    def is_past(self, today: date) -> bool:
        """Not done, and its last day lies before ``today``."""
        return self.done is None and self.latest < today

    def stands(self, today: date) -> str:
        """ "Done 12 June 2022, 3 days late"; "9 months past its date"; "Not done yet"."""
        if self.done:
            late = (self.done.on - self.owed_by).days
            is_late = self.done.on > self.latest
            how_late = f", {counted(late, 'day')} late" if is_late else ""
            return f"Done {day(self.done.on)}{how_late}"
        return late_by(self.owed_by, today).capitalize() if self.is_past(today) else "Not done yet"


def duties(visited_on: date, done: Mapping[str, Done]) -> tuple[Duty, ...]:
    """The four duties that follow from a visit, in the order in which they are due."""
    return tuple(
        Duty(
            rule,
            months_after(visited_on, rule.months),
            months_after(visited_on, rule.latest),
            done.get(rule.kind.value),
        )
        for rule in RULES
    )


def months_after(start: date, months: int) -> date:
    """The same day of a later month; its last day where the month is shorter."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def sentence(known: Sequence[Duty], today: date) -> str:
    """ "2 of 4 done; to hold the progress review is 3 months past its date".

    The longest past its date is named, else the next that is due; "All 4 done" for the end.
    """
    left = [duty for duty in known if duty.done is None]
    if not left:
        return f"All {len(known)} done"
    done = f"{len(known) - len(left)} of {len(known)} done"
    first = min(left, key=lambda duty: duty.latest)
    what = first.rule.what[:1].lower() + first.rule.what[1:]
    if first.is_past(today):
        return f"{done}; to {what} is {late_by(first.owed_by, today)}"
    return f"{done}; next: {what}, {first.when}"
