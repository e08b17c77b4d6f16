"""A running period: closing begins and stops, and leads are reminded."""

from collections.abc import Callable

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from actionplan.models import Period
from actionplan.queries.periods import period_or_404, silence_of
from actionplan.services.periods import begin_closing, stop_closing
from actionplan.services.reminders import Sending, remind
from actionplan.views.periods import show_period
from actionplan.words import counted
from council import permissions
from council.messages import regret, say
from council.permissions import Permission
from council.scope import CouncilRequest
from council.versions import CannotEdit


@require_POST
def period_closing(request: CouncilRequest, plan: str, period: str) -> HttpResponse:
    """Closing begins: leads can still update, and who is missing is asked."""
    return _step(request, plan, period, begin_closing, "{} is closing. Leads can still update.")


@require_POST
def period_open(request: CouncilRequest, plan: str, period: str) -> HttpResponse:
    """Closing stops."""
    return _step(request, plan, period, stop_closing, "{} is open again.")


def _step(
    request: CouncilRequest, plan: str, slug: str, service: Callable[..., None], done: str
) -> HttpResponse:
    period = period_or_404(request.scope, plan, slug)
    permissions.check(request.scope, Permission.CLOSE_PERIODS)
    try:
        service(period=period, by=request.user)
    except CannotEdit as error:
        return show_period(request, period, str(error))
    say(request, done.format(period))
    return HttpResponseRedirect(period.get_absolute_url())


@require_POST
def period_remind(request: CouncilRequest, plan: str, period: str) -> HttpResponse:
    """One e-mail to each lead who is missing, once a day at most."""
    found = period_or_404(request.scope, plan, period)
    permissions.check(request.scope, Permission.CLOSE_PERIODS)
    if found.is_sealed:
        return show_period(request, found, f"{found} is closed and locked: nobody is missing.")
    missing = silence_of(request.scope, found).to_remind
    outcome = remind(period=found, missing=missing, by=request.user, link=_link(request, found))
    if outcome[Sending.SENT] or not outcome[Sending.FAILED]:
        say(request, _sent_words(outcome[Sending.SENT]))
    if outcome[Sending.FAILED]:
        failed = counted(outcome[Sending.FAILED], "reminder")
        regret(request, f"{failed} could not be sent: see “E-mails not sent” under Set up.")
    return HttpResponseRedirect(found.get_absolute_url())


def _sent_words(number: int) -> str:
    if not number:
        return "Nobody else can be reminded today."
    return f"{counted(number, 'lead was', 'leads were')} reminded by e-mail."


def _link(request: CouncilRequest, period: Period) -> str:
    """The plan's page with the actions that have no update in this period."""
    plan = period.plan
    board = reverse("actionplan:plan_detail", args=[plan.council.slug, plan.slug])
    return request.build_absolute_uri(f"{board}?silent=on")
