"""The way to everything that is set up for a council."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from council import permissions
from council.htmx import render_page
from council.permissions import Permission
from council.queries.posts_overview import set_up_of
from council.scope import CouncilRequest

PLACES = (
    Permission.SET_UP_PEOPLE,
    Permission.SET_UP_COUNCIL,
    Permission.SET_UP_MEETINGS,
    Permission.EDIT_PLAN,
    Permission.SEE_AS,
)


@require_safe
def overview(request: CouncilRequest) -> HttpResponse:
    """What the member may set up here, how far it is, and what of it needs somebody."""
    may = {one.name.lower(): permissions.can(request.scope, one) for one in PLACES}
    if not any(may.values()):
        raise PermissionDenied("Setting up is for the plan manager and Democratic Services.")
    context = {"may": may, "set_up": set_up_of(request.scope)}
    return render_page(request, "organisation/overview.html", context)
