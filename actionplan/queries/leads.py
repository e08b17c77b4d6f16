"""The grid of leads: every action of a plan with who leads it, in a fixed number of queries."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from actionplan.leading.leads import LeadBook, Leads, RecommendationLeads, digest
from actionplan.models import Action, Lead, Plan, Recommendation
from actionplan.words import day
from council.models import Post, PostHolding
from council.scope import Scope

Kind = Lead.Kind


@dataclass(frozen=True, slots=True)
class GridRow:
    """One action with its leads as of today; ``planned`` are sentences about later days."""

    action: Action
    leads: Leads
    planned: list[str]
    token: str
    is_ticked: bool = False

    @property
    def recommendation(self) -> Recommendation | None:
        return self.action.recommendation


@dataclass(frozen=True, slots=True)
class GridSection:
    """One recommendation with its leads and the actions shown of it, led ones or others."""

    recommendation: Recommendation | None
    leads: RecommendationLeads
    planned: list[str]
    name: str
    rows: list[GridRow] = field(default_factory=list)


class Grid:
    """Who leads what in a plan, as of today: a fixed number of queries."""

    def __init__(self, scope: Scope, plan: Plan, ticked: Callable[[Action], bool]) -> None:
        self.today = scope.today
        self.leads = leads_of(plan)
        self.book = LeadBook(lead for lead in self.leads if lead.holds_on(self.today))
        self.held = held_posts(scope)
        actions = plan.actions.in_plan().in_plan_order()
        self.rows = []
        self._by_action = _grouped(self.leads, "action_id")
        self._by_recommendation = _grouped(self.leads, "recommendation_id")
        for action in actions.select_related("recommendation__theme"):
            action.plan = plan
            self.rows.append(self._row(action, ticked(action)))

    def _row(self, action: Action, is_ticked: bool) -> GridRow:
        own = self._by_action.get(action.pk, [])
        leads = self.book.of_action(action)
        return GridRow(action, leads, self.planned(own), token(action, own), is_ticked)

    def planned(self, leads: Iterable[Lead]) -> list[str]:
        """What will change after today, a sentence each."""
        return planned(leads, self.today)

    def sections(self, rows: Iterable[GridRow], suffix: str = "") -> list[GridSection]:
        """Rows in plan order under their recommendations; ``suffix`` tells two such lists apart."""
        made: list[GridSection] = []
        for row in rows:
            if not made or made[-1].recommendation != row.recommendation:
                made.append(self._section(row.recommendation, suffix))
            made[-1].rows.append(row)
        return made

    def without_actions(self, plan: Plan) -> list[GridSection]:
        """The recommendations that no action answers: they have leads as well."""
        answered = {row.action.recommendation_id for row in self.rows}
        bare = [one for one in plan.recommendations.order_by("order") if one.pk not in answered]
        return [self._section(one, "") for one in bare]

    def _section(self, above: Recommendation | None, suffix: str) -> GridSection:
        pk = above.pk if above else 0
        later = self.planned(self._by_recommendation.get(pk, []))
        name = f"{above.anchor if above else 'loose'}{suffix}"
        return GridSection(above, self.book.of_recommendation(pk), later if pk else [], name)


def leads_of(plan: Plan) -> list[Lead]:
    """Every lead of a plan, with its post: those that ended and those to come as well."""
    of_plan = Q(action__plan=plan) | Q(recommendation__plan=plan)
    return list(Lead.objects.filter(of_plan).select_related("post"))


def _grouped(leads: Iterable[Lead], column: str) -> dict[int, list[Lead]]:
    groups: dict[int, list[Lead]] = {}
    for lead in leads:
        groups.setdefault(getattr(lead, column) or 0, []).append(lead)
    return groups


def token(action: Action, leads: Iterable[Lead]) -> str:
    """What a tick carries: which action, and its leads as they were seen."""
    return f"{action.pk}-{digest(leads)}"


def planned(leads: Iterable[Lead], today: Any) -> list[str]:
    """What will change after today, a sentence each."""
    said = []
    for lead in leads:
        kind = lead.get_kind_display()
        if lead.since and lead.since > today:
            until = f" until {day(lead.until)}" if lead.until else ""
            said.append(f"From {day(lead.since)}{until}: {lead.post} ({kind})")
        elif lead.until and lead.until >= today:
            said.append(f"Until {day(lead.until)}: {lead.post} ({kind})")
    return said


def held_posts(scope: Scope) -> set[int]:
    """The posts of the council that somebody holds today; the others are vacant."""
    holdings = PostHolding.objects.on(scope.today).filter(post__council=scope.council)
    return set(holdings.values_list("post", flat=True))


def posts_to_choose(scope: Scope, also: Iterable[Post] = ()) -> list[tuple[Post, str]]:
    """Posts that may lead, and ``also`` those that lead already, each as a list offers it."""
    held = held_posts(scope)
    posts = {post.pk: post for post in Post.objects.in_use().filter(council=scope.council)}
    posts |= {post.pk: post for post in also}
    in_order = sorted(posts.values(), key=lambda post: post.title.casefold())
    return [(post, post.title if post.pk in held else f"{post} (vacant)") for post in in_order]
