"""What SLT leads have said of recommendations, and of the plan, in a period."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from actionplan import document as doc
from actionplan.access.narratives import NarrativeRight, right_to_narrate
from actionplan.figures import Figures
from actionplan.merging.pairing_recommendations import match_recommendations
from actionplan.models import Action, Narrative, Period, Plan, Recommendation
from actionplan.proofs.sealed import BrokenSeal
from actionplan.queries.getters import leads_of_plan
from actionplan.queries.past_periods import sealed_document, sealed_periods
from actionplan.queries.totals import plan_figures
from council.scope import Scope

type Standing = dict[int | None, Narrative]


def narratives_now(plan: Plan) -> Standing:
    """What stands in the period that runs, by recommendation (None: the plan): one query."""
    running = Period.objects.running().filter(plan=plan)
    return _standing(Narrative.objects.filter(period__in=running))


def narratives_in(period: Period) -> Standing:
    """What stands in one period, by recommendation (None: the plan): one query."""
    return _standing(Narrative.objects.filter(period=period))


def _standing(narratives: QuerySet[Narrative]) -> Standing:
    found = narratives.select_related("post", "by").order_by("number")
    return {one.recommendation_id: one for one in found}


@dataclass(frozen=True, slots=True)
class Subject:
    """What a narrative can be about: a recommendation, or (None) the plan as a whole.

    ``said`` stands in the period, ``before`` was reported in the closed period before it;
    ``exempt`` are the references of rows below that are not for the public.
    """

    recommendation: Recommendation | None
    figures: Figures
    said: Narrative | None
    before: doc.Narrative | None
    exempt: tuple[str, ...]
    right: NarrativeRight | None

    @property
    def key(self) -> int:
        """What stands in its address: the recommendation's id, 0 for the plan."""
        return self.recommendation.pk if self.recommendation else 0


def subjects_of(scope: Scope, period: Period) -> list[Subject]:
    """The plan, then each recommendation in order, what was said of it: at most seven queries."""
    plan = period.plan
    recommendations = list(plan.recommendations.select_related("theme").order_by("order"))
    whole, by_recommendation = plan_figures(plan.pk, scope.today)
    empty = Figures(scope.today)
    said, before = narratives_in(period), _said_before(plan, recommendations)
    exempt, book = _exempt(plan), leads_of_plan(scope, plan)

    def subject(one: Recommendation | None, figures: Figures) -> Subject:
        pk = one.pk if one else None
        refs = exempt[pk] if one else [ref for refs in exempt.values() for ref in refs]
        right = right_to_narrate(scope, book, one)
        return Subject(one, figures, said.get(pk), before.get(pk), tuple(refs), right)

    each = [subject(one, by_recommendation.get(one.pk, empty)) for one in recommendations]
    return [subject(None, whole), *each]


def _exempt(plan: Plan) -> Mapping[int | None, list[str]]:
    """References of rows that are exempt, in whole or in part, by recommendation."""
    found: Mapping[int | None, list[str]] = defaultdict(list)
    rows = Action.objects.filter(plan=plan).exclude(exempt_paragraph="").in_plan()
    for action in rows.in_plan_order():
        action.plan = plan
        found[action.recommendation_id].append(action.reference)
    return found


def _said_before(
    plan: Plan, recommendations: list[Recommendation]
) -> dict[int | None, doc.Narrative | None]:
    """What the newest closed period reported of each, as far as it can be read."""
    last = sealed_periods(plan).defer(None).select_related("seal").first()
    if last is None:
        return {}
    try:
        reported = sealed_document(last.seal)
    except BrokenSeal:
        return {}
    before = list(reported.recommendations())
    after = [doc.Recommendation(one.wording, one.number or None) for one in recommendations]
    pairs = match_recommendations(before, after)
    said: dict[int | None, doc.Narrative | None] = {
        recommendations[pair.after].pk: before[pair.before].narrative for pair in pairs
    }
    return said | {None: reported.narrative}
