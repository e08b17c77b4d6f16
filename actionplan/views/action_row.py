"""The row of an action on the plan page: as it stands, and as an update leaves it."""

from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from actionplan.forms.filters import FilterForm
from actionplan.leading.leads import LeadBook
from actionplan.models import Action
from actionplan.models.action import ActionQuerySet
from actionplan.queries.about_actions import keep_known
from actionplan.queries.agreement import find_verdict
from actionplan.queries.getters import action_or_404, leads_of_action
from actionplan.queries.rows import Row, row_of
from actionplan.queries.totals import figures_around
from actionplan.words import position
from council.scope import CouncilRequest


@require_safe
def action_row(request: CouncilRequest, plan: str, reference: str) -> HttpResponse:
    """The row as it stands: what Cancel puts back. Whole pages go to the plan page's row."""
    action = action_or_404(request.scope, plan, reference)
    if not request.htmx:
        return HttpResponseRedirect(row_on_board(action))
    book = leads_of_action(request.scope, action)
    filters = _filters_of_page(request, action)
    stays = not filters.is_filtering or _chosen(filters, action).exists()
    context = {
        "row": _row(request, action, book, stays=stays),
        "plan": action.plan,
        "cancelled": True,
        "here": _page_that_asks(request),
    }
    return render(request, "actionplan/plan_detail.html#row", context)


def saved_row(
    request: CouncilRequest, action: Action, book: LeadBook, advice: list[str]
) -> HttpResponse:
    """The row after an update, with ``advice`` on its words and the summaries that it feeds."""
    filters = _filters_of_page(request, action)
    chosen = _chosen(filters, action) if filters.is_filtering else None
    whole, around, stays = figures_around(action, request.scope.today, chosen)
    context = {
        "row": _row(request, action, book, stays=stays),
        "advice": advice,
        "plan": action.plan,
        "figures": whole,
        "sentence": position(whole),
        "recommendation": action.recommendation,
        "recommendation_figures": around,
        "in_plan_order": not filters.order,
        "here": _page_that_asks(request),
    }
    return render(request, "actionplan/includes/_saved_row.html", context)


def row_on_board(action: Action) -> str:
    """The address of its row on the plan page."""
    council, plan, _ = action.address
    board = reverse("actionplan:plan_detail", args=[council, plan])
    return f"{board}#{action.anchor}"


def _page_that_asks(request: CouncilRequest) -> str:
    """The address of the page in which the row stands, without its place on it."""
    return (request.htmx.current_url_abs_path or "").split("#")[0]


def _row(request: CouncilRequest, action: Action, book: LeadBook, *, stays: bool) -> Row:
    """The row for the plan page, marked when it no longer matches the filter of that page."""
    if not hasattr(action, "live_queries"):
        keep_known([action], request.scope.today)
    if not hasattr(action, "verdict"):
        find_verdict(action)
    return row_of(action, book, request.scope, left_filter=not stays)


def _filters_of_page(request: CouncilRequest, action: Action) -> FilterForm:
    """The filters and order of the plan page that asks, from its address."""
    _, _, query = (request.htmx.current_url or "").partition("?")
    return FilterForm(QueryDict(query.split("#")[0]), plan=action.plan, scope=request.scope)


def _chosen(filters: FilterForm, action: Action) -> ActionQuerySet:
    """The action, if it matches the filters (still)."""
    return filters.apply(Action.objects.filter(pk=action.pk))
