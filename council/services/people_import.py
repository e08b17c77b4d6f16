"""Bringing a list of people in: every good row in one transaction, the others left out."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import Q

from council import clock
from council.csv_values import Row
from council.holding_days import Days
from council.models import Council, Membership, Person, Post, PostHolding
from council.people_csv import Judged, Known, Verdict, judge
from council.queries.posts import name_book
from council.services.people import is_administrator, lock
from council.services.people_inviting import Invitee, invite
from council.services.posts_holding import days_of


def judge_people(*, council: Council, rows: Iterable[Row], by: Person) -> list[Judged]:
    """What becomes of every row as things stand; nothing is written."""
    return judge(rows, _known(council, by))


@transaction.atomic
def import_people(
    *, council: Council, rows: Iterable[Row], by: Person
) -> tuple[list[Judged], list[Membership]]:
    """Invite whom every good row names; all rows with what became of them, and the new members.

    The rows are judged again under the council's lock, so that what changed since the preview
    counts. The caller sends the e-mails, once the transaction is over.
    """
    lock(council)
    judged = judge_people(council=council, rows=rows, by=by)
    posts = Post.objects.in_use().filter(council=council).in_bulk()
    today = clock.today()
    made = [
        invite(council=council, invitee=_invitee(one, posts, today), by=by)
        for one in judged
        if one.verdict is Verdict.INVITE
    ]
    return judged, made


def counts(judged: Iterable[Judged]) -> dict[str, int]:
    """How many rows of each verdict: invited, same, refused."""
    number = Counter(one.verdict for one in judged)
    return {
        "invited": number[Verdict.INVITE],
        "same": number[Verdict.SAME],
        "refused": number[Verdict.REFUSE],
    }


def _invitee(one: Judged, posts: dict[int, Post], since: date) -> Invitee:
    return Invitee(one.name, one.email, one.roles, tuple(posts[pk] for pk in one.posts), since)


def _known(council: Council, by: Person) -> Known:
    today = clock.today()
    members = Membership.objects.filter(council=council).select_related("person")
    lasting = PostHolding.objects.filter(post__council=council).select_related("person")
    holders: dict[int, list[Days]] = {}
    for holding in lasting.filter(Q(until=None) | Q(until__gte=today)):
        holders.setdefault(holding.post_id, []).append(days_of(holding))
    gone = {one for one in members if one.left_on and one.left_on <= today}
    return Known(
        members={one.person.email: str(one.person) for one in members if one not in gone},
        gone={one.person.email: str(one.person) for one in gone},
        book=name_book(council),
        holders=holders,
        may_administer=is_administrator(council, by),
        since=today,
    )
