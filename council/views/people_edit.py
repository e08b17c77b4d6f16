"""One person of a council: invited, invited again, corrected, given roles."""

from copy import copy
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from council import permissions
from council.forms.people import InviteForm, PersonForm, RolesForm
from council.htmx import render_page
from council.messages import regret, say
from council.models import Membership
from council.permissions import Permission
from council.queries.people import membership_or_404
from council.scope import CouncilRequest
from council.services.invitations import Sending, send_invitation
from council.services.people import (
    correct_person,
    is_administrator,
    set_roles,
    why_not_email,
    why_not_name,
)
from council.services.people_inviting import invite
from council.versions import CannotEdit
from council.views.rows import SAVED, save_form

EDIT = ["GET", "HEAD", "POST"]
STAYS_ADMINISTRATOR = "Also system administrator: only a system administrator can change that."


@require_http_methods(EDIT)
def person_invite(request: CouncilRequest) -> HttpResponse:
    """Somebody new: an account and a membership, and an e-mail with the way in."""
    permissions.check(request.scope, Permission.SET_UP_PEOPLE)
    scope = request.scope
    form = InviteForm(
        request.POST or None,
        council=scope.council,
        today=scope.today,
        may_administer=is_administrator(scope.council, request.user),
    )
    if request.method == "POST" and form.is_valid():
        try:
            member = invite(council=scope.council, invitee=form.invitee, by=request.user)
        except CannotEdit as error:
            form.add_error(None, str(error))
        else:
            tell_of_invitation(request, member)
            return redirect(page_of(request, member))
    back = reverse("people:person_list", args=[scope.council.slug])
    context = {"form": form, "heading": "Invite somebody", "back": back, "button": "Invite"}
    status = 422 if request.method == "POST" else 200
    return render_page(request, "forms/row_page.html", context, status=status)


@require_POST
def person_invite_again(request: CouncilRequest, person: int) -> HttpResponse:
    """The same e-mail with a new link, for somebody who has not logged in yet."""
    permissions.check(request.scope, Permission.SET_UP_PEOPLE)
    membership = membership_or_404(request.scope, person)
    has_left = membership.left_on and membership.left_on <= request.scope.today
    if has_left or membership.person.last_login:
        regret(request, f"Nothing was sent: {membership.person} needs no invitation.")
    else:
        tell_of_invitation(request, membership)
    return redirect(page_of(request, membership))


def tell_of_invitation(request: CouncilRequest, membership: Membership) -> None:
    """Send the e-mail and say on the next page what became of it."""
    person = membership.person
    sending = send_invitation(request=request, membership=membership, by=request.user)
    if sending is Sending.FAILED:
        regret(
            request,
            f"{person} belongs to the council now, but the e-mail to {person.email} could not be "
            "sent. Choose “Send the invitation again” on this page later.",
        )
    elif sending is Sending.TOO_SOON:
        regret(
            request,
            f"{person} was sent an e-mail less than ten minutes ago, so none was sent now. "
            "Ask them to look into their spam folder, or try again later.",
        )
    elif person.has_usable_password():
        say(request, f"{person} can log in with the password they have. An e-mail says so.")
    else:
        say(request, f"An e-mail with a link to choose a password is sent to {person.email}.")


@require_http_methods(EDIT)
def person_edit(request: CouncilRequest, person: int) -> HttpResponse:
    """How somebody is called and, until they have set a password, their e-mail."""
    permissions.check(request.scope, Permission.SET_UP_PEOPLE)
    membership = membership_or_404(request.scope, person)
    reasons = {
        "name": why_not_name(membership),
        "email": why_not_email(membership, request.user),
    }
    offered = frozenset(name for name, reason in reasons.items() if not reason)
    if not offered:
        raise PermissionDenied(reasons["name"])

    def form_of(data: Any, row: Membership) -> PersonForm:
        return PersonForm(data, row=row, offered=offered)

    def save(form: PersonForm) -> object:
        seen = form.cleaned_data["seen"]
        return correct_person(membership=membership, seen=seen, by=request.user, **form.values)

    form = form_of(request.POST or None, copy(membership))
    form, status = save_form(request, form, save, form_of)
    if status == SAVED:
        say(request, "Saved.")
        return redirect(page_of(request, membership))
    more = {"heading": f"Edit {membership.person}", "introduction": reasons["email"]}
    return _row_page(request, membership, form, status, more)


@require_http_methods(EDIT)
def person_roles(request: CouncilRequest, person: int) -> HttpResponse:
    """What somebody may do here."""
    permissions.check(request.scope, Permission.SET_UP_PEOPLE)
    membership = membership_or_404(request.scope, person)
    administers = is_administrator(request.scope.council, request.user)

    def form_of(data: Any, row: Membership) -> RolesForm:
        return RolesForm(data, row=row, may_administer=administers)

    def save(form: RolesForm) -> object:
        seen = form.cleaned_data["seen"]
        return set_roles(membership=membership, roles=form.roles, seen=seen, by=request.user)

    form = form_of(request.POST or None, copy(membership))
    form, status = save_form(request, form, save, form_of)
    if status == SAVED:
        say(request, f"The roles of {membership.person} are saved.")
        return redirect(page_of(request, membership))
    kept = membership.is_system_administrator and not administers
    more = {
        "heading": f"Roles of {membership.person}",
        "introduction": STAYS_ADMINISTRATOR if kept else "",
    }
    return _row_page(request, membership, form, status, more)


def page_of(request: CouncilRequest, membership: Membership) -> str:
    """Where to go after a change: the person's page, unless one has shut oneself out of it."""
    scope = request.scope
    if membership.person_id == request.user.pk:
        mine = Membership.objects.on(scope.today).filter(council=scope.council, person=request.user)
        roles = mine[0].roles if mine else frozenset()
        if not roles:
            return reverse("home")
        if not roles & permissions.ALLOWED[Permission.SET_UP_PEOPLE]:
            return scope.council.get_absolute_url()
    return reverse("people:person_detail", args=[scope.council.slug, membership.person_id])


def _row_page(
    request: CouncilRequest, membership: Membership, form: Any, status: int, more: dict[str, str]
) -> HttpResponse:
    context = {"form": form, "back": page_of(request, membership)} | more
    return render_page(request, "forms/row_page.html", context, status=status)
