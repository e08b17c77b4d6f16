"""The rows of the plan page, whole recommendations at a time, in a fixed number of queries."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from django.db.models import Case, F, Q, QuerySet, When
from django.urls import reverse

from actionplan.access.updating import is_closed, right_to_update
from actionplan.agreement import agreement_words
from actionplan.columns import extras_in_order
from actionplan.comparing.travel import Travel
from actionplan.dates.precision import is_within
from actionplan.declared import Moment, Precision, Step
from actionplan.figures import Facts, Figures
from actionplan.key_lines import Rating
from actionplan.leading.leads import LeadBook, Leads, RecommendationLeads
from actionplan.models import Action, Entry, Plan, Recommendation
from actionplan.models.action import ActionQuerySet
from actionplan.models.log import SPOKEN
from actionplan.position import Position, position_of
from actionplan.queries.agreement import verdict
from actionplan.queries.conditions import due_in_force
from actionplan.queries.dates_list import waiting_at_hand
from actionplan.queries.questions import open_question
from actionplan.queries.travel import travel_of
from actionplan.words import late_by
from council.scope import Scope


@dataclass(frozen=True, slots=True)
class Row:
    """One action as a screen shows it: structure, position, leads, and what this person may do."""

    action: Action
    position: Position
    latest: Entry | None
    leads: Leads
    rating: Rating | None
    late: str
    may_update: bool
    steps: tuple[Step, ...]
    agreement: str = ""
    left_filter: bool = False

    @property
    def said(self) -> Entry | None:
        """The entry with the lead's last words, which a decision carries on; None for none."""
        return self.latest.said if self.latest else None

    @property
    def extras(self) -> tuple[tuple[str, str], ...]:
        """The plan's own columns in its order, also empty ones, then what else a file said."""
        return extras_in_order(self.action.extras, self.action.plan.columns)

    @property
    def own_columns(self) -> tuple[tuple[str, str], ...]:
        """Those of the plan's own columns that say something."""
        own = self.extras[: len(self.action.plan.columns)]
        return tuple((heading, words) for heading, words in own if words)

    @property
    def moved_from(self) -> Moment | None:
        """The first agreed date, where one is in force now that it does not name.

        A day within the month that was agreed first is no other date.
        """
        first, now = self.action.first_due, self.position.due.date
        if first.date is None or (now and is_within(now, first)):
            return None
        return Moment(first.date, first.precision or Precision.DAY)

    @property
    def proposed(self) -> Entry | None:
        """The new date that waits to be agreed; the plan at hand is asked once."""
        return waiting_at_hand(self.action.plan).get(self.action.pk)

    @property
    def travel(self) -> Travel | None:
        """Where it was going in the last closed period; the plan at hand is asked once."""
        return travel_of(self.action.plan).directions.get(self.action.reference)

    @property
    def url(self) -> str:
        """The action's own page."""
        return address("action_detail", *self.action.address)

    @property
    def update_url(self) -> str:
        """The update form."""
        return address("action_update", *self.action.address)


@lru_cache(maxsize=10_000)
def address(page: str, council: str, plan: str, reference: str) -> str:
    """Where a page of an action is; kept, because every row of every long table asks."""
    return reverse(f"actionplan:{page}", args=[council, plan, reference])


@dataclass(frozen=True, slots=True)
class Section:
    """One recommendation with its rows; no recommendation for loose or re-ordered actions."""

    recommendation: Recommendation | None
    leads: RecommendationLeads
    figures: Figures | None
    rows: Sequence[Row] = field(default_factory=tuple)
    new_theme: str = ""


def with_position(actions: ActionQuerySet) -> ActionQuerySet:
    """Actions with what was last said, by whom, if that is agreed; what SLT asks. One query."""
    spoken = actions.select_related("latest__by", "latest__carries__by")
    return spoken.annotate(verdict=verdict(), question=open_question())


def row_of(action: Action, book: LeadBook, scope: Scope, *, left_filter: bool = False) -> Row:
    """One row from an action that has its plan, recommendation and latest entry at hand."""
    position = position_of(action)
    leads = book.of_action(action)
    due = position.due.date
    facts = Facts(position.rating, position.status, due)
    return Row(
        action=action,
        position=position,
        latest=action.latest,
        leads=leads,
        rating=next((r for r in action.plan.ratings if r.letter == position.rating), None),
        late=late_by(due, scope.today) if due and facts.is_past_date(scope.today) else "",
        may_update=not is_closed(action) and right_to_update(scope, leads) is not None,
        steps=action.step_list,
        agreement=agreement_words(action),
        left_filter=left_filter,
    )


def sections(
    plan: Plan,
    actions: Iterable[Action],
    book: LeadBook,
    scope: Scope,
    figures: dict[int | None, Figures],
) -> list[Section]:
    """Actions in plan order as sections, each new theme named once: one query."""
    groups: dict[int | None, list[Row]] = {}
    for action in actions:
        action.plan = plan
        groups.setdefault(action.recommendation_id, []).append(row_of(action, book, scope))
    known = Recommendation.objects.select_related("theme").in_bulk([pk for pk in groups if pk])
    made, theme_before = [], ""
    for pk, rows in groups.items():
        recommendation = known[pk] if pk else None
        theme = recommendation.theme.title if recommendation and recommendation.theme else ""
        leads = book.of_recommendation(pk) if pk else RecommendationLeads()
        new_theme = theme if theme != theme_before else ""
        made.append(Section(recommendation, leads, figures.get(pk), rows, new_theme))
        theme_before = theme
    return made


def in_one_table(
    plan: Plan, actions: Iterable[Action], book: LeadBook, scope: Scope
) -> list[Section]:
    """Actions in another order as one section."""
    rows = []
    for action in actions:
        action.plan = plan
        rows.append(row_of(action, book, scope))
    return [Section(None, RecommendationLeads(), None, rows)] if rows else []


def in_order(actions: QuerySet[Action], sort: str, plan: Plan) -> QuerySet[Action]:
    """Actions by due date, by rating (the key lists the worst last) or by last update."""
    if sort == "due":
        return actions.order_by(due_in_force().asc(nulls_last=True), "number")
    if sort == "updated":
        words = Case(
            When(latest__kind__in=SPOKEN, then=F("latest__recorded_at")),
            default=F("latest__carries__recorded_at"),
        )
        return actions.order_by(words.asc(nulls_first=True), "number")
    worst_first = [rating.letter for rating in reversed(plan.ratings)]
    place = Case(
        *(When(latest__rating=letter, then=index) for index, letter in enumerate(worst_first)),
        default=len(worst_first),
    )
    return actions.order_by(place, "number")


def leads_condition(actions: Iterable[Action]) -> Q:
    """The leads of some actions and of their recommendations."""
    known = list(actions)
    above = {action.recommendation_id for action in known if action.recommendation_id}
    return Q(action__in=[action.pk for action in known]) | Q(recommendation__in=above)
