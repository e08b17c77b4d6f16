"""Entering what several leads said, in one sitting: a line an action, recorded all or none."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from actionplan.access.updating import check_right_to_update
from actionplan.forms.grid import GridLine, based_on, is_gone
from actionplan.forms.unchanged import SourceForm
from actionplan.models import Period
from actionplan.queries.desk import Step, plan_with_period, steps_of
from actionplan.services.several import Chosen, SomeUpdatedMeanwhile
from actionplan.views.desk import desk_url
from actionplan.views.unchanged import NO_PERIOD, meanwhile, record_chosen
from actionplan.words import counted
from council import permissions
from council.htmx import render_page
from council.messages import say
from council.permissions import Permission
from council.scope import CouncilRequest

MOST = 50  # lines of a page; when these are given, the next ones stand there


@dataclass(frozen=True, slots=True)
class Sitting:
    """Every update that is still to come in a period, and those of this page."""

    period: Period
    owed: Sequence[Step]
    steps: Sequence[Step]


@require_http_methods(["GET", "HEAD", "POST"])
def grid(request: CouncilRequest, plan: str) -> HttpResponse:
    """What is still to come, of all posts or of one, to be typed by the plan manager."""
    permissions.check(request.scope, Permission.UPDATE_ON_BEHALF)
    found, period = plan_with_period(request.scope, plan)
    if period is None or not found.takes_updates:
        raise PermissionDenied(NO_PERIOD)
    every = steps_of(request.scope, period)
    owed = [one for one in every if one.is_owed]
    if request.method == "POST":
        return _record(request, Sitting(period, owed, _as_sent(request, every)))
    sitting = Sitting(period, owed, _of_post(owed, request.GET.get("post", ""))[:MOST])
    lines = [_empty(request, step) for step in sitting.steps]
    return _show(request, sitting, SourceForm(None), lines)


def _of_post(owed: Sequence[Step], post: str) -> Sequence[Step]:
    return [one for one in owed if post in map(str, _posts(one))] if post else owed


def _as_sent(request: CouncilRequest, every: Sequence[Step]) -> Sequence[Step]:
    """Those that the page had, also where somebody has given the update meanwhile."""
    return [one for one in every if based_on(one.row.action) in request.POST]


def _posts(step: Step) -> dict[int, str]:
    """The posts that are asked for the action, by id."""
    leads = step.row.leads
    return {post.pk: post.title for post in leads.accountable or leads.delivery}


def _record(request: CouncilRequest, sitting: Sitting) -> HttpResponse:
    """Record every line into which something was typed, or none and say why."""
    form = SourceForm(request.POST)
    lines = [_sent(request, step, form) for step in sitting.steps]
    typed = [line for line in lines if line.is_bound]
    if is_gone(request.POST, lines):
        form.add_error(
            None, "One of these actions is no longer asked for. Look at what stands now."
        )
    elif not typed:
        form.add_error(None, "Type what has changed into at least one line.")
    wrong = [line for line in typed if not line.is_valid()]
    if wrong or not form.is_valid():
        return _show(request, sitting, form, lines, status=422)
    try:
        number = _recorded(request, sitting, typed, form)
    except SomeUpdatedMeanwhile as refused:
        form.add_error(None, meanwhile(refused.actions, "Look at what stands now"))
        return _show(request, sitting, form, lines, status=409)
    say(request, f"{counted(number, 'update is', 'updates are')} recorded.")
    return HttpResponseRedirect(desk_url(sitting.period.plan))


def _sent(request: CouncilRequest, step: Step, form: SourceForm) -> GridLine:
    """The line as it came; as it is shown first, where nothing was typed into it."""
    source, once = form["source"].value() or "", _uuid(form["once"].value())
    today = request.scope.today
    line = GridLine.sent(
        request.POST, action=step.row.action, today=today, source=source, once=once
    )
    return line if line.is_typed else _empty(request, step)


def _uuid(text: object) -> UUID | None:
    try:
        return UUID(str(text))
    except ValueError:
        return None  # the page's own form says what is wrong


def _empty(request: CouncilRequest, step: Step) -> GridLine:
    return GridLine(None, action=step.row.action, today=request.scope.today)


def _recorded(
    request: CouncilRequest, sitting: Sitting, typed: Sequence[GridLine], form: SourceForm
) -> int:
    leads = {step.row.action.pk: step.row.leads for step in sitting.steps}
    chosen = [
        Chosen(
            action=line.action,
            position=line.declared,
            based_on=line.cleaned_data["based_on"],
            right=check_right_to_update(request.scope, leads[line.action.pk]),
        )
        for line in typed
    ]
    return record_chosen(request, chosen, sitting.period, form.cleaned_data)


def _wrong(sitting: Sitting, lines: Sequence[GridLine]) -> Iterator[tuple[Step, str]]:
    """What is wrong with lines; the source is asked for once, by the page."""
    for step, line in zip(sitting.steps, lines, strict=True):
        for name, errors in line.errors.items():
            if name != "on_behalf_source":
                yield from ((step, str(error)) for error in errors)


def _show(
    request: CouncilRequest,
    sitting: Sitting,
    form: SourceForm,
    lines: Sequence[GridLine],
    status: int = 200,
) -> HttpResponse:
    plan = sitting.period.plan
    posts = {pk: title for one in sitting.owed for pk, title in _posts(one).items()}
    context = {
        "plan": plan,
        "period": sitting.period,
        "form": form,
        "lines": list(zip(sitting.steps, lines, strict=True)),
        "posts": sorted(posts.items(), key=lambda post: post[1]),
        "chosen": request.GET.get("post", ""),
        "left": len(sitting.owed),
        "wrong": list(_wrong(sitting, lines)),
        "back": desk_url(plan),
    }
    return render_page(request, "desk/grid.html", context, status=status)
