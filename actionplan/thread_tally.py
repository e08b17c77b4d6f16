"""The figures of the golden thread: counts of what serves a part of a strategy. Pure."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from actionplan.declared import Status
from actionplan.figures import DONE
from actionplan.key_lines import Rating
from actionplan.words import counted

RULE = (
    "Each figure counts actions once, however many outcomes they serve, and opens exactly the "
    "actions it counts. A colour is never averaged. An action serves what it is linked to itself; "
    "a linked recommendation is counted as a recommendation. An outcome’s actions count for what "
    "the outcome stands under as well."
)


@dataclass(frozen=True, slots=True)
class Group:
    """``number`` actions of which all this is true; ``rating`` is of their own plan's key."""

    rating: Rating | None
    status: Status | None
    past_date: bool
    counts: bool
    number: int

    @property
    def is_open(self) -> bool:
        return self.status is None or self.status.is_open


@dataclass(frozen=True, slots=True)
class Tally:
    """What serves one part of a strategy.

    ``ratings`` are in the order of the keys, "not rated" last; ratings of different plans with
    the same letter and word are one. ``kept_out`` are headings that a person keeps out of totals.
    """

    ratings: tuple[tuple[Rating | None, int], ...] = ()
    total: int = 0
    complete: int = 0
    open: int = 0
    past_date: int = 0
    kept_out: int = 0
    recommendations: int = 0

    @property
    def is_nothing(self) -> bool:
        """Whether nobody serves it."""
        return not (self.total or self.recommendations or self.kept_out)

    @property
    def sentence(self) -> str:
        """ "3 actions: 1 complete, 1 past its own date; 1 recommendation"."""
        parts = [_actions(self)] if self.total else ["No action"]
        if self.recommendations:
            parts.append(counted(self.recommendations, "recommendation"))
        return "; ".join(parts)


def _actions(tally: Tally) -> str:
    facts = []
    if tally.complete:
        facts.append(f"{tally.complete} complete")
    if tally.past_date:
        own = "its own" if tally.past_date == 1 else "their own"
        facts.append(f"{tally.past_date} past {own} date")
    actions = counted(tally.total, "action")
    return f"{actions}: {', '.join(facts)}" if facts else actions


NOTHING = Tally()


def tally(groups: Iterable[Group], order: Sequence[Rating], recommendations: int = 0) -> Tally:
    """Count groups of actions; ``order`` are the ratings of all keys, each once."""
    known = list(groups)
    counting = [group for group in known if group.counts]
    by_rating: Counter[tuple[str, str] | None] = Counter()
    for group in counting:
        by_rating[named(group.rating)] += group.number
    ratings = [(rating, by_rating[named(rating)]) for rating in (*order, None)]
    return Tally(
        ratings=tuple(ratings),
        total=_sum(counting),
        complete=_sum(group for group in counting if group.status in DONE),
        open=_sum(group for group in counting if group.is_open),
        past_date=_sum(group for group in counting if group.is_open and group.past_date),
        kept_out=_sum(known) - _sum(counting),
        recommendations=recommendations,
    )


def _sum(groups: Iterable[Group]) -> int:
    return sum(group.number for group in groups)


def named(rating: Rating | None) -> tuple[str, str] | None:
    """What makes a rating the same in two plans: its letter and its word."""
    return (rating.letter, rating.word) if rating else None


def in_order(keys: Iterable[Sequence[Rating]]) -> tuple[Rating, ...]:
    """The ratings of several keys, each once, in the order in which they come."""
    found: dict[tuple[str, str] | None, Rating] = {}
    for key in keys:
        for rating in key:
            found.setdefault(named(rating), rating)
    return tuple(found.values())
