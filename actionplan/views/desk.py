"""The plan manager's desk: how far every update of a period is, and who is asked for it."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from actionplan.desk import marks, sentence
from actionplan.models import Period, Plan
from actionplan.queries.desk import desk_of, plan_with_period
from actionplan.queries.escalation import overdue_by_head
from actionplan.queries.periods import reminders_of
from actionplan.services.reminders import Sending, remind
from actionplan.words import counted
from council import permissions
from council.htmx import render_page
from council.messages import regret, say
from council.permissions import Permission
from council.scope import CouncilRequest


@require_safe
def plan_desk(request: CouncilRequest, plan: str) -> HttpResponse:
    """The period that runs: its days, and its updates by head of service and post."""
    permissions.check(request.scope, Permission.CLOSE_PERIODS)
    found, period = plan_with_period(request.scope, plan)
    context: dict[str, Any] = {"plan": found, "period": period}
    if period:
        context |= _of_period(request, period)
    return render_page(request, "desk/plan_desk.html", context)


def _of_period(request: CouncilRequest, period: Period) -> dict[str, Any]:
    desk = desk_of(request.scope, period)
    days = [
        ("Begins", period.first_day),
        ("Updates due by", period.updates_due_by),
        ("Ends", period.last_day),
    ]
    return {
        "desk": desk,
        "sentence": sentence(desk.counts),
        "marks": marks(days, request.scope.today),
        "asks": list(reminders_of(period)),
        "overdue": overdue_by_head(request.scope, desk),
    }


@require_POST
def desk_ask(request: CouncilRequest, plan: str) -> HttpResponse:
    """One e-mail to whoever is asked for each post that was ticked, once a day at most."""
    permissions.check(request.scope, Permission.CLOSE_PERIODS)
    found, period = plan_with_period(request.scope, plan)
    if period is None:
        regret(request, "No period runs, so nobody is asked.")
        return HttpResponseRedirect(desk_url(found))
    ticked = set(request.POST.getlist("post"))
    asked = [
        one.missing
        for one in desk_of(request.scope, period).may_be_asked
        if str(one.asked.post.pk) in ticked
    ]
    if not asked:
        regret(request, "Nobody was asked: tick at least one post that can be asked today.")
        return HttpResponseRedirect(desk_url(found))
    link = request.build_absolute_uri(reverse("mine:my_updates", args=[found.council.slug]))
    tell(request, remind(period=period, missing=asked, by=request.user, link=link), "asked")
    return HttpResponseRedirect(desk_url(found))


def tell(request: CouncilRequest, outcome: dict[Sending, int], what: str) -> None:
    """How many were asked (or ``what`` it was); how many could not be, which can be tried again."""
    if outcome[Sending.SENT]:
        sent = counted(outcome[Sending.SENT], "person was", "people were")
        say(request, f"{sent} {what} by e-mail.")
    if outcome[Sending.TOO_SOON]:
        told = counted(outcome[Sending.TOO_SOON], "person was", "people were")
        say(request, f"{told} {what} already today and not again.")
    if outcome[Sending.FAILED]:
        failed = counted(outcome[Sending.FAILED], "e-mail")
        regret(request, f"{failed} could not be sent: see “E-mails not sent” under Set up.")


def desk_url(plan: Plan) -> str:
    """Where a plan's desk is."""
    return reverse("desk:plan_desk", args=[plan.council.slug, plan.slug])
