"""Where the golden thread is broken, as at the scope's day."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from actionplan.queries.coverage import GAPS, Gap
from actionplan.queries.coverage_rows import gap_rows
from council.htmx import render_page
from council.paging import page_links
from council.scope import CouncilRequest, Scope
from strategy.queries.getters import strategies

FIRST = 10  # rows of each list on the page of all lists
PAGE = 50


@require_safe
def thread_coverage(request: CouncilRequest) -> HttpResponse:
    """Every gap with its count, its rule, its first rows and the way to mend each."""
    context = {
        "gaps": [_summary(request.scope, gap) for gap in GAPS],
        "has_strategy": strategies(request.scope).exists(),
        "as_at": request.scope.today,
    }
    return render_page(request, "thread/thread_coverage.html", context)


def _summary(scope: Scope, gap: Gap) -> dict[str, Any]:
    pages = Paginator(gap.find(scope), FIRST)
    rows = gap_rows(scope, pages.page(1)) if pages.count else []
    return {"gap": gap, "number": pages.count, "rows": rows, "more": pages.count - len(rows)}


@require_safe
def thread_gap(request: CouncilRequest, gap: str) -> HttpResponse:
    """One list in full, page by page."""
    chosen = next((each for each in GAPS if each.slug == gap), None)
    if chosen is None:
        raise Http404("No such list.")
    pages = Paginator(chosen.find(request.scope), PAGE)
    page = pages.get_page(request.GET.get("page"))
    context = {
        "gap": chosen,
        "number": pages.count,
        "rows": gap_rows(request.scope, page),
        "page_links": page_links(request.GET, page),
        "as_at": request.scope.today,
    }
    return render_page(request, "thread/thread_gap.html", context)
