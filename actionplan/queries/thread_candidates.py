"""What the search boxes of the link pages find, and what is linked already."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from actionplan.access.thread import linkable, may_link_all
from actionplan.models import Action, Plan, Recommendation, ThreadLink
from actionplan.queries.conditions import referred_to, visible, visible_links
from actionplan.queries.thread_ends import End, Served, Server, kind_of
from council.scope import Scope
from strategy.kinds import Status
from strategy.models import Outcome, Principle

MOST = 30


@dataclass(frozen=True, slots=True)
class Candidate:
    """One thing that can be linked or is; ``name`` is how the form names it."""

    name: str
    reference: str
    words: str
    where: str
    reason: str = ""
    may_change: bool = True


def linked_to(scope: Scope, end: End) -> list[Candidate]:
    """Everything linked to an end: one or two queries."""
    links = list(
        ThreadLink.objects.filter(visible_links(scope), **{kind_of(end): end}).select_related(
            "action__plan", "recommendation__plan", "outcome__strategy", "principle__strategy"
        )
    )
    may_change = _changeable(scope, end, links)
    return [
        candidate(_other(link, end), reason=link.reason, may_change=link.pk in may_change)
        for link in links
    ]


def _changeable(scope: Scope, end: End, links: Sequence[ThreadLink]) -> set[int]:
    """The links that the member may untie; none of an archived plan."""
    if isinstance(end, Action | Recommendation):
        return {link.pk for link in links}
    standing = [link for link in links if not _server(link).plan.is_archived]
    if may_link_all(scope):
        return {link.pk for link in standing}
    actions = Action.objects.filter(pk__in=[link.action_id for link in standing if link.action_id])
    mine = set(linkable(scope, actions).values_list("pk", flat=True))
    return {link.pk for link in standing if link.action_id in mine}


def _server(link: ThreadLink) -> Server:
    server: Server | None = link.action or link.recommendation
    assert server is not None  # noqa: S101 - a constraint of the table
    return server


def _other(link: ThreadLink, end: End) -> End:
    served: Served | None = link.outcome or link.principle
    other = served if isinstance(end, Action | Recommendation) else _server(link)
    assert other is not None  # noqa: S101 - constraints of the table
    return other


def candidate(end: End, *, reason: str = "", may_change: bool = True) -> Candidate:
    """An end as a line of the page."""
    if isinstance(end, Action):
        reference, words, where = end.reference, end.title, end.plan.title
    elif isinstance(end, Recommendation):
        reference, words, where = str(end), end.wording, end.plan.title
    elif isinstance(end, Outcome):
        reference, words, where = end.code, end.text, end.strategy.title
    else:
        reference, words, where = end.code, end.title, end.strategy.title
    return Candidate(f"{kind_of(end)}-{end.pk}", reference, words, where, reason, may_change)


def candidates(scope: Scope, end: End, words: Sequence[str]) -> list[Candidate]:
    """What could be linked to an end and has every word; one more than MOST where there is more."""
    if isinstance(end, Action | Recommendation):
        found: Iterable[End] = [*_principles(scope, end, words), *_outcomes(scope, end, words)]
    else:
        found = [*_recommendations(scope, end, words), *_actions(scope, end, words)]
    return [candidate(one) for one in list(found)[: MOST + 1]]


def _free(end: End, other: str) -> Q:
    """Not linked to ``end`` yet."""
    return ~Q(Exists(ThreadLink.objects.filter(**{kind_of(end): end, other: OuterRef("pk")})))


def _every_word(words: Sequence[str], *fields: str) -> Q:
    condition = Q()
    for word in words:
        here = Q()
        for name in fields:
            here |= Q(**{f"{name}__icontains": word})
        condition &= here
    return condition


def _in_force(scope: Scope) -> Q:
    return Q(strategy__council=scope.council) & ~Q(strategy__status=Status.SUPERSEDED.value)


def _principles(scope: Scope, end: End, words: Sequence[str]) -> Iterable[Principle]:
    fields = ("code", "title", "statement", "strategy__title")
    found = Principle.objects.filter(
        _in_force(scope), _every_word(words, *fields), _free(end, "principle")
    )
    return found.select_related("strategy").order_by("strategy", "order")[: MOST + 1]


def _outcomes(scope: Scope, end: End, words: Sequence[str]) -> Iterable[Outcome]:
    fields = ("code", "text", "area__title", "strategy__title")
    found = Outcome.objects.filter(
        _in_force(scope), _every_word(words, *fields), _free(end, "outcome")
    )
    return found.select_related("strategy").order_by("strategy", "order")[: MOST + 1]


def _recommendations(scope: Scope, end: End, words: Sequence[str]) -> Iterable[Recommendation]:
    if not may_link_all(scope):
        return Recommendation.objects.none()
    found = Recommendation.objects.filter(
        _every_word(words, "number", "wording", "plan__title"),
        _free(end, "recommendation"),
        ~Q(plan__state=Plan.State.ARCHIVED),
        visible(scope),
    )
    return found.select_related("plan").order_by("plan", "order")[: MOST + 1]


def _actions(scope: Scope, end: End, words: Sequence[str]) -> Iterable[Action]:
    condition = Q()
    for word in words:
        condition &= _every_word([word], "title", "latest__commentary") | _reference(word)
    found = Action.objects.filter(condition, _free(end, "action"), visible(scope), left="")
    mine = linkable(scope, found)
    return mine.select_related("plan").order_by("plan", "number")[: MOST + 1]


def _reference(word: str) -> Q:
    """The action with this reference, where a word is one."""
    code, _, number = word.rpartition("-")
    if not (code and number.isascii() and number.isdecimal() and len(number) < 10):
        return Q(pk=None)
    return referred_to(code.upper(), int(number))
