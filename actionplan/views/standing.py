"""A plan's figures for leaders: what needs somebody, then where it stands and how it got there."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from actionplan.cells import figures_of_cells
from actionplan.models import Plan
from actionplan.needs import GOOD_NEWS
from actionplan.queries.cells import Ground
from actionplan.queries.dates_list import keep_at_hand
from actionplan.queries.first_screen import FirstScreen, first_screen
from actionplan.queries.getters import plan_or_404
from actionplan.queries.pack import pack_of
from actionplan.queries.plan_standing import standing_of
from actionplan.reporting.pack import Shown, pack_pdf
from actionplan.words import position
from council import permissions
from council.bounded import BoundedError
from council.htmx import render_page
from council.permissions import Permission
from council.scope import CouncilRequest

TEMPLATE = "actionplan/plan_standing.html"


@dataclass(frozen=True, slots=True)
class Page:
    """A plan with all that its page of figures says."""

    plan: Plan
    sentence: str
    first: FirstScreen
    standing: Shown


@require_safe
def plan_standing(request: CouncilRequest, plan: str) -> HttpResponse:
    """All of it on one page; nobody changes anything here."""
    return _shown(request, _page(request, plan))


@require_safe
def plan_pack(request: CouncilRequest, plan: str) -> HttpResponse:
    """The same as PDF; where it cannot be made, the page says so."""
    permissions.check(request.scope, Permission.EXPORT)
    page = _page(request, plan)
    try:
        content = pack_pdf(pack_of(page.plan, page.sentence, page.first, page.standing))
    except BoundedError:
        return _shown(request, page, status=503)
    response = HttpResponse(content, content_type="application/pdf")
    name = f"{page.plan.slug}-figures-{request.scope.today.isoformat()}.pdf"
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response


def _page(request: CouncilRequest, slug: str) -> Page:
    plan = plan_or_404(request.scope, slug)
    ground = Ground([plan], request.scope.today)
    keep_at_hand(ground.plans)
    return Page(
        plan,
        position(figures_of_cells(ground.cells, ground.day)),
        first_screen(request.scope.council, ground),
        standing_of(ground),
    )


def _shown(request: CouncilRequest, page: Page, status: int = 200) -> HttpResponse:
    context = {
        "plan": page.plan,
        "first": page.first,
        "good_news": GOOD_NEWS,
        "only_reads": request.scope.only_reads,
        "sentence": page.sentence,
        "standing": page.standing,
        "may_export": permissions.can(request.scope, Permission.EXPORT),
        "no_pack": status != 200,
    }
    return render_page(request, TEMPLATE, context, status=status)
