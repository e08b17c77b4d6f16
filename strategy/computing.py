"""Figures that the product computes itself: from where the strategy's pages get them.

An indicator may be a figure of the tracker ("share of actions on track"), and the tracker lies
above this package, which does not import it. So whoever has figures gives a source when the
program starts (``provide``, in an ``AppConfig.ready``), and the pages ask here.
See docs/adr/0009-where-computed-indicators-come-from.md.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from council.scope import Scope
from strategy.indicator import Figure, Unit
from strategy.rating import Reading


@dataclass(frozen=True, slots=True)
class Computed:
    """A figure as at one day, and how it came about. ``value`` None: there is nothing to count."""

    day: date
    value: Decimal | None
    words: str

    @property
    def reading(self) -> Reading | None:
        return None if self.value is None else Reading(self.day, self.value)


# In what a figure is counted, whatever an indicator's definition says.
UNITS = {
    Figure.ACTIONS_ON_TRACK: Unit.PERCENT,
    Figure.ACTIONS_OVERDUE: Unit.NUMBER,
    Figure.UPDATED_IN_TIME: Unit.PERCENT,
    Figure.INDICATORS_ON_TRACK: Unit.PERCENT,
}

type Key = tuple[int, Figure]  # of which strategy (its id), which figure
type Source = Callable[[Scope, Collection[Key]], Mapping[Key, Computed]]

_sources: dict[str, Source] = {}


def provide(name: str, source: Source) -> None:
    """Ask ``source`` from now on; the same name again takes the place of the former one."""
    _sources[name] = source


def computed_figures(scope: Scope, wanted: Collection[Key]) -> dict[Key, Computed]:
    """Every figure of ``wanted`` that some source knows; costs nothing when none is wanted."""
    found: dict[Key, Computed] = {}
    if wanted:
        for source in _sources.values():
            found.update(source(scope, wanted))
    return found


def share(part: int, whole: int) -> Decimal | None:
    """``part`` of ``whole`` in percent with one decimal; None where there is nothing to count."""
    if not whole:
        return None
    return (Decimal(100) * part / whole).quantize(Decimal("0.1"))
