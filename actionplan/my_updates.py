"""What a person owes: in which order it is asked for, and the sentence that says how much.

Pure: over rows that were read already.
"""

from dataclasses import dataclass
from datetime import date

from actionplan.declared import Due
from actionplan.key_lines import Rating
from actionplan.words import counted, day

# The colours of a key, the one that needs words soonest first.
COLOURS = ("red", "amber")
FAR = date.max


@dataclass(frozen=True, slots=True)
class Urgency:
    """What decides how soon an action is asked for."""

    returned: bool
    rating: Rating | None
    due: Due
    number: int

    def place(self, today: date) -> tuple[bool, int, int, date, int]:
        """Smaller is sooner.

        What was returned, or SLT asks about; then what is past its date, the longest first; red,
        amber; then by date, and what has none last.
        """
        past = (today - self.due.date).days if self.due.date else 0
        colour = self.rating.colour if self.rating else ""
        off = COLOURS.index(colour) if colour in COLOURS else len(COLOURS)
        return not self.returned, -max(past, 0), off, self.due.date or FAR, self.number


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of the updates that one plan asks a person for have been given.

    ``due_by`` is the first day by which some of the others are due; ``then`` says that more are
    due later, ``late`` that this day is over.
    """

    given: int
    asked: int
    due_by: date | None = None
    then: bool = False
    late: bool = False

    @property
    def left(self) -> int:
        return self.asked - self.given

    @property
    def sentence(self) -> str:
        """ "7 of 12 given; 5 to go by 14 July 2023", or "5 to go, overdue since 14 July 2023"."""
        if not self.left:
            return f"All {self.asked} given: thank you" if self.asked > 1 else "Given: thank you"
        by = _by(self.due_by, self.then, self.late) if self.due_by else ""
        comma = "," if by and (self.then or self.late) else ""
        return f"{self.given} of {self.asked} given; {self.left} to go{comma}{by}"


def in_all(each: list[Progress], to_answer: int = 0, to_agree: int = 0) -> str:
    """ "3 updates to give, the first by 14 July 2023": what the page says first.

    ``to_answer`` is how many queries and questions wait beside them, ``to_agree`` how many updates
    of others wait for their agreement.
    """
    more = []
    if to_answer:
        asked = "queries and questions wait" if to_answer > 1 else "query or question waits"
        more.append(f"{to_answer} {asked} for your answer.")
    if to_agree:
        more.append(f"{wait_for_agreement(to_agree)}.")
    to_give = [_to_give(each)] if not more or any(one.left for one in each) else []
    return " ".join([*to_give, *more])


def wait_for_agreement(number: int) -> str:
    """ "2 updates wait for your agreement"."""
    return f"{counted(number, 'update')} {'waits' if number == 1 else 'wait'} for your agreement"


def _to_give(each: list[Progress]) -> str:
    left = sum(one.left for one in each)
    if not left:
        return "Nothing is asked of you now."
    days = {one.due_by: one.late for one in each if one.left and one.due_by}
    if not days:
        return f"{counted(left, 'update')} to give."
    several = len(days) > 1 or any(one.then for one in each)
    first = min(days)
    return f"{counted(left, 'update')} to give,{_by(first, several, days[first])}."


def _by(first: date, several: bool, late: bool) -> str:
    """ " the first by 14 July 2023", or " overdue since" that day."""
    return f"{' the first' if several else ''} {'overdue since' if late else 'by'} {day(first)}"
