"""What one e-mail tells a person: when they are asked, in which words, once for each occasion.

Pure: over what was read already. The days that count are working days (bank holidays of England).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from actionplan.words import counted, day
from council.deadlines import is_working_day, working_days_before


class Kind(StrEnum):
    """What an e-mail may be about; each can be declined."""

    OVERDUE = "overdue"
    DUE = "due"
    QUERIED = "queried"
    DECIDED = "decided"
    AGREE = "agree"
    DATES = "dates"
    WORDED = "worded"
    CLOSED = "closed"


LABELS = {
    Kind.DUE: "Before my updates are due",
    Kind.OVERDUE: "When my updates are overdue",
    Kind.QUERIED: "When my actions are queried, or SLT asks me something",
    Kind.DECIDED: "When SLT or a committee decides something that is mine to do",
    Kind.AGREE: "When an update waits for my agreement, or mine is returned",
    Kind.DATES: "When a new date waits for my agreement, or mine is answered",
    Kind.WORDED: "When the plan manager edits the wording in which I am reported",
    Kind.CLOSED: "When a period is closed",
}


# One, and several, in the subject of an e-mail.
OTHERS = {
    Kind.DECIDED: ("a decision is yours to carry out", "{} decisions are yours to carry out"),
    Kind.AGREE: (
        "an update waits for agreement or is returned",
        "{} updates wait for agreement or are returned",
    ),
    Kind.DATES: ("a new date waits or is answered", "{} new dates wait or are answered"),
    Kind.WORDED: ("the wording of an update is edited", "the wording of {} updates is edited"),
}


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Working days from the first ask to the due day, and after it from one ask to the next."""

    before: int = 5
    again: int = 5


@dataclass(frozen=True, slots=True)
class Section:
    """One thing an e-mail tells: the sentence, what it lists, and the address it leads to.

    ``occasions`` name what is told, so that it is told once; ``number`` is how many things.
    """

    kind: Kind
    sentence: str
    path: str
    link: str
    number: int
    occasions: tuple[str, ...]
    lines: tuple[str, ...] = ()


def ask(due_by: date, today: date, rhythm: Rhythm) -> tuple[Kind, str] | None:
    """Whether updates are asked for today, and the occasion; None where they are not.

    Once in the days before they are due, and after it on the next working day and then after
    every ``rhythm.again`` of them.
    """
    if today < working_days_before(due_by, rhythm.before):
        return None
    if today <= due_by:
        return Kind.DUE, f"by {due_by}"
    return Kind.OVERDUE, f"by {due_by}, {_working_days_after(due_by, today) // rhythm.again}"


def _working_days_after(first: date, last: date) -> int:
    """Working days after ``first`` and before ``last``."""
    between = (first + timedelta(days=number) for number in range(1, (last - first).days))
    return sum(map(is_working_day, between))


def wording(kind: Kind, number: int, plan: str, due_by: date) -> str:
    """ "7 updates for Peer review action plan are due by 14 July 2023."."""
    updates, verb = counted(number, "update"), "is" if number == 1 else "are"
    if kind is Kind.DUE:
        return f"{updates} for {plan} {verb} due by {day(due_by)}."
    return f"{updates} for {plan} {'was' if number == 1 else 'were'} due by {day(due_by)}."


def waits_for_answer(number: int) -> str:
    """ "2 of your actions wait for an answer"."""
    if number == 1:
        return "one of your actions waits for an answer"
    return f"{number} of your actions wait for an answer"


def decided(number: int) -> str:
    """ "2 actions that meetings decided are yours to do."."""
    if number == 1:
        return "An action that a meeting decided is yours to do."
    return f"{number} actions that meetings decided are yours to do."


def subject(sections: Iterable[Section]) -> str:
    """ "2 updates are overdue; 3 queries wait for your answer"."""
    totals: dict[Kind, int] = {}
    for one in sections:
        totals[one.kind] = totals.get(one.kind, 0) + one.number
    parts = [_part(kind, totals[kind]) for kind in Kind if kind in totals]
    return "Golden Thread: " + "; ".join(parts)


def _part(kind: Kind, number: int) -> str:
    one = number == 1
    if kind is Kind.CLOSED:
        return "a period is closed" if one else f"{number} periods are closed"
    if kind is Kind.QUERIED:
        return waits_for_answer(number)
    if kind in OTHERS:
        return OTHERS[kind][not one].format(number)
    late = "overdue" if kind is Kind.OVERDUE else "due soon"
    return f"{counted(number, 'update')} {'is' if one else 'are'} {late}"
