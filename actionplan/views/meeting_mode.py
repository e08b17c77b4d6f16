"""Meeting mode: the exceptions one by one, each with its facts, and what SLT decides of it."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from actionplan.access.updating import check_takes_updates, is_closed
from actionplan.forms.arising import DecisionForm
from actionplan.models import Action, Entry, Plan
from actionplan.queries.about_actions import keep_known
from actionplan.queries.dates_list import keep_from_log
from actionplan.queries.decisions import decided_now, decisions_in
from actionplan.queries.exceptions import Key, exceptions, place_of
from actionplan.queries.getters import action_or_404, leads_of_action
from actionplan.queries.history import entries_of
from actionplan.queries.rows import row_of
from actionplan.services.slt_decisions import record_decision
from actionplan.services.speaking import Speaker
from actionplan.views.asking import asked_for
from actionplan.views.needs import plans_in_force
from council.htmx import render_page
from council.kept import made_for
from council.messages import say
from council.permissions import Permission, can, check
from council.scope import CouncilRequest
from council.versions import CannotEdit


@require_safe
def meeting_mode(request: CouncilRequest) -> HttpResponse:
    """How many exceptions there are, each with where to begin; and what was decided by now."""
    in_force = plans_in_force(request.scope)
    found = exceptions(request.scope, in_force)
    context = {
        "total": len(found),
        "start": _url(request, found[0]) if found else "",
        "decided": decided_now(in_force),
        "plans": [one for plan in in_force if (one := _of_plan(request, plan, found))],
    }
    return render_page(request, "exceptions/meeting_mode.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def exception(request: CouncilRequest, plan: str, reference: str) -> HttpResponse:
    """One of them, between the one before and the one after; and what is decided."""
    action = action_or_404(request.scope, plan, reference)
    form = DecisionForm(request.POST or None, council=request.scope.council)
    if request.method != "POST":
        return _show(request, action, form)
    check(request.scope, Permission.RECORD_DECISIONS)
    check_takes_updates(action)
    if not form.is_valid():
        return _show(request, action, form, status=422)
    try:
        entry = _record(request, action, form)
    except CannotEdit as refused:
        form.add_error(None, str(refused))
        return _show(request, action, form, status=409)
    say(request, f"The decision about {action.reference} is kept.{_arisen(entry)}")
    return HttpResponseRedirect(_url(request, Key(plan, reference)))


def _arisen(entry: Entry) -> str:
    arisen = entry.change.action if entry.change else None
    return f" {arisen.reference} is added to “{arisen.plan}”." if arisen else ""


def _record(request: CouncilRequest, action: Action, form: DecisionForm) -> Entry:
    period = action.open_period_id  # type: ignore[attr-defined]
    return record_decision(
        action=action,
        words=form.cleaned_data["words"],
        once=form.cleaned_data["once"],
        asks=form.asks,
        speaker=Speaker(request.user, period_id=period),
    )


def _show(
    request: CouncilRequest, action: Action, form: DecisionForm, status: int = 200
) -> HttpResponse:
    scope, log, book = request.scope, entries_of(action), leads_of_action(request.scope, action)
    keep_known([action], scope.today)
    keep_from_log(action, log)
    may_decide = can(scope, Permission.RECORD_DECISIONS) and not is_closed(action)
    context = {
        "plan": action.plan,
        "action": action,
        "row": row_of(action, book, scope),
        "asked": asked_for(scope, action, book.of_action(action), whole=log),
        "decisions": decisions_in(log),
        "form": form if may_decide else None,
        "here": _url(request, Key(action.plan.slug, action.reference)),
        "kept_for": made_for(request.user),
        **_neighbours(request, action),
    }
    return render_page(request, "exceptions/exception.html", context, status=status)


def _neighbours(request: CouncilRequest, action: Action) -> dict[str, Any]:
    """Where it stands among the exceptions asked for, and the addresses beside it."""
    of = _narrowed(request, plans_in_force(request.scope))
    place = place_of(Key(action.plan.slug, action.reference), exceptions(request.scope, of))
    return {
        "place": place,
        "before": _url(request, place.before) if place.before else "",
        "after": _url(request, place.after) if place.after else "",
    }


def _narrowed(request: CouncilRequest, in_force: Sequence[Plan]) -> Sequence[Plan]:
    """The plan that the address names, or all of them; 404 for one that is not in force."""
    wanted = request.GET.get("of")
    if not wanted:
        return in_force
    found = [plan for plan in in_force if plan.slug == wanted]
    if not found:
        raise Http404("No such plan in force.")
    return found


def _of_plan(
    request: CouncilRequest, plan: Plan, found: Sequence[Key]
) -> tuple[Plan, int, str] | None:
    mine = [key for key in found if key.plan == plan.slug]
    return (plan, len(mine), _url(request, mine[0], of=plan.slug)) if mine else None


def _url(request: CouncilRequest, key: Key, of: str = "") -> str:
    """The page of an exception, among those of the same plan where one was asked for."""
    path = reverse("exceptions:exception", args=[request.scope.council.slug, *key])
    narrowed = of or request.GET.get("of", "")
    return f"{path}?{urlencode({'of': narrowed})}" if narrowed else path
