"""Telling heads of service of updates that are overdue: read by the plan manager, who sends it."""

from collections import Counter
from collections.abc import Iterable

from django.core.mail import EmailMessage

from actionplan.models import Period, Reminder
from actionplan.queries.escalation import ToTell
from actionplan.services.reminders import Letter, Sending, letter_of, send_each
from council.models import Person

TEMPLATE = "desk/email/escalation"


def tell_heads(
    *, period: Period, heads: Iterable[ToTell], by: Person, link: str
) -> Counter[Sending]:
    """Send whoever acts as head one e-mail about all their areas; how many went out, or did not.

    ``link`` is the whole address of the plan's page. Raises CannotEdit where the period does not
    run.
    """
    letters = [_letter(period, one, by, link) for one in heads]
    return send_each(period=period, letters=letters, kind=Reminder.Kind.HEAD_TOLD, by=by)


def in_words(period: Period, head: ToTell, by: Person, link: str) -> str:
    """The e-mail as it would go."""
    return str(_message(period, head, by, link).body)


def _letter(period: Period, head: ToTell, by: Person, link: str) -> Letter:
    posts = ", ".join(late.post.title for one in head.areas for late in one.posts)
    return Letter(head.person, posts, head.number, _message(period, head, by, link))


def _message(period: Period, head: ToTell, by: Person, link: str) -> EmailMessage:
    context = {"period": period, "plan": period.plan, "head": head, "by": by, "link": link}
    areas = ", ".join(str(one.area) for one in head.areas)
    return letter_of(
        f"overdue updates of {areas}, {period.plan.title}", TEMPLATE, context, head.person
    )
