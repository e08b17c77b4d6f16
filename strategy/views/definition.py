"""Editing what an indicator is: for those who may edit strategies."""

from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from council import permissions
from council.htmx import render_page
from council.kept import forget_kept_forms, kept_form, made_for
from council.messages import say
from council.permissions import Permission
from council.scope import CouncilRequest
from strategy.forms.definition import DefinitionForm
from strategy.models import Indicator
from strategy.queries.definition_history import changes_of
from strategy.queries.getters import indicator_or_404
from strategy.services.defining import ChangedMeanwhile, change_definition


@require_http_methods(["GET", "HEAD", "POST"])
def indicator_edit(request: CouncilRequest, strategy: str, code: str) -> HttpResponse:
    """The form of the definition, and what becomes of it."""
    permissions.check(request.scope, Permission.EDIT_STRATEGY)
    indicator = indicator_or_404(request.scope, strategy, code)
    data = request.POST if request.method == "POST" else kept_form(request)
    form = DefinitionForm(data, indicator=indicator)
    if request.method != "POST":
        return _show(request, indicator, form)
    if not form.is_valid():
        return _show(request, indicator, form, status=422)
    try:
        changed = _change(request, indicator, form)
    except ChangedMeanwhile:
        rebased = DefinitionForm(form.rebased(), indicator=indicator)
        return _show(request, indicator, rebased, status=409)
    if request.POST.get("kept"):
        forget_kept_forms(request.user, request.path)
    say(request, f"{indicator.code} is {'changed' if changed else 'as it was'}.")
    return HttpResponseRedirect(indicator.get_absolute_url())


def _change(request: CouncilRequest, indicator: Indicator, form: DefinitionForm) -> bool:
    return change_definition(
        indicator=indicator,
        values=form.values,
        measures=form.measures,
        by=request.user,
        based_on=form.cleaned_data["based_on"],
    )


def _show(
    request: CouncilRequest, indicator: Indicator, form: DefinitionForm, status: int = 200
) -> HttpResponse:
    """The form; after a conflict with the other person's change above it."""
    changes = changes_of(indicator)
    context = {
        "indicator": indicator,
        "form": form,
        "latest": changes[0] if changes and status == 409 else None,
        "conflict": status == 409,
        "kept_for": made_for(request.user),
    }
    return render_page(request, "indicators/indicator_edit.html", context, status=status)
