"""The council's dashboard: what needs somebody, then each plan's sentence and figures."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from actionplan.cells import figures_of_cells
from actionplan.duties import sentence
from actionplan.figures import Figures, count
from actionplan.models import Plan
from actionplan.needs import GOOD_NEWS
from actionplan.plain_words import in_short
from actionplan.queries.about_actions import Queried, keep_known
from actionplan.queries.cells import Ground
from actionplan.queries.council_trend import trend_of
from actionplan.queries.dates_list import keep_at_hand
from actionplan.queries.duties import duties_of
from actionplan.queries.first_screen import first_screen
from actionplan.queries.getters import plans
from actionplan.queries.leading import LeadersGround
from actionplan.queries.rows import Row
from actionplan.queries.totals import figures_of_plans
from actionplan.queries.worst_first import rows_by_plan
from actionplan.words import position
from council import permissions
from council.htmx import render_page
from council.permissions import Permission
from council.scope import CouncilRequest, Scope
from strategy.queries.reviews import overdue_reviews


@dataclass(frozen=True, slots=True)
class PlanCard:
    """One plan with its figures as at the scope's day."""

    plan: Plan
    figures: Figures
    worst: Sequence[Row] = ()
    duties: str = ""
    travel: str = ""
    queried: Queried = field(default_factory=Queried)

    @property
    def sentence(self) -> str:
        """Where the plan stands, in one sentence."""
        return position(self.figures)


@require_safe
def dashboard(request: CouncilRequest) -> HttpResponse:
    """What a leader sees first: every plan in force, the one most in trouble on top.

    Drafts are named below with no figures, archived plans not at all.
    """
    found = plans_of(request.scope)
    in_force = [plan for plan in found if plan.takes_updates]
    ground = LeadersGround(in_force, request.scope.today)
    cards = cards_of(ground)
    trend = trend_of({card.plan: card.figures for card in cards})
    keep_at_hand(in_force)
    worst = rows_by_plan(request.scope, in_force, ground.counted.worst)
    keep_known((row.action for rows in worst.values() for row in rows), request.scope.today)
    duties = _duties(request.scope, in_force)
    cards = [
        replace(
            card,
            worst=worst.get(card.plan.pk, ()),
            duties=duties.get(card.plan.pk, ""),
            travel=trend.travel_of(card.plan) if trend else "",
            queried=ground.counted.queried.get(card.plan.pk, Queried()),
        )
        for card in cards
    ]
    context = {
        "cards": cards,
        "first": first_screen(request.scope.council, ground) if in_force else None,
        "good_news": GOOD_NEWS,
        "only_reads": request.scope.only_reads,
        "plainly": _plainly(request.scope, cards),
        "trend": trend,
        "may_export": permissions.can(request.scope, Permission.EXPORT),
        "drafts": [plan for plan in found if plan.is_draft],
        "archived": any(plan.is_archived for plan in found),
        "reviews": overdue_reviews(request.scope.council, request.scope.today),
    }
    return render_page(request, "actionplan/dashboard.html", context)


def _plainly(scope: Scope, cards: Sequence[PlanCard]) -> list[tuple[Plan, list[str]]]:
    """Each plan in plain words, for members who only read."""
    return [(card.plan, in_short(card.figures)) for card in cards] if scope.only_reads else []


@require_safe
def plan_list(request: CouncilRequest) -> HttpResponse:
    """Every plan that the member may see: those in force, drafts, archived ones."""
    cards = _cards(request.scope, plans_of(request.scope))
    context = {
        "cards": [card for card in cards if card.plan.takes_updates],
        "drafts": [card for card in cards if card.plan.is_draft],
        "archived": [card for card in cards if card.plan.is_archived],
        "may_set_up": permissions.can(request.scope, Permission.EDIT_PLAN),
    }
    return render_page(request, "actionplan/plan_list.html", context)


def plans_of(scope: Scope) -> list[Plan]:
    """The plans that the member may see, in the order they were made."""
    found = list(plans(scope))
    for plan in found:
        plan.council = scope.council
    return found


def cards_of(ground: Ground) -> list[PlanCard]:
    """Each plan of a ground with its figures, the one most in trouble first."""
    figures = ((plan, figures_of_cells(ground.of_plan(plan), ground.day)) for plan in ground.plans)
    return sorted((PlanCard(plan, each) for plan, each in figures), key=_trouble, reverse=True)


def _cards(scope: Scope, found: Sequence[Plan]) -> list[PlanCard]:
    figures = figures_of_plans([plan.pk for plan in found], scope.today)
    nothing = count([], scope.today)
    return [PlanCard(plan, figures.get(plan.pk, nothing)) for plan in found]


def _duties(scope: Scope, found: Sequence[Plan]) -> dict[int, str]:
    """A sentence for each plan that owes something after a peer challenge."""
    known = duties_of(found).items()
    left = ((pk, duties) for pk, duties in known if any(duty.done is None for duty in duties))
    return {pk: sentence(duties, scope.today) for pk, duties in left}


def _trouble(card: PlanCard) -> tuple[int, ...]:
    """Red first, then past their date, then silent, then unled."""
    figures = card.figures
    red = [rating.letter for rating in card.plan.ratings if rating.colour == "red"]
    reds = sum(figures.by_rating[letter] for letter in red)
    return reds, figures.past_date, figures.not_updated, figures.no_lead
