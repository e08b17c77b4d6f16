"""The figures of plans as they were locked, period by period, each seal read once a process."""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from actionplan.figures import Figures
from actionplan.models import Period, Plan, Seal
from actionplan.proofs.sealed import BrokenSeal, figures_in

MOST = 8  # closed periods of a plan's trend
KEPT_AT_MOST = 1_000  # seals; one's figures are a few numbers

type Digest = tuple[int, str]  # a seal and its digest: another text has another one

log = logging.getLogger(__name__)
_kept: dict[Digest, Figures] = {}


@dataclass(frozen=True, slots=True)
class Then:
    """A closed period with the figures that were locked."""

    period: Period
    figures: Figures


def closed_figures(plans: Iterable[Plan]) -> dict[int, list[Then]]:
    """By plan, its last closed periods, oldest first; one whose seal is broken is left out.

    One query, and another where this process has not read all of their seals.
    """
    found: dict[int, list[Period]] = {plan.pk: [] for plan in plans}
    for period in _sealed(found):
        found[period.plan_id].append(period)
    last = {plan: periods[-MOST:] for plan, periods in found.items()}
    _read([_digest(period) for periods in last.values() for period in periods])
    return {plan: _known(periods) for plan, periods in last.items()}


def _sealed(plans: Iterable[int]) -> Iterable[Period]:
    found = Period.objects.filter(plan__in=list(plans), state=Period.State.SEALED)
    return found.select_related("seal").defer("seal__text").order_by("first_day")


def _digest(period: Period) -> Digest:
    return period.seal.pk, period.seal.sha256


def _known(periods: Sequence[Period]) -> list[Then]:
    return [Then(one, _kept[_digest(one)]) for one in periods if _digest(one) in _kept]


def _read(wanted: Sequence[Digest]) -> None:
    """Read what is not kept, one text at a time."""
    missing = dict(one for one in wanted if one not in _kept)
    if not missing:
        return
    if len(_kept) + len(missing) > KEPT_AT_MOST:
        _kept.clear()
        missing = dict(wanted)
    texts = Seal.objects.filter(pk__in=list(missing)).values_list("pk", "text")
    for seal, text in texts.iterator(chunk_size=1):
        try:
            _kept[seal, missing[seal]] = figures_in(text, missing[seal])
        except BrokenSeal as broken:
            log.error("A closed period is left out of the trend: %s", broken)
