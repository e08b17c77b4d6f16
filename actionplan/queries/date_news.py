"""What an e-mail tells of new dates: those that wait for a post, and how proposed ones fared."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import timedelta

from django.db.models import Q
from django.urls import reverse

from actionplan.dates.proposing import date_words
from actionplan.declared import Status
from actionplan.mail.digests import Kind, Section
from actionplan.models import Entry, Plan
from actionplan.queries.conditions import adopted
from actionplan.queries.dates import open_proposals
from actionplan.queries.my_updates import TAKES_UPDATES
from actionplan.words import counted
from council.queries.asked import Asked, Capacity
from council.scope import Scope

ANSWERED_SINCE = timedelta(days=14)  # what was answered before that is no news
ANSWERS = [Entry.Kind.DATE_AGREED, Entry.Kind.DATE_REFUSED]


def date_news(scope: Scope, posts: Iterable[Asked], told: set[str]) -> Iterator[Section]:
    """What waits for the posts in which somebody acts, and what was answered, not told before.

    ``posts`` are those for which they are asked. A head of service who is asked for a vacant post
    answers no dates in its place.
    """
    posts = list(posts)
    holds = [one.post.pk for one in posts if one.capacity != Capacity.HEAD]
    yield from _waiting(scope, holds, told)
    yield from _answered(scope, [one.post.pk for one in posts], told)


def _waiting(scope: Scope, posts: list[int], told: set[str]) -> Iterator[Section]:
    asking = Plan.objects.filter(
        state__in=TAKES_UPDATES,
        council=scope.council,
        asks_date_agreement=True,
        date_approver__in=posts,
    )
    plans = {plan.pk: plan for plan in asking} if posts else {}
    if not plans:
        return
    new: dict[int, list[Entry]] = defaultdict(list)
    in_plan = Q(action__plan__in=plans, action__left="")
    stands = ~Q(action__latest__status=Status.SUPERSEDED)
    for entry in open_proposals(in_plan & stands).values():
        entry.action.plan = plans[entry.action.plan_id]
        if _name(entry) not in told and entry.by_id != scope.person.pk:
            new[entry.action.plan_id].append(entry)
    for pk, entries in new.items():
        number, verb = counted(len(entries), "new date"), "waits" if len(entries) == 1 else "wait"
        sentence = f"{number} of {plans[pk].title} {verb} for your agreement."
        yield _section(scope, plans[pk], sentence, "Agree or refuse", entries)


def _answered(scope: Scope, posts: list[int], told: set[str]) -> Iterator[Section]:
    """To whoever proposed it, and whoever is asked for the post as which they did."""
    theirs = Q(about__by=scope.person) | Q(about__post__in=posts)
    found = Entry.objects.filter(
        theirs,
        adopted("action__plan__"),
        action__plan__council=scope.council,
        kind__in=ANSWERS,
        as_at__gte=scope.today - ANSWERED_SINCE,
    ).exclude(by=scope.person)
    new: dict[Plan, list[Entry]] = defaultdict(list)
    for entry in found.select_related("action__plan", "about", "post").order_by("pk"):
        if _name(entry) not in told:
            new[entry.action.plan].append(entry)
    for plan, entries in new.items():
        number = counted(len(entries), "new date")
        verb = "is" if len(entries) == 1 else "are"
        sentence = f"{number} that you proposed for {plan.title} {verb} answered."
        yield _section(scope, plan, sentence, "Read the dates of the plan", entries)


def _section(scope: Scope, plan: Plan, sentence: str, link: str, entries: list[Entry]) -> Section:
    return Section(
        kind=Kind.DATES,
        sentence=sentence,
        path=reverse("dates:date_list", args=[scope.council.slug, plan.slug]),
        link=link,
        number=len(entries),
        occasions=tuple(map(_name, entries)),
        lines=tuple(f"{one.action}: {_words(one)}" for one in entries),
    )


def _name(entry: Entry) -> str:
    return f"{entry.kind} {entry.pk}"


def _words(entry: Entry) -> str:
    """ "31 December 2023 is proposed: Elections" or "… refused by Chief Executive: Too late"."""
    if entry.kind == Entry.Kind.DATE_PROPOSED:
        reason = f": {entry.due_reason}" if entry.due_reason else ""
        return f"{date_words(entry.due)} is proposed{reason}"
    about = entry.about or entry
    by = entry.post.title if entry.post else "a committee"
    if entry.kind == Entry.Kind.DATE_AGREED:
        return f"{date_words(about.due)} is agreed by {by}"
    return f"{date_words(about.due)} is refused by {by}: {entry.commentary}"
