"""Sending one e-mail a person with all that there is to tell them today (docs/adr/0038)."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string

from actionplan.mail.digests import Section, subject
from actionplan.mail.links import address_of, declining_address
from actionplan.models import Declined, Digest
from actionplan.queries.digests import occasions, to_tell, told_on
from council import clock
from council.deadlines import is_working_day
from council.models import Council, Membership, Person, Role, UnsentEmail
from council.scope import Scope
from council.services.outbox import Outbox
from council.services.unsent import Addressed, keep_unsent, settle


class Outcome(StrEnum):
    """What became of one e-mail."""

    SENT = "sent"
    FAILED = "not taken by the mail server"


@dataclass(frozen=True, slots=True)
class Letter:
    """One person, and what they are told."""

    scope: Scope
    sections: tuple[Section, ...]

    @property
    def person(self) -> Person:
        return self.scope.person

    @property
    def subject(self) -> str:
        return subject(self.sections)


def letters(council: Council) -> Iterator[Letter]:
    """What is to be sent today, person by person; nothing on a day that is no working day.

    Whoever was written to today is not written to again.
    """
    today = clock.today()
    if not is_working_day(today):
        return
    here = Membership.objects.on(today).filter(council=council).select_related("person")
    for one in here.exclude(person__in=told_on(council, today)).order_by("person__name", "pk"):
        scope = Scope(council, one.person, one.roles, today)
        if sections := to_tell(scope):
            yield Letter(scope, tuple(sections))


def send(letter: Letter, outbox: Outbox) -> Outcome:
    """Send one e-mail and record what it told; what was not taken can be sent again.

    The record stands before the e-mail goes, so that two senders at once send one.
    """
    with transaction.atomic():
        record, is_first = Digest.objects.get_or_create(
            council=letter.scope.council,
            person=letter.person,
            day=letter.scope.today,
            defaults={
                "occasions": occasions(letter.sections),
                "subject": letter.subject[:200],
                "sent_at": clock.now(),
            },
        )
    if not is_first:
        return Outcome.SENT
    which = Addressed(letter.scope.council, letter.person, UnsentEmail.Kind.DIGEST)
    if outbox.takes(_message(letter)):
        settle(which)
        return Outcome.SENT
    record.delete()
    keep_unsent(which, subject=letter.subject, why=outbox.why)
    return Outcome.FAILED


def _message(letter: Letter) -> EmailMultiAlternatives:
    decline = declining_address(letter.person.pk)
    links = [(one, address_of(letter.person.pk, one.path)) for one in letter.sections]
    context = {
        "letter": letter,
        "sections": links,
        "decline": decline,
        "slt": Role.SLT in letter.scope.roles,
    }
    message = EmailMultiAlternatives(
        subject=letter.subject[:200],
        body=render_to_string("mail/email/digest.txt", context),
        to=[letter.person.email],
        headers={
            "List-Unsubscribe": f"<{decline}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
    )
    message.attach_alternative(render_to_string("mail/email/digest.html", context), "text/html")
    return message


@transaction.atomic
def decline(*, person: Person, kinds: set[str]) -> None:
    """Have a person told everything but ``kinds``, from the next e-mail on."""
    Declined.objects.filter(person=person).exclude(kind__in=kinds).delete()
    known = set(Declined.objects.filter(person=person).values_list("kind", flat=True))
    Declined.objects.bulk_create(Declined(person=person, kind=kind) for kind in kinds - known)
