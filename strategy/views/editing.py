"""Editing a strategy itself: its fields, its footnotes and relations, its status."""

from copy import copy
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from council import permissions
from council.htmx import render_page
from council.messages import say
from council.permissions import Permission
from council.scope import CouncilRequest
from council.versions import CannotEdit, ChangedMeanwhile, newest
from strategy.forms.rows import RowForm
from strategy.forms.strategy import NEXT, AdoptForm, LinksForm, StrategyForm, SupersedeForm
from strategy.kinds import Status
from strategy.models import Strategy
from strategy.queries.getters import strategy_or_404
from strategy.queries.history import history_of
from strategy.queries.parts import all_parts
from strategy.services.editing import save_row
from strategy.services.status import adopt, supersede

EDIT = ["GET", "HEAD", "POST"]


@require_safe
def part_list(request: CouncilRequest, strategy: str) -> HttpResponse:
    """What can be edited: the strategy itself, and every part of it in order."""
    permissions.check(request.scope, Permission.EDIT_STRATEGY)
    found = strategy_or_404(request.scope, strategy)
    context = {
        "strategy": found,
        "kinds": all_parts(found),
        "next_status": NEXT.get(Status(found.status)),
    }
    return render_page(request, "strategy/part_list.html", context)


@require_http_methods(EDIT)
def strategy_edit(request: CouncilRequest, strategy: str) -> HttpResponse:
    """The strategy's own fields."""
    return _edit(request, strategy, StrategyForm, "Edit the strategy")


@require_http_methods(EDIT)
def strategy_links(request: CouncilRequest, strategy: str) -> HttpResponse:
    """Its footnotes, and which parts go with each other."""
    return _edit(request, strategy, LinksForm, "Edit footnotes and relations")


def _edit(
    request: CouncilRequest, slug: str, form_class: type[RowForm], heading: str
) -> HttpResponse:
    permissions.check(request.scope, Permission.EDIT_STRATEGY)
    found = strategy_or_404(request.scope, slug)
    form = form_class(request.POST or None, row=copy(found), strategy=found)
    back = reverse("strategy:part_list", args=[request.scope.council.slug, found.slug])
    context = {"strategy": found, "heading": heading, "back": back}
    form, status = save_form(request, form)
    if status == 302:
        say(request, f"{found.title} is saved.")
        return HttpResponseRedirect(back)
    return render_page(request, "strategy/row_form.html", context | {"form": form}, status=status)


def save_form(request: CouncilRequest, form: RowForm) -> tuple[RowForm, int]:
    """The form to show and the status to show it with; 302 when it is saved."""
    if request.method != "POST":
        return form, 200
    if not form.is_valid():
        return form, 422
    try:
        seen = form.cleaned_data["seen"]
        save_row(row=form.row, values=form.values, seen=seen, by=request.user)
    except ChangedMeanwhile:
        return _conflict(form), 409
    except CannotEdit as error:
        form.add_error(None, str(error))
        return form, 422
    return form, 302


def _conflict(form: RowForm) -> RowForm:
    """The same typed words, now based on what stands, with both versions noted."""
    stands = type(form.row).objects.get(pk=form.row.pk)
    again = type(form)(form.rebased(), row=form.row, strategy=form.strategy)
    again.is_valid()
    again.compare(stands)
    return again


@require_http_methods(EDIT)
def strategy_status(request: CouncilRequest, strategy: str) -> HttpResponse:
    """From draft to adopted, from adopted to superseded: who and when are kept."""
    permissions.check(request.scope, Permission.EDIT_STRATEGY)
    found = strategy_or_404(request.scope, strategy)
    following = NEXT.get(Status(found.status))
    form_class = AdoptForm if following is Status.ADOPTED else SupersedeForm
    form = form_class(request.POST or None, seen=newest(found), today=request.scope.today)
    if request.method == "POST" and following and form.is_valid():
        if _set_status(request, found, following, form.cleaned_data):
            say(request, f"{found.title} is {following}.")
            return HttpResponseRedirect(found.get_absolute_url())
        form.add_error(None, "Somebody has changed this strategy meanwhile. Look again, please.")
    context = {"strategy": found, "form": form, "following": following}
    status = 422 if request.method == "POST" else 200
    return render_page(request, "strategy/strategy_status.html", context, status=status)


def _set_status(
    request: CouncilRequest, found: Strategy, following: Status, given: dict[str, Any]
) -> bool:
    """Whether the strategy was still as it was shown, and now has the status that follows."""
    try:
        if following is Status.ADOPTED:
            adopt(strategy=found, by=request.user, **given)
        else:
            supersede(strategy=found, seen=given["seen"], by=request.user)
    except ChangedMeanwhile:
        return False
    return True


@require_safe
def strategy_history(request: CouncilRequest, strategy: str) -> HttpResponse:
    """Who changed what, from what to what, newest first."""
    found = strategy_or_404(request.scope, strategy)
    context = {"strategy": found, "history": history_of(found)}
    return render_page(request, "strategy/strategy_history.html", context)
