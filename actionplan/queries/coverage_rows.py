"""The rows of the coverage lists: what is missing a link, and where to make one."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from actionplan.access.thread import linkable, may_link_all, may_link_any
from actionplan.models import Action, Recommendation
from actionplan.queries.thread_candidates import candidate
from actionplan.queries.thread_ends import End, kind_of
from council.scope import Scope


@dataclass(frozen=True, slots=True)
class GapRow:
    """One thing without a link; ``fix_url`` is empty for whoever may not make one."""

    reference: str
    words: str
    where: str
    note: str
    url: str
    fix_url: str


def gap_rows(scope: Scope, found: Iterable[End]) -> list[GapRow]:
    """Rows of what a gap has found, one list or one page of it: at most three queries."""
    ends = list(found)
    for end in ends:
        above = end.plan if isinstance(end, Action | Recommendation) else end.strategy
        above.council = scope.council
    fixable = _fixable(scope, ends)
    return [_row(end, can_fix=end.pk in fixable) for end in ends]


def _fixable(scope: Scope, ends: list[End]) -> set[int]:
    """Which of them the member may link."""
    if may_link_all(scope):
        return {end.pk for end in ends}
    if not ends or isinstance(ends[0], Recommendation):
        return set()
    if isinstance(ends[0], Action):
        mine = linkable(scope, Action.objects.filter(pk__in=[end.pk for end in ends]))
        return set(mine.values_list("pk", flat=True))
    return {end.pk for end in ends} if may_link_any(scope) else set()


def _row(end: End, *, can_fix: bool) -> GapRow:
    shown = candidate(end)
    return GapRow(
        shown.reference,
        shown.words,
        shown.where,
        "Its recommendation serves something." if getattr(end, "is_covered", False) else "",
        _page_of(end),
        _links_page(end) if can_fix else "",
    )


def _page_of(end: End) -> str:
    if isinstance(end, Recommendation):
        return f"{end.plan.get_absolute_url()}#{end.anchor}"
    return end.get_absolute_url()


def _links_page(end: End) -> str:
    if isinstance(end, Action):
        place: list[object] = [*end.address]
    elif isinstance(end, Recommendation):
        place = [end.plan.council.slug, end.plan.slug, end.pk]
    else:
        place = [end.strategy.council.slug, end.strategy.slug, end.code]
    return reverse(f"thread:{kind_of(end)}_links", args=place)
