"""The e-mail by which somebody gets in: a link to choose a password, or to the log-in page.

It is sent after the transaction that made the membership, not within it: the page has to say
whether it could be sent, and somebody is a member whatever becomes of the e-mail. The link stands
in the e-mail alone and on no page.
"""

from collections.abc import Iterable
from datetime import timedelta
from enum import Enum, auto

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.http import HttpRequest

from council import clock
from council.accounts import login_link, password_link
from council.models import Membership, Person, UnsentEmail
from council.services.outbox import Outbox
from council.services.unsent import Addressed, Tried, keep_unsent, settle

AGAIN_AFTER = timedelta(minutes=10)
TEMPLATE = "account/email/invitation"


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
    with Outbox() as outbox:
        for one, message in messages:
            outcome[one] = Sending.SENT if outbox.takes(message) else Sending.FAILED
            _remember(one, outcome[one], outbox, message)
    for one in due:
        if outcome[one] is Sending.FAILED:
            cache.delete(_key(one))
    return outcome


def _remember(
    membership: Membership, sending: Sending, outbox: Outbox, message: EmailMessage
) -> None:
    """Keep that it was not sent, or that it now was."""
    which = Addressed(membership.council, membership.person, UnsentEmail.Kind.INVITATION)
    if sending is Sending.FAILED:
        keep_unsent(which, subject=str(message.subject), why=outbox.why)
    else:
        settle(which)


def invite_again(unsent: UnsentEmail, request: HttpRequest, by: Person) -> Tried:
    """Another invitation, with a link of its own; none for whoever has left."""
    here = Membership.objects.on(clock.today()).filter(council=unsent.council)
    membership = here.filter(person=unsent.person).select_related("council", "person").first()
    if membership is None:
        return Tried.NOTHING
    sent = send_invitation(request=request, membership=membership, by=by)
    return Tried.FAILED if sent is Sending.FAILED else Tried.SENT


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


def _key(membership: Membership) -> str:
    return f"invitation-{membership.pk}"
