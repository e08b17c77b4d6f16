"""The steps of a plan's life, from draft to archive: a page each."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from actionplan.forms.life import AdoptForm, StepForm
from actionplan.models import Plan
from actionplan.queries.getters import plan_or_404
from actionplan.queries.life import open_actions
from actionplan.queries.totals import plan_figures
from actionplan.services import life
from actionplan.views.life import life_url, show_life
from council import permissions
from council.htmx import render_page
from council.messages import say
from council.permissions import Permission
from council.scope import CouncilRequest
from council.versions import CannotEdit, ChangedMeanwhile

METHODS = ["GET", "HEAD", "POST"]
CHANGED = (
    "Somebody else has changed this plan while you were typing. Nothing of yours is saved yet, "
    "and nothing is lost. Look at the plan, then send this again if it still holds."
)


@dataclass(frozen=True, slots=True)
class StepPage:
    """The page of one step: its words, its form, and what it does."""

    step: life.Step
    do: Callable[[Plan, Any, CouncilRequest], None]
    heading: str
    introduction: str
    button: str
    done: str
    form: type[StepForm] = StepForm
    is_warning: bool = False


def _adopt(plan: Plan, form: Any, request: CouncilRequest) -> None:
    life.adopt_plan(
        plan=plan,
        on=form.cleaned_data["adopted_on"],
        by=request.user,
        why=form.why,
        seen=form.cleaned_data["seen"],
    )


def _plainly(service: Callable[..., None]) -> Callable[[Plan, Any, CouncilRequest], None]:
    """A step that needs nothing but why."""

    def do(plan: Plan, form: Any, request: CouncilRequest) -> None:
        service(plan=plan, by=request.user, why=form.why, seen=form.cleaned_data["seen"])

    return do


ADOPT = StepPage(
    life.ADOPT,
    _adopt,
    "Adopt the plan",
    "From then on its leads are asked for updates, everybody in the council can read it, the "
    "wording of its recommendations is locked, and every change needs a reason.",
    "Adopt",
    "The plan is adopted. Its leads can update their actions.",
    form=AdoptForm,
)
REDRAFT = StepPage(
    life.REDRAFT,
    _plainly(life.redraft_plan),
    "Make the plan a draft again",
    "This corrects an adoption by mistake. It is possible until the first update is given.",
    "Make it a draft again",
    "The plan is a draft again. Nobody is asked for updates.",
    is_warning=True,
)
CLOSE = StepPage(
    life.CLOSE,
    _plainly(life.start_closing),
    "Start closing the plan",
    "Every open action is then settled: complete, business as usual, carried on in another plan, "
    "or not pursued. Leads can still give updates meanwhile.",
    "Start closing",
    "The plan is closing. Settle what is still open, then archive it.",
)
REOPEN = StepPage(
    life.REOPEN,
    _plainly(life.reopen_plan),
    "Make the plan active again",
    "Closing stops. What was settled stays settled.",
    "Make it active again",
    "The plan is active again. What was settled stays settled.",
)
ARCHIVE = StepPage(
    life.ARCHIVE,
    _plainly(life.archive_plan),
    "Archive the plan",
    "It can then be read and found, and no longer be changed by anybody. This cannot be taken "
    "back here.",
    "Archive",
    "The plan is archived. It can be read and found, and no longer be changed.",
    is_warning=True,
)


@require_http_methods(METHODS)
def plan_adopt(request: CouncilRequest, plan: str) -> HttpResponse:
    """A draft becomes active."""
    return _step(request, plan, ADOPT)


@require_http_methods(METHODS)
def plan_redraft(request: CouncilRequest, plan: str) -> HttpResponse:
    """An adoption by mistake is taken back."""
    return _step(request, plan, REDRAFT)


@require_http_methods(METHODS)
def plan_close(request: CouncilRequest, plan: str) -> HttpResponse:
    """Closing begins."""
    return _step(request, plan, CLOSE)


@require_http_methods(METHODS)
def plan_reopen(request: CouncilRequest, plan: str) -> HttpResponse:
    """Closing stops."""
    return _step(request, plan, REOPEN)


@require_http_methods(METHODS)
def plan_archive(request: CouncilRequest, plan: str) -> HttpResponse:
    """From now on the plan is only read."""
    return _step(request, plan, ARCHIVE)


def _step(request: CouncilRequest, slug: str, page: StepPage) -> HttpResponse:
    """The form of one step and what becomes of it; the plan's life where it cannot be now."""
    plan = plan_or_404(request.scope, slug)
    permissions.check(request.scope, Permission.EDIT_PLAN)
    try:
        page.step.check(plan)
    except CannotEdit as error:
        return show_life(request, plan, str(error))
    form = page.form(_data(request), plan=plan, today=request.scope.today)
    if request.method != "POST":
        return _show_step(request, plan, page, form)
    if not form.is_valid():
        return _show_step(request, plan, page, form, 422)
    try:
        page.do(plan, form, request)
    except ChangedMeanwhile:
        return _changed(request, slug, page, form)
    except CannotEdit as error:
        form.add_error(None, str(error))
        return _show_step(request, plan, page, form, 422)
    say(request, page.done)
    return HttpResponseRedirect(life_url(plan))


def _data(request: CouncilRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _changed(request: CouncilRequest, slug: str, page: StepPage, form: StepForm) -> HttpResponse:
    """The typed words again, or the plan's life where the step can no longer be taken."""
    plan = plan_or_404(request.scope, slug)
    if plan.state != page.step.before:
        return show_life(request, plan, f"{CHANGED} The plan is {plan.get_state_display()} now.")
    fresh = page.form(form.rebased(), plan=plan, today=request.scope.today)
    fresh.is_valid()
    fresh.add_error(None, CHANGED)
    return _show_step(request, plan, page, fresh, 409)


def _show_step(
    request: CouncilRequest, plan: Plan, page: StepPage, form: StepForm, status: int = 200
) -> HttpResponse:
    # What a plan that is to be adopted still lacks: a warning, no refusal.
    figures = plan_figures(plan.pk, request.scope.today)[0] if page is ADOPT else None
    context = {
        "plan": plan,
        "page": page,
        "form": form,
        "back": life_url(plan),
        "still_open": open_actions(plan).count() if page is ARCHIVE else 0,
        "figures": figures,
        "is_empty": figures is not None and not figures.total and not figures.kept_out,
    }
    return render_page(request, "life/plan_step.html", context, status=status)
