"""The golden thread from the vision down, and the actions behind each of its figures."""

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from actionplan.models import Action, Recommendation
from actionplan.queries.getters import leads_for
from actionplan.queries.rows import Row, leads_condition, row_of, with_position
from actionplan.queries.thread_rows import wanted
from actionplan.queries.thread_tallies import Keys
from actionplan.queries.thread_tree import thread_tree
from actionplan.thread_tally import RULE
from council.htmx import render_page
from council.paging import page_links
from council.scope import CouncilRequest
from strategy.kinds import Status
from strategy.queries.getters import strategies, strategy_or_404

PAGE = 50


@require_safe
def thread_list(request: CouncilRequest) -> HttpResponse:
    """The strategies of the council, each with its way to the thread; those in force first."""
    order = [Status.ADOPTED, Status.DRAFT, Status.SUPERSEDED]
    found = sorted(strategies(request.scope), key=lambda one: order.index(Status(one.status)))
    return render_page(request, "thread/thread_list.html", {"strategies": found})


@require_safe
def thread_overview(request: CouncilRequest, strategy: str) -> HttpResponse:
    """Vision, principles, outcomes, and what serves each, in counts."""
    found = strategy_or_404(request.scope, strategy)
    context = {
        "strategy": found,
        "labels": found.names,
        "tree": thread_tree(found, Keys(request.scope)),
        "rule": RULE,
        "as_at": request.scope.today,
    }
    return render_page(request, "thread/thread_overview.html", context)


@require_safe
def thread_actions(request: CouncilRequest, strategy: str) -> HttpResponse:
    """The actions that one figure counts, and the recommendations beside them."""
    found = strategy_or_404(request.scope, strategy)
    keys = Keys(request.scope)
    asked = wanted(found, request.GET, keys)
    pages = Paginator(with_position(asked.actions).order_by("plan", "number"), PAGE)
    page = pages.get_page(request.GET.get("page"))
    linked = asked.links.filter(recommendation__isnull=False).values("recommendation")
    context = {
        "strategy": found,
        "part": asked.part,
        "words": asked.words,
        "number": pages.count,
        "rows": _rows(request, page, keys),
        "recommendations": _with_plan(Recommendation.objects.filter(pk__in=linked), keys),
        "page_links": page_links(request.GET, page),
        "as_at": request.scope.today,
    }
    return render_page(request, "thread/thread_actions.html", context)


def _rows(request: CouncilRequest, page: Page[Action], keys: Keys) -> list[Row]:
    found = list(page)
    for action in found:
        action.plan = keys.plans[action.plan_id]
    book = leads_for(request.scope, leads_condition(found))
    return [row_of(action, book, request.scope) for action in found]


def _with_plan(found: QuerySet[Recommendation], keys: Keys) -> list[Recommendation]:
    recommendations = list(found)
    for recommendation in recommendations:
        recommendation.plan = keys.plans[recommendation.plan_id]
    return recommendations
