"""Making a plan, the page from which everything of it is set up, and its own fields."""

from copy import copy
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from actionplan.access.updating import check_not_archived
from actionplan.forms.rules import RulesForm
from actionplan.forms.set_up import COPY, FOLLOW, PlanAddForm, PlanForm
from actionplan.models import Plan
from actionplan.plan_words import state_words
from actionplan.queries.getters import plan_or_404
from actionplan.queries.set_up import gaps
from actionplan.rules.challenges import as_rules
from actionplan.rules.rule_words import summary
from actionplan.services.copying import copy_plan, follow_plan
from actionplan.services.plan_settings import code_may_change, save_plan, save_rules
from actionplan.services.plans import create_blank_plan
from council import permissions
from council.htmx import render_page
from council.messages import say
from council.permissions import Permission
from council.scope import CouncilRequest
from council.views.rows import SAVED, save_form

EDIT = ["GET", "HEAD", "POST"]


@require_http_methods(EDIT)
def plan_add(request: CouncilRequest) -> HttpResponse:
    """A new plan: blank, as a copy, or to follow last year's. It is a draft."""
    permissions.check(request.scope, Permission.EDIT_PLAN)
    council = request.scope.council
    form = PlanAddForm(request.POST or None, council=council, initial=_suggested(request))
    if request.method == "POST" and form.is_valid():
        plan = _made(request, form)
        if plan is not None:
            say(request, f"{plan.title} is made. It is a draft until a meeting adopts it.")
            return HttpResponseRedirect(set_up_url(request, plan))
    status = 422 if request.method == "POST" else 200
    return render_page(request, "set_up/plan_add.html", {"form": form}, status=status)


def _suggested(request: CouncilRequest) -> dict[str, Any]:
    """What the form begins with where a plan's own page asked for its copy (?copy=…)."""
    for way in (COPY, FOLLOW):
        slug = request.GET.get(way, "")
        plan = Plan.objects.filter(council=request.scope.council, slug=slug).first()
        if plan is not None:
            title = f"{plan.title} (copy)"[:300] if way == COPY else plan.title
            return {"way": way, "plan": plan.pk, "title": title, "source": plan.source}
    return {}


def _made(request: CouncilRequest, form: PlanAddForm) -> Plan | None:
    """The new plan; None, with the reason in the form, where it may not be."""
    given = {name: form.cleaned_data[name] for name in ("title", "code", "source", "start")}
    old = form.cleaned_data.get("plan")
    make = {COPY: copy_plan, FOLLOW: follow_plan}.get(form.cleaned_data["way"])
    try:
        if make is not None and old is not None:
            return make(plan=old, by=request.user, **given)
        return create_blank_plan(council=request.scope.council, by=request.user, **given)
    except ValidationError as error:
        form.add_error(None, f"Nothing was made: {' '.join(error.messages)}")
        return None


@require_safe
def plan_set_up(request: CouncilRequest, plan: str) -> HttpResponse:
    """What a plan is, what it still needs, and where each part of it is set up."""
    permissions.check(request.scope, Permission.EDIT_PLAN)
    found = plan_or_404(request.scope, plan)
    context = {
        "plan": found,
        "state": state_words(found.state),
        "gaps": gaps(found, request.scope) if not found.is_archived else [],
        "actions": found.actions.in_plan().count(),
        "code_may_change": code_may_change(found),
        "rules": summary(as_rules(found.rules)),
        "followers": list(found.followed_by.all()),
    }
    return render_page(request, "set_up/plan_set_up.html", context)


@require_http_methods(EDIT)
def plan_edit(request: CouncilRequest, plan: str) -> HttpResponse:
    """Title, source, start; the code too while no reference has been given."""
    found = plan_to_edit(request, plan)
    form, status = save_form(
        request,
        PlanForm(request.POST or None, row=copy(found)),
        lambda form: save_plan(
            plan=found,
            values=form.values,
            seen=form.cleaned_data["seen"],
            by=request.user,
            why=form.why.why,
        ),
        lambda data, row: PlanForm(data, row=row),
    )
    if status == SAVED:
        say(request, "The plan is saved.")
        return HttpResponseRedirect(set_up_url(request, found))
    context = {"plan": found, "form": form, "heading": "Title, source and start"}
    return render_page(request, "set_up/plan_edit.html", context, status=status)


@require_http_methods(EDIT)
def rules_edit(request: CouncilRequest, plan: str) -> HttpResponse:
    """Which rules ask queries about the plan, and the numbers in them."""
    found = plan_to_edit(request, plan)
    form, status = save_form(
        request,
        RulesForm(request.POST or None, row=copy(found)),
        lambda form: save_rules(
            plan=found,
            seen=form.cleaned_data["seen"],
            by=request.user,
            why=form.why.why,
            **form.values,
        ),
        lambda data, row: RulesForm(data, row=row),
    )
    if status == SAVED:
        say(request, "The rules are saved, and the queries follow them.")
        return HttpResponseRedirect(set_up_url(request, found))
    return render_page(
        request, "set_up/rules_edit.html", {"plan": found, "form": form}, status=status
    )


def plan_to_edit(request: CouncilRequest, slug: str) -> Plan:
    """The plan, for somebody who may change it; an archived one is only read (PermissionDenied)."""
    permissions.check(request.scope, Permission.EDIT_PLAN)
    plan = plan_or_404(request.scope, slug)
    check_not_archived(plan)
    return plan


def set_up_url(request: CouncilRequest, plan: Plan) -> str:
    """Where a plan is set up."""
    return reverse("set_up:plan_set_up", args=[request.scope.council.slug, plan.slug])
