"""What an e-mail tells of what meetings decided: each action that arose, to whoever is to do it."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from django.db.models import Q
from django.urls import reverse

from actionplan.mail.digests import Kind, Section, decided
from actionplan.models import Action, Change
from actionplan.queries.conditions import led_by
from actionplan.queries.my_updates import TAKES_UPDATES
from actionplan.words import day
from council.queries.asked import Asked
from council.scope import Scope

DECIDED_SINCE = timedelta(days=28)  # what was decided before that is no news


def decision_news(scope: Scope, posts: Iterable[Asked], told: set[str]) -> Iterator[Section]:
    """What SLT or a committee asks of ``posts``, not told before and not spoken of since.

    From the register's lines that added it to a standing list. Whoever recorded it knows.
    """
    led = led_by(Q(post__in=[one.post.pk for one in posts]), scope.today)
    unspoken = Action.objects.filter(led, left="", latest=None)
    added = Change.objects.filter(
        kind=Change.Kind.ADDED,
        plan__council=scope.council,
        plan__is_standing=True,
        plan__state__in=TAKES_UPDATES,
        recorded_at__date__gte=scope.today - DECIDED_SINCE,
        action__in=unspoken,
    ).exclude(by=scope.person)
    new = [
        one for one in added.select_related("action__plan").order_by("pk") if _name(one) not in told
    ]
    if new:
        yield Section(
            kind=Kind.DECIDED,
            sentence=decided(len(new)),
            path=reverse("mine:my_updates", args=[scope.council.slug]),
            link="See what is yours to do",
            number=len(new),
            occasions=tuple(map(_name, new)),
            lines=tuple(map(_words, new)),
        )


def _name(added: Change) -> str:
    return f"decided {added.pk}"


def _words(added: Change) -> str:
    """ "AAS-1 by 31 July 2023 (decided by SLT): Book the room (About PR-2)"."""
    action = added.action
    assert action  # noqa: S101 - for the type checker: the query asks for lines with one
    by = f" by {day(action.first_due_date)}" if action.first_due_date else ""
    by_whom = f"decided by {added.agreed_by}" if added.agreed_by else ""
    arose = f"{added.reason[:1].lower()}{added.reason[1:]}"  # "arose at the meeting of …"
    why = f" ({told})" if (told := arose if added.meeting_id else by_whom) else ""
    return f"{action.reference}{by}{why}: {action.title}"
