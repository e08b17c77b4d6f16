"""Seeing a council as somebody else does: by role, never as a named person, and read-only.

Whoever sets a council up may look whether a director or a councillor finds what they need. While
they do, they have that role and no other and hold no post, and the council accepts nothing from
them. It lasts until they end it or log out.
"""

from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase

from council import permissions
from council.models import Person, Role
from council.permissions import Permission
from council.scope import Scope


class Guise(StrEnum):
    """Whom one sees a council as; the value completes "You see this as … does"."""

    DIRECTOR = "a director"
    COUNCILLOR = "a councillor"


ROLES: dict[Guise, frozenset[Role]] = {
    Guise.DIRECTOR: frozenset({Role.READER, Role.OFFICER, Role.SLT}),
    Guise.COUNCILLOR: frozenset({Role.READER}),
}
KEY = "seen_as"  # in the session: the council's address and the guise
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
END = "see_as:see_as_end"


def begin(request: HttpRequest, scope: Scope, guise: Guise) -> None:
    """From now on the member sees ``scope``'s council in this guise. Raises PermissionDenied."""
    permissions.check(scope, Permission.SEE_AS)
    request.session[KEY] = [scope.council.slug, guise.value]


def end(request: HttpRequest) -> None:
    """Whoever it is sees everything as themselves again."""
    request.session.pop(KEY, None)


def guise_in(request: HttpRequest, scope: Scope) -> Guise | None:
    """The guise that holds for this request; None where there is none, or no right to it."""
    slug, value = request.session.get(KEY) or ("", "")
    if slug != scope.council.slug or value not in list(Guise):
        return None
    return Guise(value) if permissions.can(scope, Permission.SEE_AS) else None


def in_guise(scope: Scope, guise: Guise) -> Scope:
    """The scope of somebody who has the guise's roles, holds no post and has no name."""
    return replace(scope, person=Person(pk=0), roles=ROLES[guise], seen_as=guise.value)


class SeeingAsMiddleware:
    """Puts the guise on the scope of each request, and refuses whatever would change something."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view_func: Callable[..., Any],
        view_args: tuple[Any, ...],
        view_kwargs: dict[str, Any],
    ) -> None:
        """Comes after ``CouncilScopeMiddleware``; raises PermissionDenied for a write."""
        scope: Scope | None = getattr(request, "scope", None)
        guise = guise_in(request, scope) if scope else None
        if scope is None or guise is None:
            return
        request.scope = in_guise(scope, guise)  # type: ignore[attr-defined]
        match = request.resolver_match
        if request.method not in SAFE and (match is None or match.view_name != END):
            raise PermissionDenied(
                f"You see this council as {guise.value} does, so nothing can be changed. "
                "Go back to yourself first."
            )
