"""Scoped getters: what a member asks for by address, or 404. Nothing crosses councils."""

from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.http import Http404

from actionplan.leading.leads import LeadBook
from actionplan.models import Action, Draft, Lead, Period, Plan, Seal
from actionplan.queries.advice import known_words
from actionplan.queries.conditions import referred_to, visible
from actionplan.queries.dates import proposed_beside
from actionplan.queries.json_rows import JsonRows
from actionplan.queries.questions import open_question
from council.models import Post
from council.scope import Scope

# What is read of a lead, and of its post, with an action: in the order of their models, as
# ``from_db`` wants it.
LEAD = ("id", "recommendation_id", "action_id", "post_id", "kind", "order")
POST = ("id", "council_id", "title", "service_area_id")


def plans(scope: Scope) -> QuerySet[Plan]:
    """The plans that the member may see, each with ``open_period_id`` and ``has_closed_period``."""
    return Plan.objects.filter(visible(scope, "")).annotate(
        open_period_id=Subquery(open_period("pk")),
        has_closed_period=closed_period("pk"),
    )


def open_period(plan: str) -> QuerySet[Period, Any]:
    """The period to which updates of the outer query's ``plan`` belong, as a subquery."""
    return Period.objects.running().filter(plan=OuterRef(plan)).values("pk")[:1]


def closed_period(plan: str) -> Exists:
    """Whether the outer query's ``plan`` has a period that is closed and locked."""
    return Exists(Seal.objects.filter(period__plan=OuterRef(plan)))


def plan_or_404(scope: Scope, slug: str) -> Plan:
    """The plan with this slug in the member's council; a draft only for whoever may see it."""
    plan = plans(scope).select_related("date_approver").filter(slug=slug).first()
    if plan is None:
        raise Http404("No such plan.")
    plan.council = scope.council
    return plan


def action_or_404(scope: Scope, plan: str, reference: str, said: str = "") -> Action:
    """The action with this reference, with its plan, recommendation, theme and latest entry.

    ``question`` is what SLT asks about it. ``has_draft`` says whether the member has typed an
    update of it and not sent it. With what is ``said`` of it now, advice on these words needs no
    query of its own.
    """
    code, _, number = reference.rpartition("-")
    if not number.isascii() or not number.isdecimal() or len(number) > 9 or number[0] == "0":
        raise Http404("No such action.")
    action = (
        Action.objects.filter(referred_to(code, int(number)), visible(scope), plan__slug=plan)
        .select_related(
            "plan__date_approver", "recommendation__theme", "latest__by", "latest__carries__by"
        )
        .annotate(
            open_period_id=Subquery(open_period("plan")),
            has_closed_period=closed_period("plan"),
            question=open_question(),
            lead_rows=lead_rows(scope),
            proposed=proposed_beside(),
            has_draft=Exists(Draft.objects.filter(action=OuterRef("pk"), person=scope.person)),
            **known_words(scope.council.pk, said),
        )
        .first()
    )
    if action is None:
        raise Http404("No such action.")
    action.plan.has_closed_period = action.has_closed_period  # type: ignore[attr-defined]
    action.plan.council = scope.council
    return action


def leads_for(scope: Scope, actions: Q) -> LeadBook:
    """The leads of actions and recommendations; ``actions`` filters leads, e.g. by plan.

    Their posts have their service areas at hand, and these their heads.
    """
    mine = Lead.objects.mine(scope.person, scope.today).filter(actions)
    return LeadBook(mine.select_related("post__service_area__head"))


def leads_of_action(scope: Scope, action: Action) -> LeadBook:
    """The leads of one action and of its recommendation.

    No query where ``action_or_404`` has just read them with it.
    """
    known = getattr(action, "lead_rows", None)
    if known is not None:
        return LeadBook(map(_lead, known))
    wanted = Q(action=action)
    if action.recommendation_id:
        wanted |= Q(recommendation=action.recommendation_id)
    return leads_for(scope, wanted)


def lead_rows(scope: Scope) -> JsonRows:
    """The leads of each action of a query and of its recommendation, as ``leads_for`` has them."""
    mine = Lead.objects.mine(scope.person, scope.today)
    of_either = Q(action=OuterRef("pk")) | Q(recommendation=OuterRef("recommendation"))
    of_post = (f"post__{name}" for name in POST)
    return JsonRows(mine.filter(of_either), *LEAD, "is_mine", "is_vacant", *of_post)


def _lead(row: list[Any]) -> Lead:
    """One of them as it would come from the database; what is not at hand is read if asked for."""
    of_lead, (is_mine, is_vacant, *of_post) = row[: len(LEAD)], row[len(LEAD) :]
    lead: Any = Lead.from_db(DEFAULT_DB_ALIAS, LEAD, of_lead)
    lead.is_mine, lead.is_vacant = bool(is_mine), bool(is_vacant)
    lead.post = Post.from_db(DEFAULT_DB_ALIAS, POST, of_post)
    return lead


def leads_of_plan(scope: Scope, plan: Plan) -> LeadBook:
    """The leads of every action and recommendation of a plan."""
    return leads_for(scope, Q(action__plan=plan) | Q(recommendation__plan=plan))
