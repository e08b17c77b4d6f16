"""A head of service agrees what a lead has said, or returns it."""

from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST

from actionplan.access.updating import check_takes_updates
from actionplan.agreement import check_right_to_agree, to_be_agreed
from actionplan.forms.agreeing import AgreementForm
from actionplan.models import Entry
from actionplan.queries.getters import action_or_404, leads_of_action
from actionplan.services.agreeing import answer_update
from actionplan.views.action import show_action
from council.messages import say
from council.scope import CouncilRequest
from council.versions import CannotEdit

DONE = {
    Entry.Kind.AGREED: "The update of {} is agreed.",
    Entry.Kind.RETURNED: "The update of {} is returned to its lead with your note.",
}


@require_POST
def action_agree(request: CouncilRequest, plan: str, reference: str) -> HttpResponse:
    """Agree or return the update that was shown; one that came since is not meant."""
    action = action_or_404(request.scope, plan, reference)
    leads = leads_of_action(request.scope, action).of_action(action)
    right = check_right_to_agree(request.scope, leads, to_be_agreed(action))
    check_takes_updates(action)
    form = AgreementForm(request.POST)
    if not form.is_valid():
        return show_action(request, action, answer=form, status=422)
    try:
        answer_update(
            action=action,
            seen=form.cleaned_data["seen"],
            kind=form.kind,
            by=request.user,
            note=form.cleaned_data["note"],
            post=right.post,
            period_id=action.open_period_id,  # type: ignore[attr-defined]
        )
    except CannotEdit as refused:
        form.add_error(None, str(refused))
        stands = action_or_404(request.scope, plan, reference)
        return show_action(request, stands, answer=form, status=409)
    say(request, DONE[form.kind].format(action.reference))
    return HttpResponseRedirect(action.get_absolute_url())
