"""One action: its page."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from actionplan.access.updating import right_to_update, why_closed, why_not
from actionplan.forms.agreeing import AgreementForm
from actionplan.forms.update import UpdateForm
from actionplan.models import Action
from actionplan.queries.about_actions import keep_known
from actionplan.queries.agreement import agreement_of
from actionplan.queries.dates_list import keep_from_log
from actionplan.queries.getters import action_or_404, leads_of_action
from actionplan.queries.history import entries_of, timeline
from actionplan.queries.rows import row_of
from actionplan.views.asking import asked_for
from actionplan.views.updating import unsent_form
from council.htmx import render_page
from council.kept import made_for
from council.permissions import Permission, can
from council.scope import CouncilRequest


@require_safe
def action_detail(request: CouncilRequest, plan: str, reference: str) -> HttpResponse:
    """Everything about one action: what stands, what was said when, and the update form."""
    return show_action(request, action_or_404(request.scope, plan, reference))


def show_action(
    request: CouncilRequest,
    action: Action,
    *,
    answer: AgreementForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page of an action; ``answer`` is a form of a head of service that was refused."""
    book = leads_of_action(request.scope, action)
    leads = book.of_action(action)
    keep_known([action], request.scope.today)
    closed, log = why_closed(action), entries_of(action)
    keep_from_log(action, log)
    right = None if closed else right_to_update(request.scope, leads)
    context = {
        "plan": action.plan,
        "action": action,
        "agreement": agreement_of(request.scope, action, leads, log),
        "asked": asked_for(request.scope, action, leads, whole=log),
        "answer": answer or AgreementForm(),
        "row": row_of(action, book, request.scope),
        "timeline": timeline(action, log),
        "may_redact": can(request.scope, Permission.REDACT),
        "form": unsent_form(request, action, right, UpdateForm) if right else None,
        "kept_for": made_for(request.user),
        "next": action.get_absolute_url(),
        "kept": False,
        "why_not": closed or ("" if right else why_not(leads)),
    }
    return render_page(request, "actionplan/action_detail.html", context, status=status)
