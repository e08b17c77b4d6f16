"""Tying and untying the thread from either side; every step works without scripts."""

from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from actionplan.access.thread import WHY_NOT, check_may_link, may_link_any
from actionplan.forms.thread import FindForm, LinkForm
from actionplan.models import Action, Recommendation
from actionplan.queries.getters import action_or_404
from actionplan.queries.thread_candidates import MOST, candidate, candidates, linked_to
from actionplan.queries.thread_ends import End, Served, Server, end_or_404, recommendation_or_404
from actionplan.services.thread import CannotLink, link, unlink
from council.htmx import render_page
from council.messages import regret, say
from council.scope import CouncilRequest
from strategy.queries.getters import outcome_or_404, principle_or_404

METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(METHODS)
def action_links(request: CouncilRequest, plan: str, reference: str) -> HttpResponse:
    """What an action serves."""
    action = action_or_404(request.scope, plan, reference)
    check_may_link(request.scope, action)
    return _edit(request, action)


@require_http_methods(METHODS)
def recommendation_links(request: CouncilRequest, plan: str, recommendation: int) -> HttpResponse:
    """What a recommendation serves."""
    found = recommendation_or_404(request.scope, plan, recommendation)
    check_may_link(request.scope, found)
    return _edit(request, found)


@require_http_methods(METHODS)
def outcome_links(request: CouncilRequest, strategy: str, code: str) -> HttpResponse:
    """What serves an outcome."""
    return _edit_served(request, outcome_or_404(request.scope, strategy, code))


@require_http_methods(METHODS)
def principle_links(request: CouncilRequest, strategy: str, code: str) -> HttpResponse:
    """What serves a principle."""
    return _edit_served(request, principle_or_404(request.scope, strategy, code))


def _edit_served(request: CouncilRequest, served: Served) -> HttpResponse:
    if not may_link_any(request.scope):
        raise PermissionDenied(WHY_NOT)
    return _edit(request, served)


def _edit(request: CouncilRequest, end: End) -> HttpResponse:
    find = FindForm(request.GET)
    if request.method != "POST":
        return _show(request, end, find, LinkForm())
    form = LinkForm(request.POST)
    if not form.is_valid():
        return _show(request, end, find, form, status=422)
    _tie(request, end, form)
    again = f"?{urlencode({'q': request.GET['q']})}" if request.GET.get("q") else ""
    return HttpResponseRedirect(f"{request.path}{again}")


def _tie(request: CouncilRequest, end: End, form: LinkForm) -> None:
    """Do what the pressed button says, if the member may."""
    data = form.cleaned_data
    other = end_or_404(request.scope, data["link"] or data["unlink"])
    server, served = _sides(end, other)
    check_may_link(request.scope, server)
    change = link if data["link"] else unlink
    try:
        change(server=server, served=served, by=request.user, reason=data["reason"])
    except CannotLink as refusal:
        regret(request, str(refusal))
        return
    done = "is linked" if data["link"] else "is no longer linked"
    say(request, f"{candidate(other).reference} {done}.")


def _sides(end: End, other: End) -> tuple[Server, Served]:
    """Which end serves which; Http404 where both are on the same side."""
    first, second = (end, other) if isinstance(end, Action | Recommendation) else (other, end)
    if isinstance(second, Action | Recommendation) or not isinstance(
        first, Action | Recommendation
    ):
        raise Http404("These two cannot be linked.")
    return first, second


def _show(
    request: CouncilRequest, end: End, find: FindForm, form: LinkForm, status: int = 200
) -> HttpResponse:
    found = candidates(request.scope, end, find.words)
    context = {
        "end": candidate(end),
        "serves": isinstance(end, Action | Recommendation),
        "back": _page_of(end),
        "find": find,
        "form": form,
        "linked": linked_to(request.scope, end),
        "found": found[:MOST],
        "is_cut": len(found) > MOST,
    }
    return render_page(request, "thread/link_edit.html", context, status=status)


def _page_of(end: End) -> str:
    """Where one reads about an end."""
    if isinstance(end, Recommendation):
        return f"{end.plan.get_absolute_url()}#{end.anchor}"
    return end.get_absolute_url()
