"""From the address to the council, the member, and what they may see.

Every address under ``/<council>/`` passes here before its view: the view receives
``request.scope`` and no ``council`` argument. A council that does not exist and a council one
does not belong to look the same: 404.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django_htmx.middleware import HtmxDetails

from council import clock
from council.models import Council, Membership, Person, Role


@dataclass(frozen=True, slots=True)
class Scope:
    """One person in one council, as at one day. Every getter takes it.

    ``seen_as`` says in whose guise the council is seen ("a councillor"; ``council.seeing``).
    """

    council: Council
    person: Person
    roles: frozenset[Role]
    today: date
    seen_as: str = ""

    @property
    def only_reads(self) -> bool:
        """Whether they are a reader and nothing else, as councillors are."""
        return self.roles <= {Role.READER}


class CouncilRequest(HttpRequest):
    """A request of a logged-in member under a council's address (for type checkers)."""

    user: Person
    htmx: HtmxDetails
    scope: Scope


def scope_of(person: Person, council_slug: str) -> Scope:
    """The scope of ``person`` in a council; raises Http404 where they do not belong."""
    today = clock.today()
    membership = _membership(person, council_slug, today)
    if membership is None:
        raise Http404("No such council, or it is not yours.")
    return Scope(membership.council, person, membership.roles, today)


def _membership(person: Person, council_slug: str, today: date) -> Membership | None:
    """Their membership of a council; no query for who has logged in (``council.backend``)."""
    known: list[Membership] | None = getattr(person, "memberships_today", None)
    if known is not None:
        return next((one for one in known if one.council.slug == council_slug), None)
    memberships = Membership.objects.on(today).select_related("council")
    return memberships.filter(person=person, council__slug=council_slug).first()


class CouncilScopeMiddleware:
    """Puts ``scope`` on every request whose address names a council."""

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
        """Resolve the council named in the address, or raise Http404."""
        if "council" in view_kwargs:
            slug = view_kwargs.pop("council")
            request.scope = scope_of(request.user, slug)  # type: ignore[attr-defined, arg-type]
