"""Links as lines that a page shows: from an action up to the vision, from an outcome down."""

from dataclasses import dataclass

from django.db.models import F, Q
from django.urls import reverse

from actionplan.declared import Status
from actionplan.figures import Facts
from actionplan.key_lines import Rating
from actionplan.models import Action, Entry, Recommendation, ThreadLink
from actionplan.queries.conditions import links_that_count
from actionplan.queries.rows import address
from actionplan.queries.thread_ends import Served, kind_of
from actionplan.queries.thread_tallies import Keys
from actionplan.words import late_by
from council.scope import Scope
from strategy.models import Outcome, Principle, Strategy

# Lines of one section of a page; the thread's own list pages through more.
MOST = 50


@dataclass(frozen=True, slots=True)
class Line:
    """One action or recommendation that serves something, and where it stands."""

    link: ThreadLink
    server: Action | Recommendation
    url: str
    rating: Rating | None = None
    status: Status | None = None
    late: str = ""

    @property
    def reference(self) -> str:
        """PR-17, or nothing for a recommendation."""
        return self.server.reference if isinstance(self.server, Action) else ""

    @property
    def words(self) -> str:
        """What it promises, or what the reviewer asked for."""
        if isinstance(self.server, Action):
            return self.server.title
        return f"{self.server}: {self.server.wording}"


def line_of(link: ThreadLink, keys: Keys) -> Line:
    """The line of a link whose action has its latest entry at hand."""
    if link.action is None:
        return _of_recommendation(link, link.recommendation, keys)
    action, latest = link.action, link.action.latest
    action.plan = keys.plans[action.plan_id]
    if latest is None:
        return Line(link, action, address("action_detail", *action.address))
    return Line(
        link,
        action,
        address("action_detail", *action.address),
        keys.rating(action.plan_id, latest.rating),
        latest.stated_status,
        _late(latest, keys.scope),
    )


def _late(latest: Entry, scope: Scope) -> str:
    due = latest.due_date
    facts = Facts(latest.rating, latest.stated_status, due)
    return late_by(due, scope.today) if due and facts.is_past_date(scope.today) else ""


def _of_recommendation(link: ThreadLink, recommendation: Recommendation | None, keys: Keys) -> Line:
    assert recommendation is not None  # noqa: S101 - a constraint of the table
    plan = keys.plans[recommendation.plan_id]
    board = reverse("actionplan:plan_detail", args=[plan.council.slug, plan.slug])
    return Line(link, recommendation, f"{board}#{recommendation.anchor}")


@dataclass(frozen=True, slots=True)
class Upward:
    """One way from an action up: what it serves, what that stands under, and the vision.

    ``through`` is the recommendation by which an action serves it, if it does not do so itself.
    """

    link: ThreadLink
    strategy: Strategy
    served: Served
    above: str
    through: Recommendation | None

    @property
    def kind(self) -> str:
        """What the council calls that level: outcome, principle, workstream."""
        names = self.strategy.names
        label = names.outcome if isinstance(self.served, Outcome) else names.principle
        return label.singular


def thread_of(scope: Scope, action: Action) -> list[Upward]:
    """What an action serves, itself first and then through its recommendation: one query."""
    own = Q(action=action)
    if action.recommendation_id:
        own |= Q(recommendation=action.recommendation_id)
    return _upwards(scope, own)


def _upwards(scope: Scope, condition: Q) -> list[Upward]:
    links = ThreadLink.objects.filter(condition).select_related(
        "recommendation",
        "outcome__strategy",
        "outcome__area",
        "outcome__principle",
        "principle__strategy",
    )
    found = [_upward(scope, link) for link in links]
    return sorted(found, key=lambda one: (one.through is not None, one.strategy.pk, one.link.pk))


def _upward(scope: Scope, link: ThreadLink) -> Upward:
    served: Outcome | Principle | None = link.outcome or link.principle
    assert served is not None  # noqa: S101 - a constraint of the table
    served.strategy.council = scope.council
    above = ""
    if isinstance(served, Outcome):
        above = " › ".join(str(part) for part in (served.area, served.principle) if part)
    return Upward(link, served.strategy, served, above, link.recommendation)


def served_by(scope: Scope, served: Served) -> list[Line]:
    """What is linked to an outcome or a principle, recommendations first, at most MOST.

    Drafts are left out, as in the figures.
    """
    links = (
        ThreadLink.objects.filter(links_that_count(), **{kind_of(served): served})
        .select_related("action__latest", "recommendation")
        .order_by(
            F("action__plan").asc(nulls_first=True), "action__number", "recommendation__order"
        )
    )
    keys = Keys(scope)
    return [line_of(link, keys) for link in links[:MOST]]
