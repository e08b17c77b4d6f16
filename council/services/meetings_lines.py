"""The lines of a calendar file: what each would do, and what the whole file would do."""

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from typing import Any

from council.calendar_files import Listed
from council.committee_names import plain_name
from council.meeting_users import Hanging
from council.models import Committee, Meeting
from council.services.meetings import fingerprint


class Outcome(StrEnum):
    """What becomes of one line of a calendar file."""

    ADD = "will be added"
    MOVE = "moves"
    CHANGE = "changes"
    CANCEL = "will be cancelled"
    THERE = "is there already"
    REFUSED = "refused"


# How many lines have each outcome, in the summary.
SAID = {
    Outcome.ADD: "to be added",
    Outcome.MOVE: "moved",
    Outcome.CHANGE: "changed",
    Outcome.CANCEL: "cancelled",
    Outcome.THERE: "there already or left out",
    Outcome.REFUSED: "refused",
}


@dataclass(slots=True)
class Line:
    """One line of a calendar file: what it would do, in words, to which meeting.

    ``committee`` is None where there is none of that name: one would be made.
    """

    listed: Listed
    outcome: Outcome = Outcome.ADD
    words: str = ""
    committee: Committee | None = None
    meeting: Meeting | None = None
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """Its committee, by which lines of the same one are known."""
        return f"={self.committee.pk}" if self.committee else plain_name(self.listed.committee)

    @property
    def does_something(self) -> bool:
        return self.outcome not in {Outcome.THERE, Outcome.REFUSED}

    def refuse(self, sentence: str) -> None:
        self.outcome, self.words, self.values = Outcome.REFUSED, sentence, {}


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What a file would do: line by line, committees and cycles to be made, dates that move."""

    lines: list[Line]
    new_committees: list[str]
    new_cycles: list[str]
    moving: list[Hanging]

    @property
    def mark(self) -> str:
        """The same for the same: what a person was shown is what is applied."""
        words = [f"{one.listed.where} {one.outcome} {one.words}" for one in self.lines]
        text = "\n".join([*words, *self.new_committees, fingerprint(self.moving)])
        return sha256(text.encode()).hexdigest()[:32]

    @property
    def summary(self) -> str:
        """ "Of 12 lines, 8 will be added, 3 is there already, 1 refused."."""
        counts = Counter(line.outcome for line in self.lines)
        parts = [f"{counts[one]:,} {SAID[one]}" for one in Outcome if counts[one]]
        return f"{len(self.lines):,} lines: {', '.join(parts)}."

    @property
    def does_something(self) -> bool:
        return any(line.does_something for line in self.lines)
