"""A simulated year: who says what about which action on which day, dealt from a seed. Pure.

Four quarters that are over and the one that runs. Posts that speak do so near the end of each
quarter: they complete on time or late, promise a later date (a slip, with a reason), or have
nothing new. Silent posts say that all is well once, and never again. The same seed and the same
day give the same year.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

from actionplan.dates.quarters import Span, quarter_of, span_after
from actionplan.declared import Due, Moment, Status
from actionplan.simulated.story import Story, due_on

OVER = 4  # quarters that are closed; one more runs
LAST_WEEKS = 35  # days at a quarter's end in which updates come in
# How many actions are due in each quarter, the last of which is still to come; the rest have no
# date. First those of posts that speak, then those of silent ones.
DUE = (6, 8, 8, 8, 7, 6)
DUE_OF_SILENT = (1, 3, 3, 3, 2, 2)
SLIP_ONCE, SLIP_TWICE, PROPOSE = 9, 3, 2
LATE, LINGERS, AT_RISK, NOTHING_NEW, MISSED = 0.3, 0.4, 0.3, 0.2, 0.06  # shares


@dataclass(frozen=True, slots=True)
class Said:
    """What a lead declares. ``rating`` is a letter of the usual key."""

    rating: str = ""
    status: Status | None = None
    due: Due = field(default_factory=Due)
    completed: Moment | None = None
    commentary: str = ""
    due_reason: str = ""
    no_change: bool = False


@dataclass(frozen=True, slots=True)
class Move:
    """One update: on which day, about which action (its place in the plan, from 0), what."""

    day: date
    action: int
    said: Said


@dataclass(frozen=True, slots=True)
class Year:
    """The quarters, the first agreed dates by action, and the updates in their order.

    ``quarters`` has the four that are over and the one that runs.
    """

    quarters: tuple[Span, ...]
    dues: dict[int, date]
    moves: tuple[Move, ...]

    def moves_in(self, quarter: Span) -> list[Move]:
        """The updates of one quarter."""
        return [one for one in self.moves if quarter.first_day <= one.day <= quarter.last_day]


@dataclass(slots=True)
class Strand:
    """One action as its year goes on."""

    place: int
    due: date | None = None
    is_silent: bool = False
    slips: int = 0  # still to come
    proposes: bool = False
    is_dropped: bool = False
    said: Said = Said()

    @property
    def is_over(self) -> bool:
        return self.said.status is not None and not self.said.status.is_open


def deal(story: Story, today: date, seed: int) -> Year:
    """The year that ends with the quarter in which ``today`` lies; nothing later than today."""
    chance = Random(seed)  # noqa: S311 - a story, not a secret
    quarters = quarters_until(today)
    strands = _strands(story, quarters, chance)
    dues = {one.place: one.due for one in strands if one.due}
    teller = Teller(story, quarters, chance)
    moves = (move for number in range(OVER + 1) for move in teller.quarter(strands, number))
    told = sorted((one for one in moves if one.day <= today), key=lambda one: (one.day, one.action))
    return Year(quarters[: OVER + 1], dues, tuple(told))


def quarters_until(today: date) -> tuple[Span, ...]:
    """Four quarters that are over, the one of ``today``, and the one to come."""
    quarter = quarter_of(today)
    before = [quarter]
    for _ in range(OVER):
        before.insert(0, quarter_of(before[0].first_day - timedelta(days=1)))
    return (*before, span_after(quarter.first_day, quarter.last_day))


def _strands(story: Story, quarters: Sequence[Span], chance: Random) -> list[Strand]:
    strands = [
        Strand(place, is_silent=action.post in story.silent_posts)
        for place, action in enumerate(story.actions)
    ]
    _promise((one for one in strands if one.is_silent), DUE_OF_SILENT, quarters, chance)
    speaking = [one for one in strands if not one.is_silent]
    due = _promise(speaking, DUE, quarters, chance)
    twice = chance.sample(due[1] + due[2], SLIP_TWICE)
    once = [one for one in due[1] + due[2] + due[3] if one not in twice]
    for slips, chosen in ((2, twice), (1, chance.sample(once, SLIP_ONCE))):
        for one in chosen:
            one.slips = slips
    *proposing, dropped = chance.sample(due[OVER + 1], PROPOSE + 1)
    dropped.is_dropped = True
    for one in proposing:
        one.proposes = True
    return strands


def _promise(
    strands: Iterable[Strand], numbers: Sequence[int], quarters: Sequence[Span], chance: Random
) -> list[list[Strand]]:
    """Give strands a first agreed date; those that are due in each quarter."""
    left = list(strands)
    chance.shuffle(left)
    found = []
    for number, quarter in zip(numbers, quarters, strict=True):
        chosen, left = left[:number], left[number:]
        for one in chosen:
            one.due = _day_in(chance, quarter.first_day + timedelta(days=20), quarter.last_day)
        found.append(chosen)
    return found


def _day_in(chance: Random, first: date, last: date) -> date:
    """A working day from ``first`` to ``last``; ``first`` where there is none."""
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    return chance.choice([day for day in days if day.weekday() < 5] or [first])


class Teller:
    """Says what is said of each action in a quarter."""

    def __init__(self, story: Story, quarters: Sequence[Span], chance: Random) -> None:
        self.words, self.reasons = story.words, story.slip_reasons
        self.quarters, self.chance = quarters, chance

    def quarter(self, strands: Iterable[Strand], number: int) -> Iterator[Move]:
        """The updates of one quarter, action by action."""
        quarter = self.quarters[number]
        for strand in strands:
            day = _day_in(
                self.chance, quarter.last_day - timedelta(days=LAST_WEEKS), quarter.last_day
            )
            said = None if strand.is_over else self._said(strand, number, day)
            if said:
                strand.said, strand.due = said, said.due.date
                yield Move(day, strand.place, said)

    def _said(self, strand: Strand, number: int, day: date) -> Said | None:
        quarter = self.quarters[number]
        if strand.is_silent:
            return None if number else self._goes_on(strand, "G", self.words.quiet)
        if strand.is_dropped and number == OVER - 1:
            return replace(self._goes_on(strand, "G", self.words.ended), status=Status.CANCELLED)
        if strand.due and strand.due < quarter.first_day:
            return self._past(strand, quarter, day)
        if strand.due and strand.due <= quarter.last_day:
            return self._falls_due(strand, number, day)
        if strand.proposes and number == OVER:
            return self._moves(strand, number + 1)
        return self._before(strand, number)

    def _falls_due(self, strand: Strand, number: int, day: date) -> Said:
        """In the quarter of its date: another date, done in time, or not."""
        if strand.slips:
            strand.slips -= 1
            return self._moves(strand, number)
        if self.chance.random() < LATE:
            return self._goes_on(strand, "A", self.words.risk)
        return self._done(strand, self.quarters[number].first_day, min(day, strand.due or day))

    def _past(self, strand: Strand, quarter: Span, day: date) -> Said:
        if self.chance.random() < LINGERS:
            return self._goes_on(strand, "R", self.words.late)
        return self._done(strand, quarter.first_day, day)

    def _before(self, strand: Strand, number: int) -> Said | None:
        if not number:
            return self._goes_on(strand, "G", self.words.started)
        luck = self.chance.random()
        is_near = strand.due is not None and strand.due <= self.quarters[number + 1].last_day
        if luck < MISSED:
            return None
        if is_near and luck < AT_RISK:
            return self._goes_on(strand, "A", self.words.risk)
        if strand.said.status and luck > 1 - NOTHING_NEW:
            return replace(strand.said, due_reason="", no_change=True)
        return self._goes_on(strand, "G", self.words.progress)

    # ---- what is declared

    def _goes_on(self, strand: Strand, rating: str, words: Sequence[str]) -> Said:
        said = self.chance.choice(words)
        return Said(rating, Status.IN_PROGRESS, due_on(strand.due), commentary=said)

    def _moves(self, strand: Strand, number: int) -> Said:
        """A date in the next quarter, with a reason: amber, and red the second time."""
        after = span_after(self.quarters[number].first_day, self.quarters[number].last_day)
        again = bool(strand.said.due_reason)
        said = self._goes_on(strand, "R" if again else "A", self.words.moved)
        later = _day_in(self.chance, after.first_day + timedelta(days=20), after.last_day)
        return replace(said, due=due_on(later), due_reason=self.chance.choice(self.reasons))

    def _done(self, strand: Strand, first: date, last: date) -> Said:
        said = self._goes_on(strand, "G", self.words.done)
        completed = Moment(_day_in(self.chance, first, last))
        return replace(said, status=Status.COMPLETE, completed=completed)
