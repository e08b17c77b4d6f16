""" "No change" for green actions that are in date, ticked and recorded in one go."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from actionplan.access.updating import check_right_to_update
from actionplan.forms.unchanged import UnchangedForm, tick
from actionplan.models import Action, Period, Plan
from actionplan.queries.desk import Step, plan_with_period, steps_of
from actionplan.services.drafts import forget_draft
from actionplan.services.several import Chosen, SomeUpdatedMeanwhile, record_several
from actionplan.views.desk import desk_url
from actionplan.words import counted
from council import permissions
from council.htmx import render_page
from council.messages import say
from council.permissions import Permission
from council.scope import CouncilRequest

NO_PERIOD = "No period of this plan runs, so it takes no updates now."


@require_http_methods(["GET", "HEAD", "POST"])
def no_change(request: CouncilRequest, plan: str) -> HttpResponse:
    """Tick those of which nothing has changed; each becomes an update of its own."""
    permissions.check(request.scope, Permission.UPDATE_ON_BEHALF)
    found, period = plan_with_period(request.scope, plan)
    if period is None or not found.takes_updates:
        raise PermissionDenied(NO_PERIOD)
    quiet = [one for one in steps_of(request.scope, period) if one.is_quiet(request.scope.today)]
    form = UnchangedForm(request.POST if request.method == "POST" else None, offered=quiet)
    if request.method != "POST":
        return _show(request, found, form, quiet)
    if not form.is_valid():
        return _show(request, found, form, quiet, status=422)
    try:
        number = _recorded(request, form, period)
    except SomeUpdatedMeanwhile as refused:
        form.add_error(None, meanwhile(refused.actions, "Tick again"))
        return _show(request, found, form, quiet, status=409)
    say(request, f"No change is recorded for {counted(number, 'action')}.")
    return HttpResponseRedirect(desk_url(found))


def _recorded(request: CouncilRequest, form: UnchangedForm, period: Period) -> int:
    """How many updates there are now; the member's own drafts of them are gone."""
    chosen = [
        Chosen(
            action=step.row.action,
            position=step.row.position,
            based_on=seen,
            right=check_right_to_update(request.scope, step.row.leads),
            no_change=True,
        )
        for step, seen in form.chosen
    ]
    return record_chosen(request, chosen, period, form.cleaned_data)


def record_chosen(
    request: CouncilRequest, chosen: Sequence[Chosen], period: Period, given: dict[str, Any]
) -> int:
    """All of them, with the source and the one-time id that the page was ``given``."""
    number = record_several(
        chosen=chosen, period=period, source=given["source"], once=given["once"], by=request.user
    )
    for one in chosen:
        if one.action.has_draft:  # type: ignore[attr-defined]
            forget_draft(action=one.action, by=request.user)
    return number


def meanwhile(actions: Iterable[Action], then: str) -> str:
    """That nothing is recorded, because other people have updated these."""
    names = ", ".join(action.reference for action in actions)
    return f"Nothing is recorded yet: {names} was updated while you were looking. {then}."


def _show(
    request: CouncilRequest,
    plan: Plan,
    form: UnchangedForm,
    quiet: Sequence[Step],
    status: int = 200,
) -> HttpResponse:
    """Those that are owed, ticked as they were sent, or all of them where that was asked."""
    every = request.method != "POST" and request.GET.get("tick") == "all"
    sent = {value.partition("-")[0] for value in form.ticked}
    owed = [one for one in quiet if one.is_owed]
    lines = [(one, tick(one), every or str(one.row.action.pk) in sent) for one in owed]
    context = {"plan": plan, "form": form, "lines": lines, "back": desk_url(plan), "every": every}
    return render_page(request, "desk/no_change.html", context, status=status)
