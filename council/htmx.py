"""The page, or the part of it that was asked for."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django_htmx.http import HttpResponseClientRedirect


def render_page(
    request: HttpRequest,
    template: str,
    context: dict[str, Any],
    *,
    partials: dict[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    """Render ``template``, or one of its partials when htmx asked for that part.

    ``partials`` maps the id of the element that htmx will swap (``HX-Target``) to the name of the
    partial that renders it. An unknown target gets the whole page, which htmx can also use.
    """
    target = request.htmx.target if request.htmx else None  # type: ignore[attr-defined]
    part = (partials or {}).get(target or "")
    response = render(request, f"{template}#{part}" if part else template, context, status=status)
    patch_vary_headers(response, ("HX-Request", "HX-Target"))
    return response


def go_to(request: HttpRequest, url: str) -> HttpResponse:
    """Lead to another page. htmx would follow a plain redirect and put that page into its part."""
    if request.htmx:  # type: ignore[attr-defined]
        return HttpResponseClientRedirect(url)
    return HttpResponseRedirect(url)
