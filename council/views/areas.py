"""Service areas: all of them; added, changed, removed."""

from typing import Any

from django.db.models import Count, Q
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from council.forms.areas import AreaForm
from council.htmx import render_page
from council.models import ServiceArea
from council.queries.posts import area_or_404, areas
from council.scope import CouncilRequest
from council.services.posts_areas import add_area, change_area, remove_area
from council.views.posts_pages import EDIT, Page, check, edit_page, removal_page


@require_safe
def area_list(request: CouncilRequest) -> HttpResponse:
    """The service areas with their heads and how many posts they have."""
    check(request)
    in_use = Q(posts__ended_on=None, posts__merged_into=None)
    found = areas(request.scope).annotate(number=Count("posts", filter=in_use))
    return render_page(request, "organisation/area_list.html", {"areas": found})


@require_http_methods(EDIT)
def area_add(request: CouncilRequest) -> HttpResponse:
    """A new service area."""
    check(request)
    council = request.scope.council

    def save(form: Any) -> None:
        add_area(area=ServiceArea(council=council, **form.values), by=request.user)

    page = Page("Add a service area", _list(request), "The service area is added.", button="Add")
    return edit_page(request, page, row=ServiceArea(council=council), form=AreaForm, save=save)


@require_http_methods(EDIT)
def area_edit(request: CouncilRequest, area: int) -> HttpResponse:
    """Name and head."""
    check(request)
    found = area_or_404(request.scope, area)

    def save(form: Any) -> None:
        seen = form.cleaned_data["seen"]
        change_area(area=found, values=form.values, seen=seen, by=request.user)

    page = Page(f"Edit {found.name}", _list(request), "The service area is saved.")
    return edit_page(request, page, row=found, form=AreaForm, save=save)


@require_http_methods(EDIT)
def area_remove(request: CouncilRequest, area: int) -> HttpResponse:
    """Refused while posts belong to it."""
    check(request)
    found = area_or_404(request.scope, area)

    def remove(seen: int | None) -> None:
        remove_area(area=found, seen=seen, by=request.user)

    said = f"{found.name} is removed. The history keeps it."
    page = Page(f"Remove {found.name}", _list(request), said, button="Remove the service area")
    return removal_page(request, page, row=found, remove=remove)


def _list(request: CouncilRequest) -> str:
    return reverse("organisation:area_list", args=[request.scope.council.slug])
