"""Figures by SQL: grouped counts, so that their cost does not grow with a plan's rows.

The counting itself is ``actionplan.figures``; a test holds these equal to a document's figures.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import (
    BooleanField,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    Min,
    OuterRef,
    QuerySet,
)
from django.db.models.lookups import LessThan

from actionplan.declared import Status
from actionplan.figures import Facts, Figures, count
from actionplan.models import Action, Lead
from actionplan.models.period import RUNNING
from actionplan.queries.conditions import due_in_force


def grouped(actions: Any, group: str, as_at: date) -> dict[Any, list[Facts]]:
    """Counts of ``actions`` (a queryset) by the field ``group``: one query, few rows.

    Kept plain, because Django takes longer to write this query than the database to answer it:
    ``past`` is unknown where there is no date, and that is a group of its own.
    """
    return _in_groups(_rows(actions, group, as_at))


def _rows(actions: Any, group: str, as_at: date) -> Any:
    in_force = Lead.objects.on(as_at)
    led = in_force.filter(action=OuterRef("pk"))
    led_above = in_force.filter(recommendation=OuterRef("recommendation"))
    return (
        actions.filter(left="")
        .annotate(
            group=F(group),
            rating=F("latest__rating"),
            status=F("latest__status"),
            period=F("latest__period__state"),
            past=LessThan(due_in_force(), as_at),
            has_lead=ExpressionWrapper(Exists(led) | Exists(led_above), BooleanField()),
        )
        .values("group", "rating", "status", "period", "past", "has_lead", "counts_in_totals")
        .annotate(number=Count("pk"), due=Min(due_in_force()))
        .order_by()
    )


def _in_groups(rows: Iterable[dict[str, Any]]) -> dict[Any, list[Facts]]:
    groups: dict[Any, list[Facts]] = defaultdict(list)
    for row in rows:
        groups[row["group"]].append(_facts(row))
    return groups


def _facts(row: dict[str, Any]) -> Facts:
    return Facts(
        rating=row["rating"] or None,
        status=Status(row["status"]) if row["status"] else None,
        due=row["due"],
        has_lead=row["has_lead"],
        updated=row["period"] in RUNNING,
        counts=row["counts_in_totals"],
        number=row["number"],
    )


def figures_by(group: str, actions: Any, as_at: date) -> dict[Any, Figures]:
    """Figures of ``actions`` for each value of ``group``."""
    return {key: count(facts, as_at) for key, facts in grouped(actions, group, as_at).items()}


def plan_figures(plan_id: int, as_at: date) -> tuple[Figures, dict[int | None, Figures]]:
    """The figures of one plan, and of each of its recommendations by id: one query."""
    groups = grouped(Action.objects.filter(plan=plan_id), "recommendation", as_at)
    return _whole(groups, as_at), {key: count(facts, as_at) for key, facts in groups.items()}


def figures_around(
    action: Action, as_at: date, chosen: QuerySet[Action] | None = None
) -> tuple[Figures, Figures, bool]:
    """The figures of an action's plan, and of its recommendation; whether it is ``chosen``.

    One query: also where it is asked whether a filtered list still has the action.
    """
    rows = _rows(Action.objects.filter(plan=action.plan_id), "recommendation", as_at)
    if chosen is not None:
        rows = rows.annotate(is_chosen=Exists(chosen.filter(pk=action.pk)))
    found = list(rows)
    groups = _in_groups(found)
    around = count(groups[action.recommendation_id], as_at)
    return _whole(groups, as_at), around, any(row.get("is_chosen", True) for row in found)


def _whole(groups: dict[Any, list[Facts]], as_at: date) -> Figures:
    return count((fact for facts in groups.values() for fact in facts), as_at)


def figures_of_plans(plan_ids: Iterable[int], as_at: date) -> dict[int, Figures]:
    """The figures of each plan by id: one query for all."""
    return figures_by("plan", Action.objects.filter(plan__in=list(plan_ids)), as_at)
