"""The change register of a plan: what was changed, why, who agreed; and the bridge of totals."""

from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.views.decorators.http import require_safe

from actionplan.forms.structure_register import RegisterForm
from actionplan.models import Plan
from actionplan.queries.getters import plan_or_404
from actionplan.queries.register import bridge_of, changes
from actionplan.words import day
from council import permissions
from council.htmx import render_page
from council.paging import page_links
from council.permissions import Permission
from council.scope import CouncilRequest

PAGE = 50


@require_safe
def register(request: CouncilRequest, plan: str) -> HttpResponse:
    """Every change, newest first; by kind, action and day. Whoever sees the plan sees it."""
    found = plan_or_404(request.scope, plan)
    form = RegisterForm(_asked(request.GET, found), plan=found)
    is_valid = form.is_valid()
    wanted = changes(found).filter(form.condition) if is_valid else changes(found)
    page = Paginator(wanted, PAGE).get_page(request.GET.get("page"))
    context = {
        "plan": found,
        "form": form,
        "page": page,
        "pages": page_links(request.GET, page),
        "bridge": bridge_of(found, *form.days) if is_valid else bridge_of(found),
        "may_edit": permissions.can(request.scope, Permission.EDIT_PLAN),
    }
    return render_page(request, "structure/register.html", context, status=200 if is_valid else 422)


def _asked(query: QueryDict, plan: Plan) -> QueryDict:
    """What was asked for; without a first day, since the plan was adopted."""
    asked = query.copy()
    if "since" not in asked and plan.adopted_on:
        asked["since"] = day(plan.adopted_on)
    return asked
