"""The posts of a council: all of them, and one."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from council import post_users
from council.forms.posts import FindForm
from council.htmx import render_page
from council.paging import page_links
from council.queries.posts import holdings_of, post_or_404
from council.queries.posts_history import history_of_post
from council.queries.posts_list import Wanted, found_posts, is_vacant, lines
from council.scope import CouncilRequest
from council.views.posts_pages import check

A_PAGE = 100


@require_safe
def post_list(request: CouncilRequest) -> HttpResponse:
    """Posts by service area, narrowed by words or to those that are vacant."""
    check(request)
    form = FindForm(request.GET)
    wanted = form.wanted
    page = Paginator(found_posts(request.scope, wanted), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "lines": lines(page.object_list),
        "number": page.paginator.count,
        "page_links": page_links(request.GET, page),
        "is_narrowed": wanted != Wanted(),
    }
    return render_page(request, "organisation/post_list.html", context)


@require_safe
def post_detail(request: CouncilRequest, post: int) -> HttpResponse:
    """Everything about one post: its names, holders, what it leads, and its history."""
    check(request)
    found = post_or_404(request.scope, post)
    held = holdings_of(found, request.scope.today)
    context = {
        "post": found,
        "aliases": found.aliases.all(),
        "held": held,
        "is_vacant": is_vacant(held["now"]),
        "is_in_use": found.ended_on is None and found.merged_into_id is None,
        "uses": post_users.uses_of(found),
        "merged_from": found.merged_from.all(),
        "history": history_of_post(found),
    }
    return render_page(request, "organisation/post_detail.html", context)
