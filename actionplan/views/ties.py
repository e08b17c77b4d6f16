"""Due dates and meetings: what words name is offered to be tied; what is tied can be untied."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from actionplan.forms.ties import SeenWhyForm, TieForm
from actionplan.models import Action, Plan
from actionplan.queries.getters import action_or_404, plan_or_404
from actionplan.queries.ties import Candidate, candidates, tied_row, tied_rows
from actionplan.services import ties as services
from actionplan.services.register import Why
from actionplan.services.updates import UpdatedMeanwhile
from actionplan.words import counted, day
from council import permissions
from council.htmx import render_page
from council.messages import say
from council.permissions import Permission
from council.scope import CouncilRequest
from council.versions import CannotEdit, ChangedMeanwhile, newest

CHANGED = (
    "One of these actions, or its meeting, has changed since this page was made. Nothing is tied: "
    "look at them again, please."
)
EDIT = ["GET", "HEAD", "POST"]


@dataclass(frozen=True, slots=True)
class Section:
    """What one plan may tie, with the form that ties it."""

    plan: Plan
    candidates: list[Candidate]
    form: TieForm


@require_safe
def tie_list(request: CouncilRequest) -> HttpResponse:
    """Actions whose due words name a meeting, plan by plan, and those that are tied."""
    permissions.check(request.scope, Permission.EDIT_PLAN)
    return _page(request, None, 200)


@require_POST
def tie_add(request: CouncilRequest, plan: str) -> HttpResponse:
    """Ties the chosen actions of one plan, all of them or none."""
    permissions.check(request.scope, Permission.EDIT_PLAN)
    found = plan_or_404(request.scope, plan)
    form = TieForm(request.POST, plan=found)
    if not form.is_valid():
        return _page(request, form, 422, found)
    try:
        tied = services.tie_actions(plan=found, chosen=form.chosen, by=request.user, why=form.why)
    except CannotEdit as error:
        form.add_error(None, str(error))
        return _page(request, form, 422, found)
    except (ChangedMeanwhile, UpdatedMeanwhile):
        form.add_error(None, CHANGED)
        return _page(request, form, 409, found)
    say(request, f"{counted(tied, 'due date')} of {found} now {_hang(tied)} on a meeting.")
    return HttpResponseRedirect(_list(request))


def _hang(number: int) -> str:
    return "hangs" if number == 1 else "hang"


def _page(
    request: CouncilRequest, form: TieForm | None, status: int, plan: Plan | None = None
) -> HttpResponse:
    """The list; ``form`` is the one that came in for ``plan``, with what is wrong with it."""
    offered = groupby(candidates(request.scope.council), key=lambda one: one.action.plan)
    sections = [
        Section(each, list(found), form if form and each == plan else TieForm(plan=each))
        for each, found in offered
    ]
    context = {
        "sections": sections,
        "tied": tied_rows(request.scope.council),
        "form": form or TieForm(plan=Plan(council=request.scope.council)),
        "may_tie": True,
        "may_report": permissions.can(request.scope, Permission.MAKE_REPORTS),
    }
    return render_page(request, "ties/tie_list.html", context, status=status)


@require_http_methods(EDIT)
def tie_remove(request: CouncilRequest, plan: str, reference: str) -> HttpResponse:
    """Lets a due date hang on nothing; the date in force stays."""
    permissions.check(request.scope, Permission.EDIT_PLAN)
    action = action_or_404(request.scope, plan, reference)

    def untie(why: Why, seen: int | None) -> str:
        services.untie(action=action, by=request.user, why=why, seen=seen)
        return f"{action.reference} hangs on no meeting now. Its date stays as it is."

    return _change(request, action, untie, "Untie", "Its date in force stays as it is.")


@require_http_methods(EDIT)
def tie_settle(request: CouncilRequest, plan: str, reference: str) -> HttpResponse:
    """Lets an action be due on the day of the meeting it hangs on."""
    permissions.check(request.scope, Permission.EDIT_PLAN)
    action = action_or_404(request.scope, plan, reference)
    tied = tied_row(action)
    if tied is None or tied.day is None:
        say(request, f"There is nothing to settle about {action.reference}.")
        return HttpResponseRedirect(_list(request))
    its_day = tied.day

    def settle(why: Why, seen: int | None) -> str:
        services.take_meetings_day(
            action=action, by=request.user, why=why, seen=seen, shown=its_day
        )
        return f"{action.reference} is due on {day(its_day)} now."

    return _change(
        request, action, settle, "Take the meeting’s day", f"It will be due on {day(its_day)}."
    )


def _change(
    request: CouncilRequest,
    action: Action,
    change: Callable[[Why, int | None], str],
    button: str,
    consequence: str,
) -> HttpResponse:
    """The page that asks why, and the change itself."""
    form = SeenWhyForm(request.POST or None, plan=action.plan, initial={"seen": newest(action)})
    status = 200
    if request.method == "POST":
        sentence, status = _try(form, change)
        if sentence:
            say(request, sentence)
            return HttpResponseRedirect(_list(request))
    tied = tied_row(action)
    hangs = f"Hangs on: {tied.words}. " if tied else ""
    context: dict[str, Any] = {
        "heading": f"{button}: {action.reference}",
        "caption": action.title,
        "introduction": f"{hangs}{consequence}",
        "back": _list(request),
        "form": form,
        "button": button,
    }
    return render_page(request, "forms/row_page.html", context, status=status)


def _try(form: SeenWhyForm, change: Callable[[Why, int | None], str]) -> tuple[str, int]:
    """What to say where it was changed; else nothing, and the status to show the form with."""
    if not form.is_valid():
        return "", 422
    try:
        return change(form.why, form.cleaned_data["seen"]), 302
    except CannotEdit as error:
        form.add_error(None, str(error))
        return "", 422
    except (ChangedMeanwhile, UpdatedMeanwhile):
        form.add_error(None, "This action has changed meanwhile. Go back and look at it again.")
        return "", 409


def _list(request: CouncilRequest) -> str:
    return reverse("ties:tie_list", args=[request.scope.council.slug])
