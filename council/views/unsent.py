"""E-mails that did not go out: kept, tried again, or put aside."""

from collections import Counter
from collections.abc import Iterable

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from council import permissions
from council.htmx import render_page
from council.messages import regret, say
from council.permissions import Permission
from council.queries.unsent import settled_of, unsent_of, unsent_or_404
from council.scope import CouncilRequest
from council.services.unsent import Tried, put_aside, try_again, try_all


@require_safe
def unsent_list(request: CouncilRequest) -> HttpResponse:
    """Those that wait, and what became of the last others."""
    permissions.check(request.scope, Permission.SET_UP_PEOPLE)
    context = {
        "waiting": list(unsent_of(request.scope)),
        "settled": list(settled_of(request.scope)),
    }
    return render_page(request, "organisation/unsent_list.html", context)


@require_POST
def unsent_again(request: CouncilRequest, email: int) -> HttpResponse:
    """Write one anew and send it."""
    permissions.check(request.scope, Permission.SET_UP_PEOPLE)
    found = unsent_or_404(request.scope, email)
    _tell(request, [try_again(found, request, request.user)])
    return _back(request)


@require_POST
def unsent_all(request: CouncilRequest) -> HttpResponse:
    """Try every one again, the oldest first."""
    permissions.check(request.scope, Permission.SET_UP_PEOPLE)
    waiting = unsent_of(request.scope).order_by("failed_at", "pk")
    _tell(request, try_all(waiting, request, request.user))
    return _back(request)


@require_POST
def unsent_aside(request: CouncilRequest, email: int) -> HttpResponse:
    """Nobody wants it sent any more."""
    permissions.check(request.scope, Permission.SET_UP_PEOPLE)
    found = unsent_or_404(request.scope, email)
    put_aside(found, request.user)
    say(request, f"The e-mail to {found.person} is put aside.")
    return _back(request)


def _tell(request: CouncilRequest, tried: Iterable[Tried]) -> None:
    outcomes = Counter(tried)
    for outcome, words in (
        (Tried.SENT, "sent"),
        (Tried.NOTHING, "no longer needed: there is nothing to tell any more"),
    ):
        if number := outcomes[outcome]:
            say(request, f"{_emails(number)} {words}.")
    if number := outcomes[Tried.FAILED]:
        regret(request, f"{_emails(number)} still not sent. The list says why.")


def _emails(number: int) -> str:
    return "1 e-mail is" if number == 1 else f"{number} e-mails are"


def _back(request: CouncilRequest) -> HttpResponseRedirect:
    slug = request.scope.council.slug
    return HttpResponseRedirect(reverse("organisation:unsent_list", args=[slug]))
