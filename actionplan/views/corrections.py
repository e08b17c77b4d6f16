"""Recording that a closed period reported something wrong."""

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from actionplan.comparing.reported import action_of, reported
from actionplan.forms.periods import CorrectionForm
from actionplan.models import Correction, Period
from actionplan.proofs.sealed import BrokenSeal, Sealed
from actionplan.queries.past_periods import what_was_sealed
from actionplan.queries.periods import period_or_404
from actionplan.services.corrections import correct
from actionplan.views.periods import EDIT, period_url, show_period
from council import permissions
from council.htmx import render_page
from council.messages import say
from council.permissions import Permission
from council.scope import CouncilRequest
from council.versions import CannotEdit


@require_http_methods(EDIT)
def correction_add(request: CouncilRequest, plan: str, period: str) -> HttpResponse:
    """Of one action (?reference=PR-17), or of a figure of the plan as a whole."""
    found = period_or_404(request.scope, plan, period)
    permissions.check(request.scope, Permission.CORRECT_REPORTS)
    if not found.is_sealed:
        problem = f"{found} is not closed yet: what is wrong in it can still be changed."
        return show_period(request, found, problem)
    try:
        sealed = what_was_sealed(found.seal)
    except BrokenSeal as broken:
        return show_period(request, found, str(broken))
    reference = request.GET.get("reference", "")
    said = _said(sealed, reference)
    is_sent = request.method == "POST"
    form = CorrectionForm(request.POST if is_sent else None, said=said)
    if is_sent and form.is_valid() and (made := _made(request, found, reference, form)):
        say(request, "The correction stands beside what was reported.")
        return HttpResponseRedirect(f"{period_url(found)}#correction-{made.number}")
    context = {
        "plan": found.plan,
        "period": found,
        "action": action_of(sealed.document, reference) if reference else None,
        "form": form,
        "back": period_url(found),
    }
    return render_page(
        request, "periods/correction_add.html", context, status=422 if is_sent else 200
    )


def _said(sealed: Sealed, reference: str) -> dict[Correction.Field, str]:
    """What was reported under each field; 404 for an action that was not."""
    fields = Correction.OF_ACTION if reference else Correction.OF_PLAN
    said = {field: reported(sealed, reference, field) for field in fields}
    if any(words is None for words in said.values()):
        raise Http404("That was not reported in this period.")
    return {field: words for field, words in said.items() if words is not None}


def _made(
    request: CouncilRequest, period: Period, reference: str, form: CorrectionForm
) -> Correction | None:
    """The correction; None, with the reason in the form, where it may not be."""
    given = form.cleaned_data
    try:
        return correct(period=period, reference=reference, by=request.user, **given)
    except CannotEdit as error:
        form.add_error(None, str(error))
        return None
