"""Somebody new in a council: invited, with an account of their own or the one they have."""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.hashers import make_password
from django.db import transaction

from council import clock
from council.in_words import in_words
from council.models import Council, Membership, Person, Post, PostHolding, Role
from council.people_roles import columns_of
from council.services.people import check_administrator, lock
from council.services.posts_holding import add_holding
from council.versions import CannotEdit, sign


@dataclass(frozen=True, slots=True)
class Invitee:
    """Somebody who is to belong to a council; the posts are held from ``since`` on."""

    name: str
    email: str
    roles: frozenset[Role] = frozenset()
    posts: tuple[Post, ...] = ()
    since: date | None = None


@transaction.atomic
def invite(*, council: Council, invitee: Invitee, by: Person) -> Membership:
    """Make somebody a member from today: with a new account, or with the one they have.

    A new account has no password: they choose one by the link of the invitation, which the
    caller sends afterwards. The name of an account that exists stays. Raises CannotEdit for
    somebody who belongs or belonged to the council already, for posts that are not in use here,
    and where only a system administrator may give a role.
    """
    lock(council)
    check_administrator(council, by, frozenset(), invitee.roles)
    new_account = {"name": invitee.name, "password": make_password(None)}
    person, _ = Person.objects.get_or_create(email=invitee.email.lower(), defaults=new_account)
    _check_is_no_member(council, person)
    membership = Membership(
        council=council, person=person, joined_on=clock.today(), **columns_of(invitee.roles)
    )
    sign(membership, by)
    membership.save(force_insert=True)
    for post in invitee.posts:
        _hold(post, membership, invitee.since, by)
    return membership


def _check_is_no_member(council: Council, person: Person) -> None:
    known = Membership.objects.filter(council=council, person=person).first()
    if known and known.left_on and known.left_on <= clock.today():
        raise CannotEdit(
            f"{person} left on {in_words(known.left_on)}: open their page, and let them come back."
        )
    if known:
        raise CannotEdit(f"{person} belongs to this council already.")


def _hold(post: Post, membership: Membership, since: date | None, by: Person) -> None:
    if post.council_id != membership.council_id:
        raise CannotEdit(f"“{post.title}” is no post of this council.")
    try:
        add_holding(holding=PostHolding(post=post, person=membership.person, since=since), by=by)
    except CannotEdit as error:
        raise CannotEdit(
            f"{post.title}: {error} Or leave the post out here, and give it on the post’s page."
        ) from error
