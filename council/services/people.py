"""Who belongs to a council and with which roles: corrected, given and taken.

What is written about a person is signed in the history of their membership, because it is that
council's business alone; the account itself may serve several councils.
"""

from collections.abc import Iterable

from allauth.account.models import EmailAddress
from django.db import transaction

from council import clock
from council.models import Council, Membership, Person, Role
from council.people_roles import GUARDED, ROLE_FIELDS, columns_of
from council.versions import CannotEdit, claim, sign

ONLY_ADMINISTRATORS = (
    "Only a system administrator may give or take the role of system administrator."
)


@transaction.atomic
def set_roles(
    *, membership: Membership, roles: frozenset[Role], seen: int | None, by: Person
) -> bool:
    """Give somebody these roles and no others; whether that changes anything.

    Raises ChangedMeanwhile when the membership was saved since ``seen``, and CannotEdit for
    somebody who has left, where only a system administrator may change the role, and where the
    council would be left without a plan manager or system administrator.
    """
    lock(membership.council)
    stands: Membership = claim(membership, seen)
    _check_is_here(stands)
    roles |= {Role.READER}
    if stands.roles == roles:
        return False
    check_administrator(stands.council, by, stands.roles, roles)
    check_somebody_is_left(stands, stands.roles - roles)
    for name, held in columns_of(roles).items():
        setattr(stands, name, held)
    sign(stands, by)
    stands.save()
    return True


@transaction.atomic
def correct_person(
    *, membership: Membership, name: str, email: str, seen: int | None, by: Person
) -> bool:
    """Correct how somebody is called, or the e-mail an invitation goes to; whether it changed.

    Raises ChangedMeanwhile, and CannotEdit where it is not for this council to change (see
    ``why_not_name`` and ``why_not_email``) and for an e-mail that has an account already.
    """
    lock(membership.council)
    stands: Membership = claim(membership, seen)
    person = Person.objects.select_for_update(of=("self",)).get(pk=stands.person_id)
    was = []
    if name != person.name:
        was.append(f"Name was: {person.name or 'nothing'}")
        _refuse(why_not_name(stands))
    if email.lower() != person.email:
        was.append(f"E-mail was: {person.email}")
        _refuse(why_not_email(stands, by))
        _check_email_is_free(email)
        # The log-in's own list of addresses would keep the old one as a way in.
        EmailAddress.objects.filter(user=person).delete()
    if was:
        person.name, person.email = name, email.lower()
        person.save(update_fields=["name", "email"])
        sign(stands, by, "; ".join(was))
        stands.save()
    return bool(was)


def why_not_name(membership: Membership) -> str:
    """Why this council may not correct the name of a member; "" where it may.

    Somebody who belongs to another council too keeps the name they have there.
    """
    elsewhere = Membership.objects.on(clock.today()).filter(person=membership.person_id)
    if elsewhere.exclude(pk=membership.pk).exists():
        return "The account is not this council's alone, so its name stays as it is."
    return ""


def why_not_email(membership: Membership, by: Person) -> str:
    """Why the e-mail of a member may not be changed; "" where it may.

    Whoever has the e-mail can set the password. So it is changed only for somebody who has never
    set one, who belongs to no other council and never did, and who has no more rights than
    whoever changes it.
    """
    person = membership.person
    if person.last_login or person.has_usable_password():
        return "The account is in use, so its e-mail stays: it is what this person logs in with."
    others = Membership.objects.filter(person=person).exclude(pk=membership.pk)
    if person.is_staff or person.is_superuser or others.exists():
        return "The account is not this council's alone, so its e-mail stays as it is."
    if membership.is_system_administrator and not is_administrator(membership.council, by):
        return "Only a system administrator may change the e-mail of a system administrator."
    return ""


def _check_email_is_free(email: str) -> None:
    if Person.objects.filter(email=email.lower()).exists():
        raise CannotEdit("There is an account with this e-mail already: invite that person.")


# ---- rules that leaving and coming back keep too


def lock(council: Council) -> None:
    """One after the other: no two people take the last plan manager away at once."""
    Council.objects.select_for_update(no_key=True).get(pk=council.pk)


def is_administrator(council: Council, person: Person) -> bool:
    """Whether somebody is a system administrator of the council today."""
    here = Membership.objects.on(clock.today()).filter(council=council, person=person)
    return here.filter(is_system_administrator=True).exists()


def check_administrator(
    council: Council, by: Person, before: frozenset[Role], after: frozenset[Role]
) -> None:
    """Raise CannotEdit where the role of system administrator changes by somebody without it."""
    if Role.SYSTEM_ADMINISTRATOR in before ^ after and not is_administrator(council, by):
        raise CannotEdit(ONLY_ADMINISTRATORS)


def check_may_end(membership: Membership, by: Person) -> None:
    """Raise CannotEdit where access is a system administrator's, and ``by`` is none."""
    if membership.is_system_administrator and not is_administrator(membership.council, by):
        raise CannotEdit(
            "Only a system administrator may end or restore the access of a system administrator."
        )


def check_somebody_is_left(membership: Membership, losing: Iterable[Role]) -> None:
    """Raise CannotEdit where nobody else would have a role that the council cannot be without.

    Somebody whose leaving day is set already does not count: they will not be there.
    """
    lost = set(losing)
    for role in (one for one in GUARDED if one in lost):
        others = Membership.objects.on(clock.today()).exclude(pk=membership.pk)
        others = others.filter(council=membership.council_id, left_on=None, person__is_active=True)
        if not others.filter(**{ROLE_FIELDS[role]: True}).exists():
            raise CannotEdit(
                f"{membership.person} is the only {role} who stays. Name another {role} first."
            )


def _check_is_here(membership: Membership) -> None:
    if membership.left_on and membership.left_on <= clock.today():
        raise CannotEdit(f"{membership.person} has left. Let them come back first.")


def _refuse(sentence: str) -> None:
    if sentence:
        raise CannotEdit(sentence)
