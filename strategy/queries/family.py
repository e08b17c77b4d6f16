"""A strategy with its parent and its children, in one query."""

from datetime import date

from django.db.models import Q
from django.http import Http404

from council.scope import Scope
from strategy.document import StrategyDocument
from strategy.models import Strategy
from strategy.queries.getters import strategies
from strategy.reading.family import Family, Member, family_of


def strategy_and_family(scope: Scope, slug: str) -> tuple[Strategy, list[Strategy]]:
    """The strategy with this slug, and all whose parent or child it is; Http404 without it."""
    near = Q(slug=slug) | Q(parent__slug=slug) | Q(children__slug=slug)
    found = strategies(scope).filter(near).select_related("status_set_by").distinct()
    members = list(found)
    for member in members:
        member.council = scope.council
    own = next((one for one in members if one.slug == slug), None)
    if own is None:
        raise Http404("No such strategy.")
    return own, [one for one in members if one is not own]


def family_on_page(
    own: Strategy, others: list[Strategy], document: StrategyDocument, today: date
) -> Family:
    """The register's family, those that have a page here with a link to it."""
    above = tuple(_member(one) for one in others if one.pk == own.parent_id)
    below = tuple(_member(one) for one in others if one.parent_id == own.pk)
    return family_of(document, today, above, below)


def _member(strategy: Strategy) -> Member:
    return Member(strategy.title, strategy.status, strategy.get_absolute_url())
