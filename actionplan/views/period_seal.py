"""Closing and locking a period: what will be kept, what follows, and the step itself."""

from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from actionplan.forms.periods import SealForm, seal_form
from actionplan.models import Period
from actionplan.queries.periods import period_or_404, silence_of
from actionplan.queries.totals import plan_figures
from actionplan.services.sealing import seal_period
from actionplan.views.periods import EDIT, period_url, show_period
from actionplan.words import day, position
from council import permissions
from council.htmx import render_page
from council.messages import say
from council.permissions import Permission
from council.scope import CouncilRequest
from council.versions import CannotEdit


@require_http_methods(EDIT)
def period_seal(request: CouncilRequest, plan: str, period: str) -> HttpResponse:
    """The last look before a period is locked for ever; then it is."""
    found = period_or_404(request.scope, plan, period)
    permissions.check(request.scope, Permission.CLOSE_PERIODS)
    if problem := _why_not(request, found):
        return show_period(request, found, problem)
    is_sent = request.method == "POST"
    form = seal_form(request.POST if is_sent else None, found.plan, found, request.scope.today)
    if is_sent and form.is_valid() and _sealed(request, found, form):
        say(request, f"{found} is closed and locked.{_next_words(form)}")
        return HttpResponseRedirect(found.get_absolute_url())
    figures, _ = plan_figures(found.plan.pk, request.scope.today)
    context = {
        "plan": found.plan,
        "period": found,
        "form": form,
        "back": period_url(found),
        "sentence": position(figures),
        "silence": silence_of(request.scope, found),
    }
    return render_page(request, "periods/period_seal.html", context, status=422 if is_sent else 200)


def _why_not(request: CouncilRequest, period: Period) -> str:
    """Why the form would lead nowhere; the service asks the same again."""
    if period.is_sealed:
        return f"{period} is closed and locked already."
    if not period.is_closing:
        return f"{period} is open. Begin closing it first, and see who is missing."
    if period.last_day > request.scope.today:
        return (
            f"{period} runs until {day(period.last_day)}. Close it then, or give it another last "
            "day first."
        )
    return ""


def _sealed(request: CouncilRequest, period: Period, form: SealForm) -> bool:
    """Whether it is locked now; else the form says why not."""
    try:
        seal_period(
            period=period,
            as_at=form.cleaned_data["as_at"],
            following=form.following,
            by=request.user,
        )
    except CannotEdit as error:
        form.add_error(None, str(error))
        return False
    return True


def _next_words(form: SealForm) -> str:
    following = form.following
    return f" {following.name} is open." if following else ""
