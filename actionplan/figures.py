"""The figures of a plan: counts, never averages, each as at one named day.

Pure arithmetic over ``Facts``. Both the screens (from SQL rows) and the documents (from a
``PlanDocument``) make ``Facts`` and count them here, so that they cannot differ.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from actionplan.document import Action, PlanDocument, Status


@dataclass(frozen=True, slots=True)
class Facts:
    """What one action adds to a figure. ``due`` is its date in force, if it has one.

    ``updated`` and ``has_lead`` are None where that is not known (a file, not our database).
    """

    rating: str | None
    status: Status | None
    due: date | None
    has_lead: bool | None = None
    updated: bool | None = None
    counts: bool = True

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


def count(facts: Iterable[Facts], as_at: date | None) -> Figures:
    """Count ``facts``; without ``as_at`` nothing can be past its date."""
    known = list(facts)
    counted = [fact for fact in known if fact.counts]
    still_open = [fact for fact in counted if fact.is_open]
    past = sum(fact.is_past_date(as_at) for fact in still_open) if as_at else 0
    undated = sum(fact.due is None for fact in still_open)
    done = {Status.COMPLETE, Status.BUSINESS_AS_USUAL}
    return Figures(
        as_at=as_at,
        total=len(counted),
        complete=sum(fact.status in done for fact in counted),
        open=len(still_open),
        past_date=past,
        no_date=undated,
        dated_ahead=len(still_open) - past - undated,
        no_lead=sum(fact.has_lead is False for fact in counted),
        not_updated=sum(fact.updated is False for fact in still_open),
        kept_out=len(known) - len(counted),
        by_rating=Counter(fact.rating for fact in counted),
        by_status=Counter(fact.status for fact in counted),
    )


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
