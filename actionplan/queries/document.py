"""The database now, as a PlanDocument, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import F, Q

from actionplan import document as doc
from actionplan.access.updating import is_closed
from actionplan.agreement import is_agreed
from actionplan.columns import extras_in_order
from actionplan.declared import LastUpdate, Proposal, Response
from actionplan.leading.leads import LeadBook
from actionplan.models import Action, Entry, Lead, Plan, Recommendation
from actionplan.position import position_of
from actionplan.queries.agreement import verdict
from actionplan.queries.dates import proposals_of_plan
from actionplan.queries.narratives import narratives_now
from actionplan.queries.revisions import revisions
from actionplan.queries.wording import reported_of, with_wording
from council import clock

# What an entry keeps for its proof and for its own page; no document says it.
UNSAID = (
    "once", "salts", "digests", "link", "query_code", "query_facts", "on_behalf_source",
    "due_reason", "no_change",
)  # fmt: skip


# The entries whose words stand: an action's latest one, or the one that it carries.
SAID = {"latest": "latest", "carried": "latest__carries"}


def plan_document(plan: Plan, as_at: date) -> doc.PlanDocument:
    """The plan as it stands, its figures to be read as at ``as_at``: six queries.

    Of one that wants new dates agreed, eight: what is proposed, and who agrees.
    """
    return _Builder(plan).build(as_at)


class _Builder:
    """Reads a plan's tables once each and puts the tree together."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        in_force = Lead.objects.on(clock.today())
        recommendation_leads = in_force.filter(recommendation__plan=plan)
        own_leads = in_force.filter(action__plan=plan)
        leads = (recommendation_leads | own_leads).select_related("post")
        self.book = LeadBook(leads.only("recommendation", "action", "kind", "post__title"))
        self.revisions = revisions(Q(action__plan=plan))
        self.proposals = proposals_of_plan(plan)
        self.narratives = narratives_now(plan)
        self.sub_actions: dict[int, list[Action]] = defaultdict(list)

    def build(self, as_at: date) -> doc.PlanDocument:
        groups = self._top_actions()
        recommendations = self.plan.recommendations.select_related("theme").order_by("order")
        return doc.PlanDocument(
            title=self.plan.title,
            as_at=as_at,
            source=self.plan.source,
            start=self.plan.start,
            key=self.plan.ratings,
            bands=self.plan.timescales,
            themes=self._themes(recommendations, groups),
            loose_actions=self._actions(groups[None]),
            reference=self.plan.code,
            asks_confidence=self.plan.asks_confidence,
            asks_agreement=self.plan.asks_agreement,
            columns=tuple(self.plan.columns),
            asks_date_agreement=self.plan.asks_date_agreement,
            dates_agreed_by=self._approver(),
            narrative=self._narrative(None),
        )

    def _approver(self) -> str | None:
        """The post that agrees new dates, where the plan asks for that and names one."""
        asks = self.plan.asks_date_agreement and self.plan.date_approver
        return asks.title if asks else None

    def _top_actions(self) -> dict[int | None, list[Action]]:
        groups: dict[int | None, list[Action]] = defaultdict(list)
        actions = Action.objects.filter(plan=self.plan).in_plan().in_plan_order()
        unsaid = [f"{entry}__{one}" for entry in SAID.values() for one in UNSAID]
        found = actions.select_related(*SAID.values()).defer(*unsaid)
        for action in with_wording(found).annotate(verdict=verdict(), **_named()):
            action.plan = self.plan
            if action.parent_id:
                self.sub_actions[action.parent_id].append(action)
            else:
                groups[action.recommendation_id].append(action)
        return groups

    def _themes(
        self, recommendations: Iterable[Recommendation], groups: dict[int | None, list[Action]]
    ) -> tuple[doc.Theme, ...]:
        """Recommendations in order; neighbours under the same theme share it."""
        themes: list[tuple[str | None, list[doc.Recommendation]]] = []
        for recommendation in recommendations:
            title = recommendation.theme.title if recommendation.theme else None
            if not themes or themes[-1][0] != title:
                themes.append((title, []))
            themes[-1][1].append(self._recommendation(recommendation, groups[recommendation.pk]))
        return tuple(doc.Theme(title, tuple(members)) for title, members in themes)

    def _recommendation(
        self, recommendation: Recommendation, actions: list[Action]
    ) -> doc.Recommendation:
        leads = self.book.of_recommendation(recommendation.pk)
        return doc.Recommendation(
            text=recommendation.wording,
            number=recommendation.number or None,
            slt_leads=tuple(post.title for post in leads.slt),
            officer_leads=tuple(post.title for post in leads.officer),
            actions=self._actions(actions),
            narrative=self._narrative(recommendation.pk),
            response=Response(recommendation.response) if recommendation.response else None,
            response_reason=recommendation.response_reason or None,
        )

    def _narrative(self, recommendation: int | None) -> doc.Narrative | None:
        """What stands of a recommendation (None: the plan) in the period that runs."""
        said = self.narratives.get(recommendation)
        if said is None or not (said.words or said.rating):
            return None
        return doc.Narrative(
            words=said.words,
            rating=said.rating or None,
            post=said.post.title if said.post else None,
            exempt_paragraph=said.exempt_paragraph or None,
            cleared=tuple(said.cleared),
        )

    def _actions(self, actions: Iterable[Action]) -> tuple[doc.Action, ...]:
        return tuple(self._action(action) for action in actions)

    def _action(self, action: Action) -> doc.Action:
        position = position_of(action)
        leads = self.book.of_action(action)
        alone = leads.accountable[0].title if len(leads.accountable) == 1 else None
        several = leads.accountable if alone is None else ()
        return doc.Action(
            title=action.title,
            reference=action.reference,
            source_number=action.source_number or None,
            steps=action.step_list,
            rating=position.rating or None,
            status=position.status,
            timescale=action.timescale or None,
            priority=action.priority or None,
            due=position.due,
            first_due=action.first_due,
            revisions=self.revisions.get(action.pk, ()),
            completed=position.completed,
            commentary=position.commentary or None,
            accountable=alone,
            delivery=tuple(post.title for post in (*several, *leads.delivery)),
            leads_inherited=leads.inherited,
            counts_in_totals=action.counts_in_totals,
            exempt_paragraph=action.exempt_paragraph or None,
            exempt_fields=tuple(action.exempt_fields),
            last_update=_last_update(action),
            extras=self._extras(action),
            sub_actions=self._actions(self.sub_actions.get(action.pk, ())),
            confidence=position.confidence if self.plan.asks_confidence else None,
            proposed=None if is_closed(action) else proposed(self.proposals.get(action.pk)),
            reported=reported_of(action),
        )

    def _extras(self, action: Action) -> tuple[tuple[str, str], ...]:
        """What the plan's own columns and others say of an action, in the plan's order."""
        extras = extras_in_order(action.extras, self.plan.columns)
        return tuple((heading, words) for heading, words in extras if words)


def proposed(entry: Entry | None) -> Proposal | None:
    """A proposal as the document has it."""
    if entry is None:
        return None
    day = clock.day_of(entry.recorded_at)
    post = entry.post.title if entry.post else None
    return Proposal(entry.due, entry.due_reason, day, post)


def _last_update(action: Action) -> LastUpdate | None:
    """The lead's last words, which a decision may carry; None where the lead never spoke."""
    entry = action.latest.said if action.latest else None
    if entry is None:
        return None
    which = "latest" if entry is action.latest else "carried"
    return LastUpdate(
        as_at=entry.as_at,
        recorded_on=clock.day_of(entry.recorded_at),
        period=getattr(action, f"{which}_period"),
        post=getattr(action, f"{which}_post"),
        agreed=is_agreed(action),
    )


def _named() -> dict[str, F]:
    """The names of the period and the post of each entry, without making an object of each."""
    names = {"period": "name", "post": "title"}
    return {
        f"{which}_{one}": F(f"{entry}__{one}__{name}")
        for which, entry in SAID.items()
        for one, name in names.items()
    }
