"""Telling heads of service of overdue updates: first read, then sent."""

from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from actionplan.models import Period, Plan
from actionplan.queries.desk import desk_of, plan_with_period
from actionplan.queries.escalation import (
    ToTell,
    overdue_by_head,
    to_tell,
    told_from,
    without_a_head,
)
from actionplan.services.escalating import in_words, tell_heads
from actionplan.views.desk import desk_url, tell
from actionplan.words import day
from council import permissions
from council.htmx import render_page
from council.messages import regret
from council.permissions import Permission
from council.scope import CouncilRequest


@require_http_methods(["GET", "HEAD", "POST"])
def escalation(request: CouncilRequest, plan: str) -> HttpResponse:
    """Each e-mail as it would go; those that are ticked are sent."""
    permissions.check(request.scope, Permission.CLOSE_PERIODS)
    found, period = plan_with_period(request.scope, plan)
    desk = desk_of(request.scope, period) if period else None
    overdue = overdue_by_head(request.scope, desk) if desk else []
    heads = to_tell(overdue)
    if request.method == "POST":
        _send(request, period, heads)
        return HttpResponseRedirect(desk_url(found))
    link = request.build_absolute_uri(found.get_absolute_url())
    context = {
        "plan": found,
        "period": period,
        "back": desk_url(found),
        "letters": [(one, in_words(period, one, request.user, link)) for one in heads if period],
        "vacant": [one for one in overdue if not one.asked.people],
        "without": without_a_head(request.scope, desk) if desk else [],
        "may_send": any(not one.told_today for one in heads),
        "why_not": _why_not(found, period),
    }
    return render_page(request, "desk/escalation.html", context)


def _send(request: CouncilRequest, period: Period | None, heads: list[ToTell]) -> None:
    ticked = set(request.POST.getlist("head"))
    chosen = [one for one in heads if not one.told_today and str(one.person.pk) in ticked]
    if not period or not chosen:
        regret(request, "Nobody was told: tick at least one head of service who can be told today.")
        return
    link = request.build_absolute_uri(period.plan.get_absolute_url())
    tell(request, tell_heads(period=period, heads=chosen, by=request.user, link=link), "told")


def _why_not(plan: Plan, period: Period | None) -> str:
    """Why there is nobody to tell."""
    if period is None:
        return "No period of this plan runs, so nothing is overdue."
    first = told_from(period, plan.council.escalate_after)
    if first is None:
        return "The period has no day by which updates are due, so none is overdue."
    return (
        f"Heads of service may be told from {day(first)} on of updates still to come from "
        "posts of a service area with a head. There are none now."
    )
