"""Telling heads of service of updates that are overdue: read by the plan manager, who sends it."""

from collections import Counter
from collections.abc import Iterable

from django.core.mail import EmailMessage

from actionplan.models import Period, Reminder
from actionplan.queries.escalation import Overdue
from actionplan.services.reminders import Letter, Sending, letter_of, send_each
from council.models import Person

TEMPLATE = "desk/email/escalation"


def tell_heads(
    *, period: Period, overdue: Iterable[Overdue], by: Person, link: str
) -> Counter[Sending]:
    """Send whoever acts as each head one e-mail; how many went out, or did not.

    ``link`` is the whole address of the plan's page. Raises CannotEdit where the period does not
    run.
    """
    letters = [
        _letter(period, one, person, by, link) for one in overdue for person in one.asked.people
    ]
    return send_each(period=period, letters=letters, kind=Reminder.Kind.HEAD_TOLD, by=by)


def in_words(period: Period, one: Overdue, by: Person, link: str) -> str:
    """The e-mail as it would go; to the first of several, who get the same."""
    person = next(iter(one.asked.people), None)
    return str(_message(period, one, person, by, link).body)


def _letter(period: Period, one: Overdue, person: Person, by: Person, link: str) -> Letter:
    message = _message(period, one, person, by, link)
    return Letter(person, ", ".join(late.post.title for late in one.posts), one.number, message)


def _message(
    period: Period, one: Overdue, person: Person | None, by: Person, link: str
) -> EmailMessage:
    context = {
        "period": period, "plan": period.plan, "overdue": one, "by": by, "link": link,
        "person": person or one.asked.post,
    }  # fmt: skip
    about = f"overdue updates of {one.area}, {period.plan.title}"
    return letter_of(about, TEMPLATE, context, person)
