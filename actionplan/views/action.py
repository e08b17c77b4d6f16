"""One action: its page, its row on the plan page, and the update."""

from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_safe

from actionplan.access import (
    check_right_to_update,
    check_takes_updates,
    right_to_update,
    why_closed,
    why_not,
)
from actionplan.forms.agreeing import AgreementForm
from actionplan.forms.filters import FilterForm
from actionplan.forms.update import UpdateForm
from actionplan.leads import LeadBook
from actionplan.models import Action
from actionplan.position import position_of
from actionplan.proposing import date_words
from actionplan.queries.about_actions import keep_known
from actionplan.queries.agreement import agreement_of, find_verdict
from actionplan.queries.dates import came_with
from actionplan.queries.dates_list import keep_from_log
from actionplan.queries.getters import action_or_404, leads_of_action
from actionplan.queries.history import entries_of, timeline
from actionplan.queries.rows import Row, row_of
from actionplan.queries.totals import figures_around
from actionplan.services.updates import NotCorrected, UpdatedMeanwhile
from actionplan.views.asking import asked_for
from actionplan.views.updating import rebased, record, unsent_form, update_form
from actionplan.words import position
from council.htmx import render_page
from council.kept import forget_kept_forms, made_for
from council.messages import say
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


@require_safe
def action_row(request: CouncilRequest, plan: str, reference: str) -> HttpResponse:
    """The row as it stands: what Cancel puts back. Whole pages go to the plan page's row."""
    action = action_or_404(request.scope, plan, reference)
    if not request.htmx:
        return HttpResponseRedirect(_row_on_board(action))
    book = leads_of_action(request.scope, action)
    context = {
        "row": _row(request, action, book),
        "plan": action.plan,
        "cancelled": True,
        "here": _page_that_asks(request),
    }
    return render(request, "actionplan/plan_detail.html#row", context)


@require_http_methods(["GET", "HEAD", "POST"])
def action_update(request: CouncilRequest, plan: str, reference: str) -> HttpResponse:
    """The update form, in its row or as a page of its own; and what becomes of it."""
    action = action_or_404(request.scope, plan, reference)
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
        "next": _safe(asked_for) or _row_on_board(action),
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
        return HttpResponseRedirect(_safe(request.POST.get("next", "")) or _row_on_board(action))
    whole, around = figures_around(action, request.scope.today)
    context = {
        "row": _row(request, action, book),
        "plan": action.plan,
        "figures": whole,
        "sentence": position(whole),
        "recommendation": action.recommendation,
        "recommendation_figures": around,
        "in_plan_order": not _filters_of_page(request, action).order,
        "here": _page_that_asks(request),
    }
    return render(request, "actionplan/includes/_saved_row.html", context)


def _proposed(action: Action) -> str:
    """What the update proposed instead of the date in force; "" where it moved none."""
    asks = action.plan.asks_date_agreement and action.latest
    proposal = came_with(asks) if asks else None
    if proposal is None:
        return ""
    new, stays = date_words(proposal.due), date_words(position_of(action).due)
    return f" {new} is proposed: {stays} stays in force until it is agreed."


def _page_that_asks(request: CouncilRequest) -> str:
    """The address of the page in which the row stands, without its place on it."""
    return (request.htmx.current_url_abs_path or "").split("#")[0]


def _row(request: CouncilRequest, action: Action, book: LeadBook) -> Row:
    """The row for the plan page, marked when it no longer matches the filter of that page."""
    if not hasattr(action, "live_queries"):
        keep_known([action], request.scope.today)
    find_verdict(action)
    return row_of(action, book, request.scope, left_filter=_left_filter(request, action))


def _filters_of_page(request: CouncilRequest, action: Action) -> FilterForm:
    """The filters and order of the plan page that asks, from its address."""
    _, _, query = (request.htmx.current_url or "").partition("?")
    return FilterForm(QueryDict(query.split("#")[0]), plan=action.plan, scope=request.scope)


def _left_filter(request: CouncilRequest, action: Action) -> bool:
    """Whether the page that asks is filtered, and the action does not match (any more)."""
    if "?" not in (request.htmx.current_url or ""):
        return False
    filters = _filters_of_page(request, action)
    if not filters.is_filtering:
        return False
    return not filters.apply(Action.objects.filter(pk=action.pk)).exists()


def _row_on_board(action: Action) -> str:
    council, plan, _ = action.address
    board = reverse("actionplan:plan_detail", args=[council, plan])
    return f"{board}#{action.anchor}"


def _safe(address: str) -> str:
    """An address on this site, or nothing."""
    ours = url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    return address if ours and address.startswith("/") else ""
