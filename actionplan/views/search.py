"""One search box for all that a council has agreed, promised and reported."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from actionplan.forms.search import SearchForm
from actionplan.queries.search import CAP, find
from actionplan.queries.search_results import results
from council.htmx import render_page
from council.paging import page_links
from council.scope import CouncilRequest

PAGE = 20


@require_safe
def search(request: CouncilRequest) -> HttpResponse:
    """What was found, best first, and how much of each kind."""
    form = SearchForm(request.GET)
    found = find(request.scope, form.asked, form.kind)
    pages = Paginator(found.hits, PAGE)
    page = pages.get_page(request.GET.get("page"))
    context = {
        "form": form,
        "asked": form.asked,
        "found": found,
        "kinds": form.kinds(found.counts),
        "number": pages.count,
        "results": results(request.scope, list(page), found.words),
        "page_links": page_links(request.GET, page),
        "cap": CAP,
    }
    return render_page(request, "search/search.html", context)
