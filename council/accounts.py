"""How people get in: by e-mail and password, invited, never by signing up."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class InvitedPeopleOnly(DefaultAccountAdapter):
    """Closes sign-up: an account exists because a plan manager invited the person."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
