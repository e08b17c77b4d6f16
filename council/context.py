"""What every page needs to know besides its own content."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from council import clock, permissions
from council.models import Role
from council.permissions import Permission
from council.scope import Scope

# Whoever may do one of these finds the way to the pages where it is done.
SET_UP = (Permission.SET_UP_PEOPLE, Permission.SET_UP_COUNCIL, Permission.SET_UP_MEETINGS)

# Whoever only reads leads nothing and is asked for nothing.
WRITERS = frozenset(Role) - {Role.READER}


def on_every_page(request: HttpRequest) -> dict[str, Any]:
    """The council, its navigation and the demonstration's day, for templates/base.html."""
    context: dict[str, Any] = {"demo_day": clock.demo_day(), "council": None, "nav_items": []}
    scope = getattr(request, "scope", None)
    if scope is not None:
        context |= {
            "council": scope.council,
            "membership_roles": scope.roles,
            "seen_as": scope.seen_as,
            "nav_items": _navigation(request, scope),
        }
    return context


def _navigation(request: HttpRequest, scope: Scope) -> list[dict[str, object]]:
    pages = [
        ("Dashboard", "actionplan:dashboard"),
        *([("My updates", "mine:my_updates")] if scope.roles & WRITERS else []),
        ("Strategies", "strategy:strategy_list"),
        ("Indicators", "indicators:indicator_list"),
        ("Action plans", "actionplan:plan_list"),
        ("Golden thread", "thread:thread_list"),
        ("Meetings", "meetings:meeting_list"),
    ]
    if any(permissions.can(scope, one) for one in SET_UP):
        pages.append(("Set up", "organisation:overview"))
    slug = scope.council.slug
    items = [(label, reverse(name, args=[slug])) for label, name in pages]
    dashboard = items[0][1]  # every address of the council begins as this one does
    under = [url for _, url in items if request.path.startswith(url) and url != dashboard]
    longest = max(under, key=len, default=dashboard if request.path == dashboard else "")
    return [{"label": label, "url": url, "current": url == longest} for label, url in items]
