"""Who is logged in, with the councils they belong to: every page asks for both, in one query."""

from allauth.account.auth_backends import AuthenticationBackend

from council import clock
from council.models import Membership, Person


class MemberBackend(AuthenticationBackend):
    """allauth's backend; the person it gives has ``memberships_today`` at hand, if they have any.

    Django compares the session's hash with the person's password afterwards, as ever.
    """

    def get_user(self, user_id: int) -> Person | None:
        found = Membership.objects.on(clock.today()).filter(person=user_id)
        memberships = list(found.select_related("person", "council"))
        if not memberships:
            return super().get_user(user_id)
        person = memberships[0].person
        person.memberships_today = memberships  # type: ignore[attr-defined]
        return person if self.user_can_authenticate(person) else None
