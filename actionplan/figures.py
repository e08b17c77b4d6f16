"""The figures of a plan: counts, never averages, each as at one named day.

Pure arithmetic over ``Facts``. Both the screens (from SQL rows) and the documents (from a
``PlanDocument``) make ``Facts`` and count them here, so that they cannot differ.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from actionplan.declared import Status
from actionplan.document import Action, PlanDocument


@dataclass(frozen=True, slots=True)
class Facts:
    """What one action adds to a figure, or ``number`` actions of which all this is true.

    ``due`` is the date in force, if there is one. ``updated`` and ``has_lead`` are None where
    that is not known (a file, not our database).
    """

    rating: str | None
    status: Status | None
    due: date | None
    has_lead: bool | None = None
    updated: bool | None = None
    counts: bool = True
    number: int = 1

    @property
    def is_open(self) -> bool:
        return self.status is None or self.status.is_open

    def is_past_date(self, as_at: date) -> bool:
        """Open, and the day it was due lies before ``as_at``."""
        return self.is_open and self.due is not None and self.due < as_at


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts of one set of actions as at one day (``as_at``; None where the source has no day).

    ``by_rating`` counts every action by its letter (None: not rated); ``by_status`` likewise
    (None: not stated). ``complete`` is those complete or business as usual; the open ones fall
    into ``past_date`` + ``no_date`` + ``dated_ahead``. ``kept_out`` are rows that a person has
    taken out of the totals.
    """

    as_at: date | None
    total: int = 0
    complete: int = 0
    open: int = 0
    past_date: int = 0
    no_date: int = 0
    dated_ahead: int = 0
    no_lead: int = 0
    not_updated: int = 0
    kept_out: int = 0
    by_rating: Counter[str | None] = field(default_factory=Counter)
    by_status: Counter[Status | None] = field(default_factory=Counter)

    @property
    def ended(self) -> int:
        """Neither open nor complete: cancelled or superseded."""
        return self.total - self.complete - self.open


DONE = frozenset({Status.COMPLETE, Status.BUSINESS_AS_USUAL})


def count(facts: Iterable[Facts], as_at: date | None) -> Figures:
    """Count ``facts``; without ``as_at`` nothing can be past its date."""
    known = list(facts)
    counted = [fact for fact in known if fact.counts]
    still_open = [fact for fact in counted if fact.is_open]
    past = _sum(fact for fact in still_open if as_at and fact.is_past_date(as_at))
    undated = _sum(fact for fact in still_open if fact.due is None)
    return Figures(
        as_at=as_at,
        total=_sum(counted),
        complete=_sum(fact for fact in counted if fact.status in DONE),
        open=_sum(still_open),
        past_date=past,
        no_date=undated,
        dated_ahead=_sum(still_open) - past - undated,
        no_lead=_sum(fact for fact in counted if fact.has_lead is False),
        not_updated=_sum(fact for fact in still_open if fact.updated is False),
        kept_out=_sum(known) - _sum(counted),
        by_rating=_by(counted, lambda fact: fact.rating),
        by_status=_by(counted, lambda fact: fact.status),
    )


def _sum(facts: Iterable[Facts]) -> int:
    return sum(fact.number for fact in facts)


def _by[Key](facts: Iterable[Facts], key: Callable[[Facts], Key]) -> Counter[Key]:
    counter: Counter[Key] = Counter()
    for fact in facts:
        counter[key(fact)] += fact.number
    return counter


def facts_of(action: Action) -> Facts:
    """What an action of a document adds to the figures."""
    return Facts(
        rating=action.rating,
        status=action.status,
        due=action.due.date,
        has_lead=bool(action.accountable or action.delivery),
        updated=None,
        counts=action.counts_in_totals,
    )


def figures_of(document: PlanDocument, actions: Iterable[Action] | None = None) -> Figures:
    """The figures of a whole document, or of some of its actions."""
    chosen = document.actions() if actions is None else actions
    return count((facts_of(action) for action in chosen), document.as_at)
