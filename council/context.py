"""What every page needs to know besides its own content."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from council import clock


def on_every_page(request: HttpRequest) -> dict[str, Any]:
    """The council, its navigation and the demonstration's day, for templates/base.html."""
    context: dict[str, Any] = {"demo_day": clock.demo_day(), "council": None, "nav_items": []}
    scope = getattr(request, "scope", None)
    if scope is not None:
        context |= {
            "council": scope.council,
            "membership_roles": scope.roles,
            "nav_items": _navigation(request, scope.council.slug),
        }
    return context


def _navigation(request: HttpRequest, slug: str) -> list[dict[str, object]]:
    pages = [
        ("Dashboard", "actionplan:dashboard"),
        ("Strategies", "strategy:strategy_list"),
        ("Indicators", "indicators:indicator_list"),
        ("Action plans", "actionplan:plan_list"),
        ("Golden thread", "thread:thread_list"),
    ]
    items = [(label, reverse(name, args=[slug])) for label, name in pages]
    longest = max((url for _, url in items if request.path.startswith(url)), key=len, default="")
    return [{"label": label, "url": url, "current": url == longest} for label, url in items]
