"""Leaving a council on a day, seen before it is confirmed; and coming back."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from council import permissions
from council.forms.people import LeaveForm
from council.htmx import render_page
from council.in_words import in_words
from council.messages import say
from council.models import Membership
from council.permissions import Permission
from council.queries.people import membership_or_404
from council.queries.people_leaving import Ending, endings
from council.scope import CouncilRequest
from council.services.people_leaving import come_back, leave, refuse_leaving
from council.versions import CannotEdit, ChangedMeanwhile, newest
from council.views.people_edit import EDIT, page_of

MEANWHILE = "Somebody has changed this person’s page meanwhile. Read it again before you confirm."
MOST_NAMED = 5  # posts in the sentence after; the message travels in a cookie


@require_http_methods(EDIT)
def person_leave(request: CouncilRequest, person: int) -> HttpResponse:
    """First the day, then what it does to the person's posts, then the confirmation."""
    permissions.check(request.scope, Permission.SET_UP_PEOPLE)
    membership = membership_or_404(request.scope, person)
    asked = "day" in request.GET
    given = request.POST if request.method == "POST" else request.GET if asked else None
    form = LeaveForm(given, initial={"day": membership.left_on or request.scope.today})
    refusal = _refusal(request, membership, form)
    if request.method == "POST" and not refusal and form.is_valid():
        try:
            ended = leave(membership=membership, by=request.user, **form.cleaned_data)
        except (CannotEdit, ChangedMeanwhile) as error:
            refusal = str(error) or MEANWHILE
        else:
            say(request, _said(membership, form, ended))
            return redirect(page_of(request, membership))
    context = _page(request, membership, form, refusal)
    status = 200 if request.method != "POST" else 409 if refusal else 422
    return render_page(request, "people/person_leave.html", context, status=status)


def _refusal(request: CouncilRequest, membership: Membership, form: LeaveForm) -> str:
    """Why the person may not leave, or not on the day of the form; "" where they may."""
    day = form.cleaned_data["day"] if form.is_bound and form.is_valid() else None
    try:
        refuse_leaving(membership, day, request.user)
    except CannotEdit as error:
        return str(error)
    return ""


def _page(
    request: CouncilRequest, membership: Membership, form: LeaveForm, refusal: str
) -> dict[str, Any]:
    """What the page shows: the day, and what it ends where the day can stand."""
    known = form.is_bound and form.is_valid() and not refusal
    day = form.cleaned_data["day"] if known else None
    return {
        "membership": membership,
        "person": membership.person,
        "form": form,
        "refusal": refusal,
        "day": day,
        "is_past": bool(day and day <= request.scope.today),
        "endings": endings(membership, day) if day else [],
        "seen": newest(membership),
        "back": page_of(request, membership),
    }


def _said(membership: Membership, form: LeaveForm, ended: list[Ending]) -> str:
    """The sentence after: which posts are vacant from when on, and that they lead something."""
    day = form.cleaned_data["day"]
    words = f"Access of {membership.person} ends on {in_words(day)}."
    vacant = [f"{one.post} (leads {', '.join(one.leads)})" if one.leads else str(one.post)
              for one in ended if one.is_vacant]  # fmt: skip
    if not vacant:
        return f"{words} No post becomes vacant."
    more = f" and {len(vacant) - MOST_NAMED} more" if len(vacant) > MOST_NAMED else ""
    return f"{words} Vacant from that day: {'; '.join(vacant[:MOST_NAMED])}{more}."


@require_http_methods(EDIT)
def person_return(request: CouncilRequest, person: int) -> HttpResponse:
    """Asks whether it is meant; access then begins again at once."""
    permissions.check(request.scope, Permission.SET_UP_PEOPLE)
    membership = membership_or_404(request.scope, person)
    refusal = _return(request, membership) if request.method == "POST" else ""
    if request.method == "POST" and not refusal:
        say(request, f"{membership.person} belongs to the council again. They hold no post anew.")
        return redirect(page_of(request, membership))
    context = {
        "membership": membership,
        "person": membership.person,
        "refusal": refusal,
        "seen": newest(membership),
        "back": page_of(request, membership),
    }
    status = 409 if refusal else 200
    return render_page(request, "people/person_return.html", context, status=status)


def _return(request: CouncilRequest, membership: Membership) -> str:
    """Give access again; or why not, as a sentence."""
    seen = request.POST.get("seen", "")
    number = int(seen) if seen.isascii() and seen.isdecimal() and len(seen) < 18 else None
    try:
        come_back(membership=membership, seen=number, by=request.user)
    except CannotEdit as error:
        return str(error)
    except ChangedMeanwhile:
        return MEANWHILE
    return ""
