"""Direction of travel from a plan's closed periods, in a fixed number of queries.

What was locked does not change, so what is read from it is kept in memory, by its digest.
"""

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from actionplan.comparing.documents import compare
from actionplan.comparing.travel import Standing, Travel, standings, travels
from actionplan.models import Period, Plan, Seal
from actionplan.proofs.sealed import BrokenSeal
from actionplan.queries.past_periods import sealed_document, sealed_periods

MOST = 8  # closed periods in the history of an action

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class PlanTravel:
    """The directions of a plan's actions by reference, from one closed period to the next."""

    since: Period | None = None
    until: Period | None = None
    directions: Mapping[str, Travel] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reported:
    """What was reported of an action in a closed period; None where it was no action of it."""

    period: Period
    standing: Standing | None


def travel_of(plan: Plan) -> PlanTravel:
    """From the last but one closed period to the last; nothing before there are two.

    It is asked for once for each plan at hand: by one query, and another where this process has
    not read the two periods yet; by none where the plan came with the answer that it has none.
    """
    known: PlanTravel | None = getattr(plan, "_travel", None)
    if known is None:
        known = _travel(_closed(plan)[:2])
        plan._travel = known  # type: ignore[attr-defined]
    return known


def _closed(plan: Plan) -> list[Period]:
    """Its last closed periods, newest first, asked for once for each plan at hand."""
    known: list[Period] | None = getattr(plan, "_closed_periods", None)
    if known is None:
        has_any = getattr(plan, "has_closed_period", True)
        known = list(sealed_periods(plan)[:MOST]) if has_any else []
        plan._closed_periods = known  # type: ignore[attr-defined]
    return known


def _travel(newest_first: Sequence[Period]) -> PlanTravel:
    if len(newest_first) < 2:
        return PlanTravel()
    until, since = newest_first
    try:
        directions = _directions(_mark(since), _mark(until))
    except BrokenSeal as broken:
        log.error("The direction of travel is left out: %s", broken)
        return PlanTravel()
    return PlanTravel(since, until, directions)


def reported(plan: Plan, reference: str) -> list[Reported]:
    """What was reported of an action in the last closed periods, newest first.

    A period whose seal is broken is left out; the list of periods says so.
    """
    lines: list[Reported] = []
    for period in _closed(plan):
        try:
            lines.append(Reported(period, _standings(_mark(period)).get(reference)))
        except BrokenSeal as broken:
            log.error("A closed period is left out: %s", broken)
    return lines


def last_reported(plans: Iterable[Plan]) -> dict[int, tuple[Period, Mapping[str, Standing]]]:
    """What each plan reported last, by its id, by reference: one query for all of them.

    A plan without a closed period is left out, and one whose last seal is broken.
    """
    sealed = Period.objects.filter(plan__in=[plan.pk for plan in plans], seal__isnull=False)
    oldest_first = sealed.select_related("seal").defer("seal__text").order_by("first_day")
    last = {period.plan_id: period for period in oldest_first}
    found = {}
    for pk, period in last.items():
        try:
            found[pk] = (period, _standings(_mark(period)))
        except BrokenSeal as broken:
            log.error("What was reported last is left out: %s", broken)
    return found


type Mark = tuple[int, str]


def _mark(period: Period) -> Mark:
    """What names the text of a seal: another text has another digest."""
    return period.seal.pk, period.seal.sha256


@lru_cache(maxsize=64)
def _directions(since: Mark, until: Mark) -> Mapping[str, Travel]:
    seals = Seal.objects.in_bulk([since[0], until[0]])
    before, after = (sealed_document(seals[pk]) for pk, _ in (since, until))
    return travels(compare(before, after))


@lru_cache(maxsize=256)
def _standings(mark: Mark) -> Mapping[str, Standing]:
    return standings(sealed_document(Seal.objects.get(pk=mark[0])))
