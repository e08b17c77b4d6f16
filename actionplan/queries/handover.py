"""What a post answers for, in every plan that lives: what a new holder finds with it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Exists, OuterRef, Q

from actionplan.models import Action, Lead, Plan, Recommendation
from actionplan.queries.about_actions import keep_known
from actionplan.queries.conditions import led_by, visible
from actionplan.queries.dates_list import keep_at_hand
from actionplan.queries.getters import leads_for
from actionplan.queries.rows import Row, leads_condition, row_of, with_position
from council.models import Post, PostHolding
from council.queries.asked import Asked, asked_for
from council.scope import Scope
from strategy.models import Indicator
from strategy.queries.indicators import indicators

LIVE = [Plan.State.ACTIVE, Plan.State.CLOSING]


@dataclass(slots=True)
class InPlan:
    """What the post leads in one plan: open actions, finished ones, recommendations."""

    plan: Plan
    open: list[Row] = field(default_factory=list)
    finished: list[Row] = field(default_factory=list)
    recommendations: list[Recommendation] = field(default_factory=list)


@dataclass(frozen=True)
class AnswersFor:
    """A post, who is asked for it, who held it before (the last first), what it leads and owns."""

    post: Post
    asked: Asked
    now: list[PostHolding]
    before: list[PostHolding]
    plans: list[InPlan]
    scope: Scope

    @cached_property
    def rows(self) -> list[Row]:
        return [row for of in self.plans for row in of.open]

    @cached_property
    def indicators(self) -> list[Indicator]:
        """The indicators that it owns: one query, where they are asked for."""
        return _indicators(self.scope, self.post)


def answers_for(scope: Scope, post: Post) -> AnswersFor:
    """The number of queries is the same for any number of actions and plans."""
    asked = asked_for([post], scope.council, scope.today)[post.pk]
    now, before = _holdings(scope, post)
    return AnswersFor(post, asked, now, before, _plans(scope, post), scope)


def _holdings(scope: Scope, post: Post) -> tuple[list[PostHolding], list[PostHolding]]:
    """Those in force and the former ones; deputies hold nothing."""
    held = PostHolding.objects.filter(post=post).exclude(kind=PostHolding.Kind.DEPUTY)
    held = held.select_related("person").order_by("-until", "-since", "pk")
    begun = [one for one in held if one.since is None or one.since <= scope.today]
    now = [one for one in begun if one.until is None or one.until >= scope.today]
    return now, [one for one in begun if one not in now]


def _indicators(scope: Scope, post: Post) -> list[Indicator]:
    owned = list(indicators(scope).filter(owner_post=post))
    for indicator in owned:
        indicator.strategy.council = scope.council
    return owned


def _plans(scope: Scope, post: Post) -> list[InPlan]:
    actions = _actions(scope, post)
    found: dict[int, InPlan] = {}
    for recommendation in _recommendations(scope, post):
        of = found.setdefault(recommendation.plan_id, InPlan(recommendation.plan))
        of.recommendations.append(recommendation)
    for row in _rows(scope, actions, found):
        status = row.position.status
        of = found[row.action.plan_id]
        (of.open if status is None or status.is_open else of.finished).append(row)
    return list(found.values())


def _actions(scope: Scope, post: Post) -> list[Action]:
    led = Action.objects.filter(led_by(Q(post=post), scope.today), visible(scope), left="")
    found = with_position(led.filter(plan__state__in=LIVE))
    in_order = found.select_related("plan", "recommendation")
    return list(in_order.order_by("plan", "recommendation__order", "order", "number"))


def _recommendations(scope: Scope, post: Post) -> Iterable[Recommendation]:
    led = Lead.objects.on(scope.today).filter(post=post, recommendation=OuterRef("pk"))
    found = Recommendation.objects.filter(Exists(led), visible(scope), plan__state__in=LIVE)
    return found.select_related("plan").order_by("plan", "order")


def _rows(scope: Scope, actions: list[Action], found: dict[int, InPlan]) -> list[Row]:
    """The actions as rows; each plan is at hand once, with what waits in it."""
    for action in actions:
        of = found.setdefault(action.plan_id, InPlan(action.plan))
        action.plan = of.plan
    for of in found.values():
        of.plan.council = scope.council
    keep_at_hand([of.plan for of in found.values()])
    keep_known(actions, scope.today)
    book = leads_for(scope, leads_condition(actions))
    return [row_of(action, book, scope) for action in actions]
