"""Asking leads by e-mail for what is missing in a period: once a day at most, recorded."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any

from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.template.loader import render_to_string

from actionplan.models import Action, Extension, Period, Reminder
from actionplan.queries.periods import Missing
from council import clock
from council.models import Person, UnsentEmail
from council.services.outbox import Outbox
from council.services.unsent import Addressed, keep_unsent, settle
from council.versions import CannotEdit

TEMPLATE = "periods/email/reminder"


class Sending(Enum):
    """What became of one reminder."""

    SENT = auto()
    TOO_SOON = auto()
    FAILED = auto()


@dataclass(slots=True)
class Ask:
    """What one person is asked for: their posts, and the actions of all of them, each once.

    ``longer`` is the more time that some of the posts have.
    """

    person: Person
    posts: list[str] = field(default_factory=list)
    actions: dict[int, Action] = field(default_factory=dict)
    longer: list[Extension] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Letter:
    """One e-mail, and what is kept of it: to whom, about whose actions, how many."""

    person: Person
    posts: str
    actions: int
    message: EmailMessage


def remind(
    *, period: Period, missing: Iterable[Missing], by: Person, link: str
) -> Counter[Sending]:
    """Send each lead one e-mail that lists what is missing; how many went out, or did not.

    A person is reminded of a period once a day at most, whoever asks and however often. ``link``
    is the whole address at which they update. What could not be sent is not recorded, so that it
    can be tried again. Raises CannotEdit where the period does not run.
    """
    letters = [
        Letter(ask.person, ", ".join(ask.posts), len(ask.actions), _message(period, ask, by, link))
        for ask in _asks(missing)
    ]
    return send_each(period=period, letters=letters, kind=Reminder.Kind.ASKED, by=by)


def send_each(
    *, period: Period, letters: Collection[Letter], kind: Reminder.Kind, by: Person
) -> Counter[Sending]:
    """Send letters of one kind about a period, one a person and day; as ``remind`` says."""
    if period.is_sealed:
        raise CannotEdit(f"{period} is closed and locked: nobody can update it any more.")
    outcome: Counter[Sending] = Counter()
    claimed = [(claim, one) for one in letters if (claim := _claim(period, one, kind, by))]
    outcome[Sending.TOO_SOON] = len(letters) - len(claimed)
    with Outbox() as outbox:
        for claim, one in claimed:
            outcome[_deliver(claim, one, outbox)] += 1
    return outcome


def _deliver(claim: Reminder, letter: Letter, outbox: Outbox) -> Sending:
    """Send one; one that was not taken leaves no line, and is kept to be tried again."""
    kind = UnsentEmail.Kind(claim.kind)
    which = Addressed(claim.period.plan.council, claim.person, kind, claim.period_id)
    if outbox.takes(letter.message):
        settle(which)
        return Sending.SENT
    claim.delete()
    keep_unsent(which, subject=str(letter.message.subject), why=outbox.why, by=claim.by)
    return Sending.FAILED


def _asks(missing: Iterable[Missing]) -> list[Ask]:
    """By person, since one may hold several posts."""
    asks: dict[int, Ask] = {}
    for one in missing:
        for person in one.people:
            ask = asks.setdefault(person.pk, Ask(person))
            ask.posts.append(one.post.title)
            ask.longer += [one.longer] if one.longer else []
            ask.actions |= {action.pk: action for action in one.actions}
    return list(asks.values())


def _claim(period: Period, letter: Letter, kind: Reminder.Kind, by: Person) -> Reminder | None:
    """The line that says this person is written to today; None where there is one already."""
    reminder, is_first = Reminder.objects.get_or_create(
        period=period,
        person=letter.person,
        day=clock.today(),
        kind=kind,
        defaults={
            "posts": letter.posts,
            "actions": letter.actions,
            "by": by,
            "sent_at": clock.now(),
        },
    )
    return reminder if is_first else None


def _message(period: Period, ask: Ask, by: Person, link: str) -> EmailMessage:
    due_by = period.updates_due_by
    context = {
        "period": period, "ask": ask, "by": by, "link": link, "plan": period.plan,
        "were": "were" if due_by and due_by < clock.today() else "are",
    }  # fmt: skip
    return letter_of(f"updates for {period}, {period.plan.title}", TEMPLATE, context, ask.person)


def letter_of(
    about: str, template: str, context: Mapping[str, Any], to: Person | None
) -> EmailMultiAlternatives:
    """An e-mail, plain and HTML (``template`` with .txt and .html), the same words in both.

    Its subject is one line, whatever a plan is called.
    """
    subject = f"Golden Thread: {about}"[:200].replace("\n", " ")
    told = {**context, "subject": subject}
    body = render_to_string(f"{template}.txt", told)
    message = EmailMultiAlternatives(subject=subject, body=body, to=[to.email] if to else [])
    message.attach_alternative(render_to_string(f"{template}.html", told), "text/html")
    return message
