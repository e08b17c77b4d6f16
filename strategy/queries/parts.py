"""Parts of a strategy for those who edit it, by address, or 404."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404

from council.scope import Scope
from strategy.models import Strategy
from strategy.part_kinds import KINDS, PartKind


@dataclass(frozen=True, slots=True)
class KindOnPage:
    """One kind with its parts in order, under the council's own words for it."""

    kind: PartKind
    singular: str
    plural: str
    parts: list[Any]


def kind_or_404(name: str) -> PartKind:
    """The kind of part with this name in addresses."""
    if name not in KINDS:
        raise Http404("No such kind of part.")
    return KINDS[name]


def part_or_404(scope: Scope, strategy: Strategy, kind: PartKind, code: str) -> Any:
    """The part with this code, its strategy at hand; ``strategy`` is of the scope's council."""
    parts = kind.model.objects.filter(strategy=strategy, strategy__council=scope.council)
    found = parts.filter(code=code).first()
    if found is None:
        raise Http404("No such part of a strategy.")
    found.strategy = strategy
    return found


def all_parts(strategy: Strategy) -> list[KindOnPage]:
    """Every kind with its parts: one query a kind."""
    return [
        KindOnPage(
            kind,
            *kind.called(strategy.names),
            list(kind.model.objects.filter(strategy=strategy).order_by("order", "pk")),
        )
        for kind in KINDS.values()
    ]
