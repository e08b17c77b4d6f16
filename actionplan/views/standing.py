"""A plan's figures for leaders: what needs somebody, then where it stands and how it got there."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from actionplan.needs import GOOD_NEWS
from actionplan.queries.cells import Ground
from actionplan.queries.dates_list import keep_at_hand
from actionplan.queries.first_screen import first_screen
from actionplan.queries.getters import plan_or_404
from actionplan.queries.plan_standing import standing_of
from actionplan.words import position
from council.htmx import render_page
from council.scope import CouncilRequest


@require_safe
def plan_standing(request: CouncilRequest, plan: str) -> HttpResponse:
    """All of it on one page; nobody changes anything here."""
    found = plan_or_404(request.scope, plan)
    ground = Ground([found], request.scope.today)
    keep_at_hand(ground.plans)
    standing = standing_of(ground)
    context = {
        "plan": found,
        "first": first_screen(request.scope.council, ground),
        "good_news": GOOD_NEWS,
        "sentence": position(standing.figures),
        "standing": standing,
    }
    return render_page(request, "actionplan/plan_standing.html", context)
