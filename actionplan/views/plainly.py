"""One plan in plain words, for members and scrutiny: the figures of every other page, read-only."""

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from actionplan.document import PlanDocument
from actionplan.figures import figures_of
from actionplan.models import Period, Plan
from actionplan.plain_words import BETTER, WORSE, due_ahead, in_short, told
from actionplan.proofs.sealed import BrokenSeal
from actionplan.queries.changes import changed_to
from actionplan.queries.document import plan_document
from actionplan.queries.getters import plan_or_404
from actionplan.queries.past_periods import sealed_periods
from actionplan.queries.periods import next_meetings
from actionplan.wording import worded
from council.htmx import render_page
from council.scope import CouncilRequest


@require_safe
def plan_plainly(request: CouncilRequest, plan: str) -> HttpResponse:
    """How it stands, what is better and worse since it was last closed, and what comes next."""
    found = plan_or_404(request.scope, plan)
    today = request.scope.today
    document = worded(plan_document(found, today))
    since = _last_closed(found)
    context = {
        "plan": found,
        "since": since,
        "today": today,
        "sentences": in_short(figures_of(document)),
        "ahead": due_ahead(document, today),
        "meetings": next_meetings(found, today),
        **_compared(found, since, document),
    }
    return render_page(request, "actionplan/plan_plainly.html", context)


def _last_closed(plan: Plan) -> Period | None:
    """The last period that is closed and locked, with all of its seal and its plan at hand."""
    last = sealed_periods(plan).defer(None).first()
    if last:
        last.plan = plan
    return last


def _compared(plan: Plan, since: Period | None, document: PlanDocument) -> dict[str, Any]:
    """What is worse and better; nothing of it where nothing was closed, or it cannot be read."""
    nothing: dict[str, Any] = {"worse": [], "better": [], "broken": ""}
    if since is None:
        return nothing
    try:
        comparison = changed_to(plan, since, None, document).comparison
    except BrokenSeal as broken:
        return nothing | {"broken": str(broken)}
    return nothing | {"worse": told(comparison, WORSE), "better": told(comparison, BETTER)}
