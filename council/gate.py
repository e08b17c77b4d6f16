"""Closed by default: every page asks for log-in unless its view says ``login_not_required``."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from council.kept import keep_typed_form


class ClosedByDefaultMiddleware(LoginRequiredMiddleware):
    """Sends strangers to log in, and loses nothing of what they had typed.

    A part of a page (htmx) gets 401 and a link, so that the typed form stays where it is. A form
    sent whole is kept for the person it was made for, and offered again after log-in.
    """

    def handle_no_permission(  # type: ignore[override]
        self, request: HttpRequest, view_func: Callable[..., Any]
    ) -> HttpResponseBase:
        """Ask for log-in: in place for a part of a page, else on the log-in page."""
        if request.htmx:  # type: ignore[attr-defined]
            return self._ask_in_place(request)
        response = super().handle_no_permission(request, view_func)
        keep_typed_form(request, response)
        return response

    def _ask_in_place(self, request: HttpRequest) -> HttpResponse:
        """401 with one sentence; the page's script shows it beside the form."""
        context = {"next": request.htmx.current_url_abs_path or request.path}  # type: ignore[attr-defined]
        return render(request, "council/log_in_again.html", context, status=401)
