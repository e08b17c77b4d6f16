"""How people get in: by e-mail and password, invited, never by signing up."""

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter, get_adapter
from allauth.account.utils import user_pk_to_url_str
from django.http import HttpRequest
from django.urls import reverse

from council.models import Person


class InvitedPeopleOnly(DefaultAccountAdapter):
    """Closes sign-up: an account exists because a plan manager invited the person."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


def password_link(request: HttpRequest, person: Person) -> str:
    """The address at which ``person`` chooses a password; for an e-mail to them and nowhere else.

    It is the one that "Forgot your password?" sends: it works once, for PASSWORD_RESET_TIMEOUT.
    """
    token = app_settings.PASSWORD_RESET_TOKEN_GENERATOR().make_token(person)
    key = f"{user_pk_to_url_str(person)}-{token}"
    return str(get_adapter(request).get_reset_password_from_key_url(key))


def login_link(request: HttpRequest) -> str:
    """The whole address of the log-in page."""
    return request.build_absolute_uri(reverse("account_login"))
