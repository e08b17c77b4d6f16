"""The parts of a strategy: add, edit, move, remove. One mechanism for every kind."""

from copy import copy
from typing import Any

from django.http import HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from council import permissions
from council.htmx import render_page
from council.messages import say
from council.permissions import Permission
from council.scope import CouncilRequest
from council.versions import CannotEdit, ChangedMeanwhile, newest
from strategy.forms.rows import row_form
from strategy.models import Strategy
from strategy.part_kinds import PartKind
from strategy.queries.getters import strategy_or_404
from strategy.queries.parts import kind_or_404, part_or_404
from strategy.services.editing import (
    add_part,
    move_part,
    remove_part,
)
from strategy.views.editing import EDIT, save_form

STEPS = {"up": -1, "down": 1}


@require_http_methods(EDIT)
def part_add(request: CouncilRequest, strategy: str, kind: str) -> HttpResponse:
    """A new part at the end of its kind."""
    found, chosen = _asked_for(request, strategy, kind)
    form = row_form(chosen.model, chosen.fields)(
        request.POST or None, row=chosen.model(strategy=found), strategy=found
    )
    if request.method == "POST" and form.is_valid():
        try:
            part = add_part(strategy=found, kind=chosen, values=form.values, by=request.user)
        except CannotEdit as error:
            form.add_error(None, str(error))
        else:
            say(request, f"{part.code} is added.")
            return _back(request, found, part.code)
    context = _context(request, found, f"Add: {chosen.called(found.names)[0]}") | {"form": form}
    status = 422 if request.method == "POST" else 200
    return render_page(request, "strategy/row_form.html", context, status=status)


@require_http_methods(EDIT)
def part_edit(request: CouncilRequest, strategy: str, kind: str, code: str) -> HttpResponse:
    """The fields of one part."""
    found, chosen = _asked_for(request, strategy, kind)
    part = part_or_404(request.scope, found, chosen, code)
    form = row_form(chosen.model, chosen.fields)(
        request.POST or None, row=copy(part), strategy=found
    )
    form, status = save_form(request, form)
    if status == 302:
        say(request, f"{part.code} is saved.")
        return _back(request, found, part.code)
    heading = f"Edit {chosen.called(found.names)[0]} {part.code}"
    context = _context(request, found, heading) | {"form": form}
    return render_page(request, "strategy/row_form.html", context, status=status)


@require_POST
def part_move(request: CouncilRequest, strategy: str, kind: str, code: str) -> HttpResponse:
    """One place up or down among its kind."""
    found, chosen = _asked_for(request, strategy, kind)
    part = part_or_404(request.scope, found, chosen, code)
    steps = STEPS.get(request.POST.get("direction", ""))
    if steps is None:
        return HttpResponseBadRequest("A part moves up or down.")
    move_part(part=part, steps=steps, by=request.user)
    say(request, f"{part.code} has moved {request.POST['direction']}.")
    return _back(request, found, part.code)


@require_http_methods(EDIT)
def part_remove(request: CouncilRequest, strategy: str, kind: str, code: str) -> HttpResponse:
    """Asks whether it is meant; what something leads to is not removed, and the page says why."""
    found, chosen = _asked_for(request, strategy, kind)
    part = part_or_404(request.scope, found, chosen, code)
    refusal = _removal(request, part) if request.method == "POST" else ""
    if request.method == "POST" and not refusal:
        say(request, f"{part.code} is removed. The history keeps it.")
        return _back(request, found, "")
    heading = f"Remove {chosen.called(found.names)[0]} {part.code}"
    context = _context(request, found, heading) | {
        "part": part,
        "seen": newest(part),
        "refusal": refusal,
    }
    status = 409 if refusal else 200
    return render_page(request, "strategy/part_remove.html", context, status=status)


def _removal(request: CouncilRequest, part: Any) -> str:
    """Remove it; or why not, as a sentence."""
    seen = request.POST.get("seen", "")
    number = int(seen) if seen.isascii() and seen.isdecimal() and len(seen) < 18 else None
    try:
        remove_part(part=part, seen=number, by=request.user)
    except CannotEdit as error:
        return str(error)
    except ChangedMeanwhile:
        return f"{part.code} was changed meanwhile. Read it again before you remove it."
    return ""


def _asked_for(request: CouncilRequest, strategy: str, kind: str) -> tuple[Strategy, PartKind]:
    permissions.check(request.scope, Permission.EDIT_STRATEGY)
    return strategy_or_404(request.scope, strategy), kind_or_404(kind)


def _list(request: CouncilRequest, strategy: Strategy) -> str:
    return reverse("strategy:part_list", args=[request.scope.council.slug, strategy.slug])


def _context(request: CouncilRequest, strategy: Strategy, heading: str) -> dict[str, Any]:
    return {"strategy": strategy, "heading": heading, "back": _list(request, strategy)}


def _back(request: CouncilRequest, strategy: Strategy, code: str) -> HttpResponse:
    return HttpResponseRedirect(f"{_list(request, strategy)}{f'#{code}' if code else ''}")
