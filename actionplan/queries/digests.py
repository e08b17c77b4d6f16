"""What there is to tell a person by e-mail today: what My updates asks of them, and what closed."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from django.urls import reverse
from django.utils.text import capfirst

from actionplan.mail.digests import Kind, Rhythm, Section, ask, waits_for_answer, wording
from actionplan.models import Declined, Digest, Period
from actionplan.queries.agreement_news import agreement_news
from actionplan.queries.asking import AboutAction, Line, Thread
from actionplan.queries.conditions import held_posts, visible
from actionplan.queries.date_news import date_news
from actionplan.queries.decision_news import decision_news
from actionplan.queries.my_updates import mine
from actionplan.queries.owed import Mine, PlanOwed
from actionplan.rules.words import sentence
from actionplan.words import counted, day
from council import clock
from council.hostile import one_line
from council.models import Council, Role
from council.scope import Scope

CLOSED_SINCE = timedelta(days=7)  # what was closed before that is no news
TOLD_SINCE = timedelta(days=400)


def to_tell(scope: Scope) -> list[Section]:
    """What an e-mail of today tells the member, most urgent first; nothing twice.

    Who is asked, and for what, is what ``mine`` says: deputies and heads of service as well, and
    nobody for a post that they are away from.
    """
    owed, told = mine(scope, also_away=False), _told(scope)
    declined = set(Declined.objects.filter(person=scope.person).values_list("kind", flat=True))
    questions, edited = _questions(scope, owed, told), _edited(scope, owed, told)
    dates, decided = date_news(scope, owed.posts, told), decision_news(scope, owed.posts, told)
    agree = agreement_news(scope, owed, told)
    news = (*questions, *decided, *agree, *dates, *edited)
    every = [*_asks(scope, owed), *news, *_closed(scope, owed)]
    new = (one for one in every if one.kind not in declined and set(one.occasions) - told)
    return sorted(new, key=lambda one: list(Kind).index(one.kind))


def told_on(council: Council, day: date) -> set[int]:
    """The people to whom an e-mail went on a day: one query."""
    return set(Digest.objects.filter(council=council, day=day).values_list("person", flat=True))


def _told(scope: Scope) -> set[str]:
    digests = Digest.objects.filter(council=scope.council, person=scope.person)
    since = digests.filter(day__gte=scope.today - TOLD_SINCE)
    return {name for told in since.values_list("occasions", flat=True) for name in told}


def _asks(scope: Scope, owed: Mine) -> Iterator[Section]:
    """Updates that are due soon or overdue, plan by plan, and day by day where some have longer."""
    rhythm = Rhythm(scope.council.ask_before, scope.council.ask_again)
    for of in owed.plans:
        for due_by in sorted({one.due_by for one in of.due if one.due_by}):
            if asked := ask(due_by, scope.today, rhythm):
                yield _ask(of, due_by, *asked, _my_updates(scope))


def _ask(of: PlanOwed, due_by: date, kind: Kind, occasion: str, path: str) -> Section:
    due = [one for one in of.due if one.due_by == due_by]
    number, period = len(due), of.period.pk if of.period else 0
    return Section(
        kind=kind,
        sentence=wording(kind, number, of.plan.title, due_by),
        path=path,
        link="Give your updates",
        number=number,
        occasions=(f"{kind} {period} {occasion}",),
        lines=tuple(str(one.row.action) for one in due),
    )


def _questions(scope: Scope, owed: Mine, told: set[str]) -> Iterator[Section]:
    """Actions of which something waits for an answer that was not told before."""
    waiting = [one.asked for of in owed.plans for one in (*of.due, *of.queried) if one.asked]
    new = [one for one in waiting if set(_names(one)) - told]
    if new:
        yield Section(
            kind=Kind.QUERIED,
            sentence=f"{capfirst(waits_for_answer(len(new)))}.",
            path=_my_updates(scope),
            link="Answer in My updates",
            number=len(new),
            occasions=tuple(name for one in new for name in _names(one)),
            lines=tuple(_in_words(one, scope) for one in new),
        )


def _edited(scope: Scope, owed: Mine, told: set[str]) -> Iterator[Section]:
    """Actions that are reported in a wording of the plan manager's that was not told before."""
    every = {f"worded {one.wording.entry}": one for of in owed.plans for one in of.worded}
    new = {name: one for name, one in every.items() if name not in told}
    if new:
        updates, verb = counted(len(new), "update"), "is" if len(new) == 1 else "are"
        yield Section(
            kind=Kind.WORDED,
            sentence=f"{updates} of yours {verb} reported in a wording of the plan manager’s; what "
            "you wrote stays beside it.",
            path=_my_updates(scope),
            link="Read it in My updates",
            number=len(new),
            occasions=tuple(new),
            lines=tuple(f"{one.action}: {one.wording.words}" for one in new.values()),
        )


def _names(about: AboutAction) -> list[str]:
    """The occasion of each thing that waits."""
    return [_name(part) for part in about.parts if part.waits]


def _in_words(about: AboutAction, scope: Scope) -> str:
    """What waits: a question of SLT's, else the gravest query; the others stand on the page."""
    parts = [part for part in about.parts if part.waits]
    first = next((part for part in parts if isinstance(part, Thread)), parts[0])
    return f"{one_line(str(about.action), 70)}: {_words(first, scope)}"


def _name(part: Line | Thread) -> str:
    """Other facts, or a question that was asked again, are another occasion."""
    if isinstance(part, Thread):
        return f"question {part.last.pk}"
    said = part.asked.said.entry if part.asked.said else 0
    return f"query {part.action.pk} {part.slug} {said}"


def _words(part: Line | Thread, scope: Scope) -> str:
    if isinstance(part, Thread):
        return part.last.commentary
    return sentence(part.asked.challenge, scope.today, part.action.plan.ratings)


def _closed(scope: Scope, owed: Mine) -> Iterator[Section]:
    """Periods that were closed in the last days: told to leads, away or not, and to SLT."""
    if not owed.posts and Role.SLT not in scope.roles and not held_posts(scope).exists():
        return
    since = scope.today - CLOSED_SINCE
    sealed = Period.objects.filter(
        visible(scope), seal__sealed_at__date__gte=since, seal__file=None
    )
    for period in sealed.select_related("plan__council", "seal").defer("seal__text"):
        yield Section(
            kind=Kind.CLOSED,
            sentence=f"{period} of {period.plan.title} was closed on "
            f"{day(clock.day_of(period.seal.sealed_at))}: what was reported stays as it is.",
            path=period.get_absolute_url(),
            link=f"Read {period} as it was reported",
            number=1,
            occasions=(f"closed {period.pk}",),
        )


def _my_updates(scope: Scope) -> str:
    return reverse("mine:my_updates", args=[scope.council.slug])


def occasions(sections: Iterable[Section]) -> list[str]:
    """All that some sections tell, by name."""
    return [name for one in sections for name in one.occasions]
