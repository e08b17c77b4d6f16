"""Scoped getters: what a member asks for by address, or 404. Nothing crosses councils."""

from django.db.models import QuerySet
from django.http import Http404

from council.scope import Scope
from strategy.models import Indicator, Outcome, Principle, Strategy


def strategies(scope: Scope) -> QuerySet[Strategy]:
    """The strategies of the member's council."""
    return Strategy.objects.filter(council=scope.council)


def strategy_or_404(scope: Scope, slug: str) -> Strategy:
    """The strategy with this slug in the member's council."""
    strategy = strategies(scope).filter(slug=slug).select_related("parent").first()
    if strategy is None:
        raise Http404("No such strategy.")
    strategy.council = scope.council
    return strategy


def principle_or_404(scope: Scope, strategy: str, code: str) -> Principle:
    """The principle with this code, its strategy at hand."""
    return _part_or_404(Principle.objects.all(), scope, strategy, code)


def outcome_or_404(scope: Scope, strategy: str, code: str) -> Outcome:
    """The outcome with this code, its strategy, area and principle at hand."""
    outcomes = Outcome.objects.select_related("area", "principle")
    return _part_or_404(outcomes, scope, strategy, code)


def indicator_or_404(scope: Scope, strategy: str, code: str) -> Indicator:
    """The indicator with this code, its strategy and owner at hand."""
    return _part_or_404(Indicator.objects.select_related("owner_post"), scope, strategy, code)


def _part_or_404[Found: (Principle, Outcome, Indicator)](
    parts: QuerySet[Found], scope: Scope, strategy: str, code: str
) -> Found:
    found = (
        parts.filter(strategy__council=scope.council, strategy__slug=strategy, code=code)
        .select_related("strategy")
        .first()
    )
    if found is None:
        raise Http404("No such part of a strategy.")
    found.strategy.council = scope.council
    return found
