"""Who there is in a council: the list, and one person."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from council import permissions
from council.htmx import render_page
from council.models import Membership
from council.paging import page_links
from council.people_roles import role_words
from council.permissions import Permission
from council.queries.people import lines, membership_or_404, people_gone, people_here, posts_of
from council.queries.people_history import history_of_membership
from council.scope import CouncilRequest
from council.services.people import is_administrator, why_not_email, why_not_name

A_PAGE = 100
MOST_GONE = 100  # older ones are found by their words


@require_safe
def person_list(request: CouncilRequest) -> HttpResponse:
    """Everybody who belongs to the council, and those who have left."""
    permissions.check(request.scope, Permission.SET_UP_PEOPLE)
    words = request.GET.get("q", "")[:200]
    page = Paginator(people_here(request.scope, words), A_PAGE).get_page(request.GET.get("page"))
    gone = list(people_gone(request.scope, words)[: MOST_GONE + 1])
    context = {
        "words": words,
        "number": page.paginator.count,
        "people": lines(request.scope, page),
        "gone": lines(request.scope, gone[:MOST_GONE]),
        "gone_is_cut": len(gone) > MOST_GONE,
        "page_links": page_links(request.GET, page),
    }
    return render_page(request, "people/person_list.html", context)


@require_safe
def person_detail(request: CouncilRequest, person: int) -> HttpResponse:
    """One person: roles, posts, days, and who changed what."""
    permissions.check(request.scope, Permission.SET_UP_PEOPLE)
    membership = membership_or_404(request.scope, person)
    has_left = bool(membership.left_on and membership.left_on <= request.scope.today)
    context = {
        "membership": membership,
        "person": membership.person,
        "roles": role_words(membership.roles),
        "posts": posts_of(request.scope, membership),
        "has_left": has_left,
        "is_leaving": bool(membership.left_on) and not has_left,
        "has_not_logged_in": membership.person.last_login is None,
        "history": history_of_membership(membership),
    } | _what_may_be_done(request, membership)
    return render_page(request, "people/person_detail.html", context)


def _what_may_be_done(request: CouncilRequest, membership: Membership) -> dict[str, object]:
    """Whether the name or e-mail can be corrected, and access ended or given back."""
    why_not = why_not_name(membership)
    fixed = bool(why_not and why_not_email(membership, request.user))
    administers = is_administrator(request.scope.council, request.user)
    return {
        "why_not_name": why_not if fixed else "",
        "may_end": administers or not membership.is_system_administrator,
    }
