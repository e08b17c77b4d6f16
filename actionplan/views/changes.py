"""What changed in a plan: between two closed periods, or between one of them and now."""

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from actionplan.comparing.words import groups, headline
from actionplan.forms.changes import ChangesForm
from actionplan.models import Period, Plan
from actionplan.proofs.sealed import BrokenSeal
from actionplan.queries.changes import changed
from actionplan.queries.getters import plan_or_404
from actionplan.queries.past_periods import sealed_periods
from council.htmx import render_page
from council.scope import CouncilRequest

TEMPLATE = "actionplan/plan_changes.html"
NOTHING: dict[str, Any] = {"comparison": None, "groups": [], "broken": ""}


@require_safe
def plan_changes(request: CouncilRequest, plan: str) -> HttpResponse:
    """One sentence, then every change, worst first. Whoever sees the plan sees it."""
    found = plan_or_404(request.scope, plan)
    periods = list(sealed_periods(found))
    context: dict[str, Any] = {"plan": found, "periods": periods} | NOTHING
    if not periods:
        return render_page(request, TEMPLATE, context)
    form = ChangesForm(request.GET, periods=periods)
    context["form"] = form
    if not form.is_valid() or form.since is None:
        return render_page(request, TEMPLATE, context, status=422)
    try:
        context |= _told(request, found, form.since, form.until)
    except BrokenSeal as broken:
        return render_page(request, TEMPLATE, context | {"broken": str(broken)}, status=409)
    return render_page(request, TEMPLATE, context)


def _told(
    request: CouncilRequest, plan: Plan, since: Period, until: Period | None
) -> dict[str, Any]:
    """The sentence and the groups of what changed."""
    found = changed(plan, since, until, request.scope.today)
    return {
        "since": since,
        "until": until,
        "document": found.after,
        "comparison": found.comparison,
        "sentence": headline(found.comparison),
        "groups": groups(found.comparison),
    }
