"""A new plan from one that is there: a copy of everything, or last year's structure."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet
from simple_history.utils import bulk_create_with_history

from actionplan.models import Action, Change, Lead, Plan, Recommendation, Theme, ThreadLink
from actionplan.queries.conditions import is_open
from actionplan.services.plans import create_plan
from actionplan.services.register import Register
from council import clock
from council.in_words import NOTHING
from council.models import Person
from strategy.kinds import Status

type Made[Row] = dict[int, Row]  # what was made, by the id of what it was made from


@transaction.atomic
def copy_plan(
    *,
    plan: Plan,
    title: str,
    by: Person,
    code: str = "",
    source: str = "",
    start: date | None = None,
) -> Plan:
    """A draft that is made up as ``plan`` is, with references of its own.

    Not copied is what was said and promised: the log, dates, whether a step is done, whether
    a recommendation was accepted. Raises ValidationError when the code is taken or is none.
    """
    stands = Plan.objects.select_for_update().get(pk=plan.pk)
    made = create_plan(
        council=plan.council,
        title=title,
        by=by,
        code=code or None,
        source=source or stands.source,
        start=start,
        state=Plan.State.DRAFT,
        like=stands,
    )
    register = Register(plan=made, by=by)
    copying = Copying(stands, made, by)
    recommendations = copying.structure(stands.recommendations.all())
    copying.actions(recommendations)
    register.note(Change.Kind.PLAN, made.title, [["Made as a copy of", NOTHING, _named(stands)]])
    made.refresh_from_db()
    return made


@transaction.atomic
def follow_plan(
    *,
    plan: Plan,
    title: str,
    by: Person,
    code: str = "",
    source: str = "",
    start: date | None = None,
) -> Plan:
    """A draft that follows ``plan``: its key and the recommendations that have open actions.

    The actions themselves stay where they are until the old plan is closed, when each open one is
    carried over with its reference. Raises ValidationError when the code is taken or is none.
    """
    stands = Plan.objects.select_for_update().get(pk=plan.pk)
    made = create_plan(
        council=plan.council,
        title=title,
        by=by,
        code=code or None,
        source=source or stands.source,
        start=start,
        state=Plan.State.DRAFT,
        like=stands,
        follows=stands,
    )
    still_open = stands.actions.in_plan().filter(is_open()).values("recommendation")
    Copying(stands, made, by).structure(stands.recommendations.filter(pk__in=still_open))
    details = [["Made to follow", NOTHING, _named(stands)]]
    Register(plan=made, by=by).note(Change.Kind.PLAN, made.title, details)
    return made


def _named(plan: Plan) -> str:
    return f"{plan.title} ({plan.code})"


@dataclass(frozen=True, slots=True)
class Copying:
    """Copies rows of ``plan`` ``into`` another, signed, in a number of queries that is fixed."""

    plan: Plan
    into: Plan
    by: Person

    def structure(self, wanted: QuerySet[Recommendation]) -> Made[Recommendation]:
        """Copy the ``wanted`` recommendations with their themes, leads and links.

        Of a plan copied as a whole, themes without a recommendation come along too.
        """
        chosen = list(wanted)
        whole = len(chosen) == self.plan.recommendations.count()
        themes = self._themes(None if whole else {one.theme_id for one in chosen})
        made = {one.pk: self._recommendation(one, themes) for one in chosen}
        self._save(made, Recommendation)
        self._leads("recommendation", made)
        self._links("recommendation", made)
        return made

    def actions(self, recommendations: Made[Recommendation]) -> Made[Action]:
        """Copy every action that is a row of the plan, numbered anew in the plan's order."""
        rows = list(self.plan.actions.in_plan().in_plan_order())
        made = {
            row.pk: self._action(row, number, recommendations)
            for number, row in enumerate(rows, start=1)
        }
        for level in levels(rows):
            for row in level:
                above = made.get(row.parent_id or 0)
                made[row.pk].parent = above if above and above.pk else None
            self._save({row.pk: made[row.pk] for row in level}, Action)
        # Not by save: the history of a plan is none of its numbers.
        Plan.objects.filter(pk=self.into.pk).update(next_number=len(rows) + 1)
        self._leads("action", made)
        self._links("action", made)
        self._dependencies(made)
        return made

    def _themes(self, wanted: set[int | None] | None) -> Made[Theme]:
        made = {
            theme.pk: Theme(plan=self.into, title=theme.title, order=theme.order)
            for theme in self.plan.themes.all()
            if wanted is None or theme.pk in wanted
        }
        self._save(made, Theme)
        return made

    def _recommendation(self, row: Recommendation, themes: Made[Theme]) -> Recommendation:
        return Recommendation(
            plan=self.into,
            theme=themes[row.theme_id] if row.theme_id else None,
            number=row.number,
            wording=row.wording,
            order=row.order,
        )

    def _action(self, row: Action, number: int, made: Made[Recommendation]) -> Action:
        return Action(
            plan=self.into,
            recommendation=made[row.recommendation_id] if row.recommendation_id else None,
            number=number,
            order=row.order,
            title=row.title,
            steps=[{"words": step["words"], "state": None} for step in row.steps],
            timescale=row.timescale,
            priority=row.priority,
            counts_in_totals=row.counts_in_totals,
            exempt_paragraph=row.exempt_paragraph,
            exempt_fields=row.exempt_fields,
            source_number=row.source_number,
            extras=row.extras,
        )

    def _save(self, made: Made[Any], model: type) -> None:
        if made:
            bulk_create_with_history(list(made.values()), model, default_user=self.by)

    def _leads(self, name: str, made: Made[Any]) -> None:
        """The posts that lead now, from the start; one that is about to take over counts not."""
        today = clock.today()
        # Of two that overlap on a day, the one that stays comes first and is taken.
        leads = Lead.objects.on(today).filter(**{f"{name}__plan": self.plan})
        taken: dict[tuple[Any, ...], Lead] = {}
        for lead in leads.order_by(F("until").desc(nulls_first=True), "order", "pk"):
            led = made.get(getattr(lead, f"{name}_id"))
            if led is not None:
                copied = Lead(post_id=lead.post_id, kind=lead.kind, order=lead.order, **{name: led})
                taken.setdefault(_once(lead, led), copied)
        Lead.objects.bulk_create(_one_accountable(taken.values()))

    def _links(self, name: str, made: Made[Any]) -> None:
        """What they serve, signed anew; nothing new can serve a strategy that is superseded."""
        found = ThreadLink.objects.filter(**{f"{name}__plan": self.plan}).select_related(
            "outcome__strategy", "principle__strategy"
        )
        links = {
            link.pk: ThreadLink(
                outcome=link.outcome,
                principle=link.principle,
                reason=link.reason,
                linked_by=self.by,
                linked_on=clock.today(),
                **{name: made[getattr(link, f"{name}_id")]},
            )
            for link in found
            if getattr(link, f"{name}_id") in made and not _superseded(link)
        }
        self._save(links, ThreadLink)

    def _dependencies(self, made: Made[Action]) -> None:
        """What depends on a row of the plan depends on its copy; else on what it did."""
        through = Action.depends_on.through
        ties = through.objects.filter(from_action__plan=self.plan).select_related("to_action")
        copied = []
        for tie in ties:
            before = made.get(tie.from_action_id)
            needed = made.get(tie.to_action_id)
            if needed is None and tie.to_action.plan_id != self.plan.pk:
                needed = tie.to_action
            if before and needed:
                copied.append(through(from_action=before, to_action=needed))
        through.objects.bulk_create(copied)


def _once(lead: Lead, led: Any) -> tuple[Any, ...]:
    """What may stand only once: a post for an action, a post of a kind for a recommendation."""
    return (led.pk, lead.post_id) if lead.action_id else (led.pk, lead.kind, lead.post_id)


def _one_accountable(leads: Any) -> list[Lead]:
    """The leads, less any second accountable post of the same action."""
    kept, accountable = [], set()
    for lead in leads:
        if lead.kind == Lead.Kind.ACCOUNTABLE:
            if lead.action_id in accountable:
                continue
            accountable.add(lead.action_id)
        kept.append(lead)
    return kept


def _superseded(link: ThreadLink) -> bool:
    served = link.outcome or link.principle
    return served is not None and served.strategy.status == Status.SUPERSEDED


def levels(rows: list[Action]) -> list[list[Action]]:
    """Rows by how deep they stand below others, highest first; each row once."""
    left = {row.pk: row for row in rows}
    found = []
    while left:
        level = [row for row in left.values() if row.parent_id not in left]
        level = level or list(left.values())  # they stand below each other: no order is right
        found.append(level)
        for row in level:
            del left[row.pk]
    return found
