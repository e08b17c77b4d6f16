"""Settling what is still open while a plan closes."""

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from actionplan.forms.life import SettleForm, tick
from actionplan.models import Plan
from actionplan.queries.getters import leads_of_plan, plan_or_404
from actionplan.queries.life import open_actions
from actionplan.queries.rows import Row, row_of, with_position
from actionplan.services.life_settling import settle
from actionplan.services.updates import UpdatedMeanwhile
from actionplan.views.life import life_url, show_life
from actionplan.words import counted
from council import permissions
from council.htmx import render_page
from council.messages import say
from council.permissions import Permission
from council.scope import CouncilRequest
from council.versions import CannotEdit, ChangedMeanwhile

CHANGED = (
    "Somebody has updated one of these actions while you were looking. Nothing of yours is saved "
    "yet, and nothing is lost. The list shows what is said now: tick and save again."
)


@require_http_methods(["GET", "HEAD", "POST"])
def plan_settle(request: CouncilRequest, plan: str) -> HttpResponse:
    """Every open action of a closing plan, and what becomes of those that are ticked."""
    found = plan_or_404(request.scope, plan)
    permissions.check(request.scope, Permission.EDIT_PLAN)
    if found.state != Plan.State.CLOSING:
        return show_life(
            request,
            found,
            f"This plan is {found.get_state_display()}. Actions are settled while it is closing.",
        )
    form = SettleForm(
        request.POST if request.method == "POST" else None, plan=found, scope=request.scope
    )
    if request.method != "POST":
        return _show(request, found, form)
    if not form.is_valid():
        return _show(request, found, form, 422)
    try:
        number = _settle(request, found, form)
    except (ChangedMeanwhile, UpdatedMeanwhile):
        form.add_error(None, CHANGED)
        return _show(request, found, form, 409)
    except CannotEdit as error:
        form.add_error(None, str(error))
        return _show(request, found, form, 422)
    left = open_actions(found).count()
    verb = "is" if number == 1 else "are"
    say(request, f"{counted(number, 'action')} {verb} settled. {_left(left)}")
    return HttpResponseRedirect(_here(found) if left else life_url(found))


def _settle(request: CouncilRequest, plan: Plan, form: SettleForm) -> int:
    """How many were settled."""
    settled = settle(
        plan=plan,
        seen=form.cleaned_data["action"],
        disposition=form.disposition,
        by=request.user,
        why=form.why,
    )
    return len(settled)


def _left(number: int) -> str:
    if not number:
        return "Nothing is open any more: the plan can be archived."
    return f"{counted(number, 'action')} {'is' if number == 1 else 'are'} still open."


def _show(request: CouncilRequest, plan: Plan, form: SettleForm, status: int = 200) -> HttpResponse:
    ticked = form.ticked
    all_ticked = request.method != "POST" and request.GET.get("tick") == "shown"
    lines = [
        (row, tick(row.action), all_ticked or row.action.pk in ticked)
        for row in _rows(request, plan)
    ]
    context = {
        "plan": plan,
        "form": form,
        "lines": lines,
        "words": _left(len(lines)),
        "back": life_url(plan),
        "here": _here(plan),
        "all_ticked": all_ticked,
    }
    return render_page(request, "life/plan_settle.html", context, status=status)


def _rows(request: CouncilRequest, plan: Plan) -> list[Row]:
    """The open actions as rows, in the plan's order, in a fixed number of queries."""
    book = leads_of_plan(request.scope, plan)
    found = list(with_position(open_actions(plan)))
    for action in found:
        action.plan = plan
    return [row_of(action, book, request.scope) for action in found]


def _here(plan: Plan) -> str:
    return reverse("life:plan_settle", args=[plan.council.slug, plan.slug])
