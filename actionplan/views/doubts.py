"""The plan's set-up list: what imports were not sure of, each settled with a word."""

from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from actionplan.models import Plan
from actionplan.queries.doubts import doubt_or_404, open_doubts
from actionplan.queries.set_up_lines import set_up_lines
from actionplan.services.doubts import settle_doubt
from actionplan.views.set_up import plan_to_edit
from council.htmx import render_page
from council.messages import regret, say
from council.paging import page_links
from council.scope import CouncilRequest
from council.texts import tidy
from council.versions import CannotEdit

TEMPLATE = "set_up/doubt_list.html"
DOUBTS = 50


@require_safe
def doubt_list(request: CouncilRequest, plan: str) -> HttpResponse:
    """What nobody has settled yet, in the plan's order."""
    found = plan_to_edit(request, plan)
    page = Paginator(open_doubts(found), DOUBTS).get_page(request.GET.get("page"))
    context = {
        "plan": found,
        "page": page,
        "page_links": page_links(request.GET, page),
        "asked": set_up_lines(found, request.scope.today),
    }
    return render_page(request, TEMPLATE, context)


@require_POST
def doubt_settle(request: CouncilRequest, plan: str, doubt: int) -> HttpResponse:
    """Say how a doubt is settled; the list goes on at the next one."""
    found = plan_to_edit(request, plan)
    stands = doubt_or_404(request.scope, found, doubt)
    problem = ""
    try:
        settle_doubt(doubt=stands, how=tidy(request.POST.get("how", "")), by=request.user)
    except CannotEdit as error:
        problem = str(error)
    target = f"doubt-{stands.pk}"
    if request.htmx.target == target:
        stands.refresh_from_db()
        context = {"plan": found, "doubt": stands, "problem": problem}
        status = 422 if problem else 200
        partials = {target: "line"}
        return render_page(request, TEMPLATE, context, partials=partials, status=status)
    if problem:
        regret(request, problem)
    else:
        say(request, "That is settled.")
    return HttpResponseRedirect(address(request, found))


def address(request: CouncilRequest, plan: Plan) -> str:
    """Where the list stands."""
    return reverse("set_up:doubt_list", args=[request.scope.council.slug, plan.slug])
