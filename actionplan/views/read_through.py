"""The read-through: every open row as one document, its wording edited beside the lead's words."""

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from actionplan.forms.read_through import Line, as_shown, as_typed, in_conflict, typed_in
from actionplan.models import Plan
from actionplan.queries.getters import plan_or_404
from actionplan.queries.read_through import Read, Reading, reading_of
from actionplan.services.rewording import Reworded, Wished, reword
from actionplan.views.desk import desk_url
from actionplan.words import counted
from council import permissions
from council.htmx import render_page
from council.messages import say
from council.paging import page_links
from council.permissions import Permission
from council.scope import CouncilRequest

MEANWHILE = (
    "Somebody has changed this since the page was shown: yours is not saved. Look at what stands "
    "now, then save again."
)
CLOSED = "This plan takes no updates now, so its wording is not edited."


@require_http_methods(["GET", "HEAD", "POST"])
def read_through(request: CouncilRequest, plan: str) -> HttpResponse:
    """The open rows of a plan; one is saved by its own button, or all of the page together."""
    permissions.check(request.scope, Permission.CLOSE_PERIODS)
    found = plan_or_404(request.scope, plan)
    if not found.takes_updates:
        raise PermissionDenied(CLOSED)
    page = _page(request, found)
    if request.method == "POST":
        return _save(request, found, page)
    return _show(request, found, page, as_shown)


def _page(request: CouncilRequest, plan: Plan) -> Reading:
    return reading_of(request.scope, plan, request.GET.get("page"))


def _save(request: CouncilRequest, plan: Plan, page: Reading) -> HttpResponse:
    """Record what was typed; whatever is not recorded stays in its box."""
    typed = typed_in(page.reads, request.POST)
    wrong = {one.pk: one.error for one in typed if one.error}
    wished = {one.pk: Wished(one.words, one.seen) for one in typed if not one.error}
    done = reword(plan=plan, wished=wished, by=request.user) if wished else Reworded()
    if done.saved:
        say(request, f"{counted(len(done.saved), 'wording is', 'wordings are')} saved.")
    if not (wrong or done.meanwhile or request.POST.get("only")):
        return HttpResponseRedirect(request.get_full_path())
    status = 409 if done.meanwhile else 422 if wrong else 200

    def line(read: Read) -> Line:
        pk = read.row.action.pk
        if pk in done.meanwhile:
            return in_conflict(read, request.POST, MEANWHILE)
        if pk in done.saved:
            return as_shown(read, is_saved=True)
        return as_typed(read, request.POST)

    return _show(request, plan, _page(request, plan), line, status)


def _show(
    request: CouncilRequest,
    plan: Plan,
    page: Reading,
    line: Callable[[Read], Line],
    status: int = 200,
) -> HttpResponse:
    lines = [line(read) for read in page.reads]
    context = {
        "plan": plan,
        "sections": list(_sections(lines)),
        "wrong": [one for one in lines if one.error],
        "number": page.number,
        "edited": sum(one.read.is_edited for one in lines),
        "pages": page_links(request.GET, page.page),
        "back": desk_url(plan),
    }
    return render_page(request, "desk/read_through.html", context, status=status)


def _sections(lines: Iterable[Line]) -> Iterable[tuple[object, Sequence[Line]]]:
    """Neighbours under the same recommendation together."""
    for _, group in groupby(lines, key=lambda one: one.read.row.action.recommendation_id):
        rows = list(group)
        yield rows[0].read.row.action.recommendation, rows
