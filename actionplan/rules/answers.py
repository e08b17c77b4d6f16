"""How a query stands: whether its lead has answered, and what SLT said of the answer. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256

from actionplan.rules.challenges import Challenge

# What is said by the lead, and by SLT of it.
ANSWERED, REPLY = "query answered", "reply"
ACCEPTED, ASKED_AGAIN, QUESTION = "answer accepted", "asked again", "question"
BY_THE_LEAD = (ANSWERED, REPLY)
FOR_THE_LEAD = (QUESTION, ASKED_AGAIN)
# The kinds after which nothing waits for the lead.
ANSWERS = (*BY_THE_LEAD, ACCEPTED)


class State(StrEnum):
    """How a query or a question stands; in words that a row shows."""

    UNANSWERED = "Not answered"
    ASKED_AGAIN = "Asked again"
    ANSWERED = "Answered"
    ACCEPTED = "Answer accepted"

    @property
    def waits_for_lead(self) -> bool:
        """Whether the lead is asked; counts of what is unanswered count these."""
        return self in {State.UNANSWERED, State.ASKED_AGAIN}


STATES = {
    ANSWERED: State.ANSWERED, REPLY: State.ANSWERED,
    ACCEPTED: State.ACCEPTED, ASKED_AGAIN: State.ASKED_AGAIN, QUESTION: State.UNANSWERED,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Said:
    """The last entry about a query as its facts are now: its id, kind and words.

    ``before`` are the words of the entry that it is about.
    """

    entry: int
    kind: str
    words: str
    before: str = ""

    @property
    def reason(self) -> str:
        """What the lead gave as the reason."""
        return self.words if self.kind in BY_THE_LEAD else self.before

    @property
    def note(self) -> str:
        """What SLT said of that reason, if theirs is the last word; "" for nothing."""
        return "" if self.kind in BY_THE_LEAD else self.words


@dataclass(frozen=True, slots=True)
class Asked:
    """A query and what was said last of it; None where nobody has, or its facts were others."""

    challenge: Challenge
    said: Said | None = None

    @property
    def state(self) -> State:
        return STATES[self.said.kind] if self.said else State.UNANSWERED

    @property
    def version(self) -> str:
        """Which version of the query a form was shown."""
        return version_of(self.challenge, self.said.entry if self.said else None)


def version_of(challenge: Challenge, said: int | None) -> str:
    """Changes with the facts of a query and with the id of what is said last of it."""
    seen = (challenge.code.value, challenge.facts, said)
    return sha256(repr(seen).encode()).hexdigest()[:16]


def in_order(asked: Iterable[Asked], day: date) -> list[Asked]:
    """Those that stand on a day, the gravest first."""
    stand = (one for one in asked if one.challenge.stands_on(day))
    return sorted(stand, key=lambda one: one.challenge.place)


def headline(asked: Iterable[Asked], day: date) -> Asked | None:
    """The one that a row shows on a day: the gravest that waits for the lead, else the gravest."""
    to_lead = [one for one in in_order(asked, day) if one.challenge.is_to_lead]
    waiting = [one for one in to_lead if one.state.waits_for_lead]
    return next(iter([*waiting, *to_lead]), None)
