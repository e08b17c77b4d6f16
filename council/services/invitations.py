"""The e-mail by which somebody gets in: a link to choose a password, or to the log-in page.

It is sent after the transaction that made the membership, not within it: the page has to say
whether it could be sent, and somebody is a member whatever becomes of the e-mail. The link stands
in the e-mail alone and on no page.
"""

import logging
from collections.abc import Iterable
from contextlib import suppress
from datetime import timedelta
from enum import Enum, auto
from smtplib import SMTPRecipientsRefused
from typing import Any

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import cache
from django.core.mail import EmailMessage, mailers
from django.http import HttpRequest

from council.accounts import login_link, password_link
from council.models import Membership, Person

AGAIN_AFTER = timedelta(minutes=10)
TEMPLATE = "account/email/invitation"

logger = logging.getLogger(__name__)


class Sending(Enum):
    """What became of one invitation."""

    SENT = auto()
    TOO_SOON = auto()
    FAILED = auto()


def send_invitation(*, request: HttpRequest, membership: Membership, by: Person) -> Sending:
    """Send one invitation, unless one was sent within the last ten minutes."""
    return send_invitations(request=request, memberships=[membership], by=by)[membership]


def send_invitations(
    *, request: HttpRequest, memberships: Iterable[Membership], by: Person
) -> dict[Membership, Sending]:
    """Send several over one connection; what became of each. Nothing is raised for mail errors.

    An address that the server refuses fails alone; where the server fails, all that follow do.
    """
    outcome = dict.fromkeys(memberships, Sending.TOO_SOON)
    due = [one for one in outcome if cache.add(_key(one), 1, AGAIN_AFTER.total_seconds())]
    messages = [(one, invitation(request=request, membership=one, by=by)) for one in due]
    outcome |= dict.fromkeys(due, Sending.FAILED)
    outcome |= dict.fromkeys(_delivered(messages), Sending.SENT)
    for one in due:
        if outcome[one] is Sending.FAILED:
            cache.delete(_key(one))
    return outcome


def invitation(*, request: HttpRequest, membership: Membership, by: Person) -> EmailMessage:
    """The e-mail itself, plain and HTML: who invites to which council, and the way in."""
    person = membership.person
    chooses = not person.has_usable_password()
    context = {
        "council_name": membership.council.name,
        "person": person,
        "by": by,
        "chooses_password": chooses,
        "link": password_link(request, person) if chooses else login_link(request),
        "login_link": login_link(request),
        "holds_for": in_time_words(settings.PASSWORD_RESET_TIMEOUT),
    }
    message: EmailMessage = get_adapter(request).render_mail(TEMPLATE, person.email, context)
    return message


def in_time_words(seconds: int) -> str:
    """A length of time in whole days, or in hours: "3 days", "1 hour"."""
    for size, unit in ((86_400, "day"), (3_600, "hour"), (60, "minute")):
        if seconds >= size:
            number = seconds // size
            return f"{number} {unit}{'' if number == 1 else 's'}"
    return "less than a minute"


def _delivered(messages: list[tuple[Membership, EmailMessage]]) -> list[Membership]:
    """Those whose e-mail the server took. SMTP's own errors are OSErrors too."""
    taken: list[Membership] = []
    mailer: Any = mailers.default
    try:
        for membership, message in messages:
            mailer.open()  # stays open for the next, and is opened again where it was lost
            if _was_taken(mailer, message):
                taken.append(membership)
    except OSError as error:
        logger.warning("Invitations could not be sent: %s", type(error).__name__)
    with suppress(OSError):
        mailer.close()
    return taken


def _was_taken(mailer: Any, message: EmailMessage) -> bool:
    try:
        mailer.send_messages([message])
    except SMTPRecipientsRefused:
        logger.warning("An invitation was refused by the mail server for its address")
        return False
    return True


def _key(membership: Membership) -> str:
    return f"invitation-{membership.pk}"
