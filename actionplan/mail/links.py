"""Signed addresses in e-mails: one opens a page for the person it was sent to, one declines more.

Neither logs anybody in: the page asks for that, and then checks whose link it is.
"""

from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.urls import reverse

OPEN, DECLINE = "mail.open", "mail.decline"


@dataclass(frozen=True, slots=True)
class Link:
    """For whom a link was made, and the path that it leads to."""

    person: int
    path: str


def address_of(person: int, path: str) -> str:
    """The whole address that opens ``path`` for one person."""
    token = signing.dumps([person, path], salt=OPEN, compress=True)
    return f"{settings.SITE_ADDRESS}{reverse('mail:open', args=[token])}"


def declining_address(person: int) -> str:
    """The whole address at which a person declines e-mails, without log-in."""
    token = signing.dumps(person, salt=DECLINE)
    return f"{settings.SITE_ADDRESS}{reverse('mail:decline', args=[token])}"


def opened(token: str) -> Link:
    """What ``address_of`` signed; raises signing.BadSignature."""
    person, path = signing.loads(token, salt=OPEN)
    return Link(person, path)


def declined_by(token: str) -> int:
    """The person whom ``declining_address`` names; raises signing.BadSignature."""
    return int(signing.loads(token, salt=DECLINE))
