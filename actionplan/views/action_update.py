"""The update of one action: its form, in a row of the plan page or as a page, and what follows."""

from django.http import HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from actionplan.access.updating import check_right_to_update, check_takes_updates
from actionplan.dates.proposing import date_words
from actionplan.forms.update import UpdateForm
from actionplan.leading.leads import LeadBook
from actionplan.models import Action
from actionplan.position import position_of
from actionplan.queries.dates import came_with
from actionplan.queries.getters import action_or_404, leads_of_action
from actionplan.services.updates import NotCorrected, UpdatedMeanwhile
from actionplan.views.action_row import row_on_board, saved_row
from actionplan.views.updating import rebased, record, update_form
from council.htmx import render_page
from council.kept import forget_kept_forms, made_for
from council.messages import say
from council.scope import CouncilRequest


@require_http_methods(["GET", "HEAD", "POST"])
def action_update(request: CouncilRequest, plan: str, reference: str) -> HttpResponse:
    """The update form, in its row or as a page of its own; and what becomes of it."""
    said = request.POST.get("commentary", "")
    action = action_or_404(request.scope, plan, reference, said)
    book = leads_of_action(request.scope, action)
    right = check_right_to_update(request.scope, book.of_action(action))
    check_takes_updates(action)
    form = update_form(request, action, right, UpdateForm)
    if request.method != "POST":
        return _show_form(request, action, form)
    if not form.is_valid():
        return _show_form(request, action, form, status=422)
    try:
        record(request, action, form, right)
    except UpdatedMeanwhile:
        return _show_form(request, action, rebased(request, action, right, UpdateForm), status=409)
    except NotCorrected as refusal:
        form.add_error(None, str(refusal))
        return _show_form(request, action, form, status=422)
    return _saved(request, action, book, form)


def _show_form(
    request: CouncilRequest, action: Action, form: UpdateForm, status: int = 200
) -> HttpResponse:
    """The form in place of its row, or as a page that works without scripts."""
    asked_for = request.POST.get("next") or request.GET.get("next") or ""
    context = {
        "plan": action.plan,
        "action": action,
        "form": form,
        "latest": action.latest,
        "kept_for": made_for(request.user),
        "next": _safe(asked_for) or row_on_board(action),
        "kept": bool(request.POST.get("kept") or request.GET.get("kept")),
    }
    partials = {action.anchor: "row_form"}
    return render_page(
        request, "actionplan/action_update.html", context, partials=partials, status=status
    )


def _saved(
    request: CouncilRequest, action: Action, book: LeadBook, form: UpdateForm
) -> HttpResponse:
    """The new row with the summaries it feeds; or, without scripts, back to where one came from."""
    if request.POST.get("kept"):
        forget_kept_forms(request.user, request.path)
    if not request.htmx:
        told = f"{action.reference} is updated.{_proposed(action)}"
        say(request, " ".join([told, *form.advice(request.user)]))
        return HttpResponseRedirect(_safe(request.POST.get("next", "")) or row_on_board(action))
    return saved_row(request, action, book, form.advice(request.user))


def _proposed(action: Action) -> str:
    """What the update proposed instead of the date in force; "" where it moved none."""
    asks = action.plan.asks_date_agreement and action.latest
    proposal = came_with(asks) if asks else None
    if proposal is None:
        return ""
    new, stays = date_words(proposal.due), date_words(position_of(action).due)
    return f" {new} is proposed: {stays} stays in force until it is agreed."


def _safe(address: str) -> str:
    """An address on this site, or nothing."""
    ours = url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    return address if ours and address.startswith("/") else ""
