"""Strategies to read: the list, one strategy, one principle, one outcome."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from council.htmx import render_page
from council.permissions import Permission, can
from council.scope import CouncilRequest, Scope
from strategy.document import StrategyDocument
from strategy.kinds import Status
from strategy.models import Strategy
from strategy.queries.document import strategy_document
from strategy.queries.family import family_on_page, strategy_and_family
from strategy.queries.getters import outcome_or_404, principle_or_404, strategies
from strategy.queries.reviews import OverdueReview, overdue_reviews
from strategy.reading.book import Binder, read_book
from strategy.reading.drawing import family_svg
from strategy.reading.relations import relatives
from strategy.words import capital, day, overdue, review_words


@dataclass(frozen=True, slots=True)
class StrategyCard:
    """One strategy on the list, in words."""

    strategy: Strategy
    status: str
    term: str
    review: str
    is_overdue: bool
    register: tuple[OverdueReview, ...]


@require_safe
def strategy_list(request: CouncilRequest) -> HttpResponse:
    """Every strategy of the council; those in force first, and what is overdue for review."""
    order = [Status.ADOPTED, Status.DRAFT, Status.SUPERSEDED]
    found = sorted(strategies(request.scope), key=lambda one: order.index(Status(one.status)))
    overdue = overdue_reviews(request.scope.council, request.scope.today)
    context = {
        "cards": [_card(one, overdue, request.scope) for one in found],
        "may_edit": can(request.scope, Permission.EDIT_STRATEGY),
    }
    return render_page(request, "strategy/strategy_list.html", context)


def _card(strategy: Strategy, reviews: list[OverdueReview], scope: Scope) -> StrategyCard:
    strategy.council = scope.council
    return StrategyCard(
        strategy=strategy,
        status=strategy.status,
        term=_term(strategy),
        review=review_words(strategy.next_review, scope.today),
        is_overdue=bool(overdue(strategy.next_review, scope.today)),
        register=tuple(
            review for review in reviews if review.strategy.pk == strategy.pk and "#" in review.url
        ),
    )


def _term(strategy: Strategy) -> str:
    """The source's words; the last day where it has none."""
    if strategy.term_words or not strategy.term_end:
        return strategy.term_words
    return f"until {day(strategy.term_end)}"


@require_safe
def strategy_detail(request: CouncilRequest, strategy: str) -> HttpResponse:
    """The whole strategy on one page, with its own contents."""
    found, others = strategy_and_family(request.scope, strategy)
    document = strategy_document(found, measured=False)
    family = family_on_page(found, others, document, request.scope.today)
    council = request.scope.council
    context = {
        "strategy": found,
        "book": read_book(document, request.scope.today, family),
        "drawing": family_svg(family, council.brand_background, council.brand_text),
        "may_edit": can(request.scope, Permission.EDIT_STRATEGY),
    }
    return render_page(request, "strategy/strategy_detail.html", context)


@require_safe
def principle_detail(request: CouncilRequest, strategy: str, code: str) -> HttpResponse:
    """One principle: its statement, its strands, its outcomes, and what goes with it."""
    found = principle_or_404(request.scope, strategy, code)
    document = strategy_document(found.strategy, measured=False)
    own = next(one for one in document.principles if one.code == found.code)
    context = _part_context(found.strategy, document) | {
        "principle": found,
        "entry": Binder(document).principle(own),
        "relatives": relatives(document).get(found.code, ()),
        "outcomes": document.outcomes_of_principle(found.code),
        "statements": [one for one in document.statements if one.principle == found.code],
    }
    return render_page(request, "strategy/principle_detail.html", context)


@require_safe
def outcome_detail(request: CouncilRequest, strategy: str, code: str) -> HttpResponse:
    """One outcome: where it stands in the strategy, and what goes with it."""
    found = outcome_or_404(request.scope, strategy, code)
    document = strategy_document(found.strategy, measured=False)
    context = _part_context(found.strategy, document) | {
        "outcome": found,
        "relatives": relatives(document).get(found.code, ()),
    }
    return render_page(request, "strategy/outcome_detail.html", context)


def _part_context(strategy: Strategy, document: StrategyDocument) -> dict[str, object]:
    labels = document.labels
    return {
        "strategy": strategy,
        "principle_label": capital(labels.principle.singular),
        "area_label": capital(labels.area.singular),
        "outcome_label": capital(labels.outcome.singular),
        "outcomes_label": capital(labels.outcome.plural),
    }
