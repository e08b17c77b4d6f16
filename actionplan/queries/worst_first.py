"""The exceptions of plans, the worst first: red, then the longest past their date."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db.models import Case, F, Q, When, Window
from django.db.models.functions import RowNumber

from actionplan.models import Action, Plan
from actionplan.models.action import ActionQuerySet
from actionplan.queries.agreement import verdict
from actionplan.queries.conditions import due_in_force, is_open
from actionplan.queries.getters import leads_for
from actionplan.queries.rows import Row, leads_condition, row_of
from council.scope import Scope


def worst_actions(plans: Sequence[Plan], day: date, each: int = 5) -> list[int]:
    """The open actions in most trouble, at most ``each`` a plan: red, then longest past their date.

    Their ids, the worst of each plan first: one query for all plans together.
    """
    place = Window(RowNumber(), partition_by="plan", order_by=worst_first(plans))
    actions = (
        in_trouble(plans, day)
        .annotate(place=place)
        .filter(place__lte=each)
        .order_by("plan", "place")
    )
    return list(actions.values_list("pk", flat=True))


def rows_by_plan(
    scope: Scope, plans: Iterable[Plan], chosen: Sequence[int]
) -> dict[int, list[Row]]:
    """Some actions as rows, by plan, in the order in which they are ``chosen``: two queries."""
    by_id = {plan.pk: plan for plan in plans}
    actions = Action.objects.filter(pk__in=chosen).select_related("latest__carries")
    found = sorted(actions.annotate(verdict=verdict()), key=lambda one: chosen.index(one.pk))
    book = leads_for(scope, leads_condition(found))
    worst: dict[int, list[Row]] = {}
    for action in found:
        action.plan = by_id[action.plan_id]
        worst.setdefault(action.plan_id, []).append(row_of(action, book, scope))
    return worst


def in_trouble(plans: Iterable[Plan], day: date) -> ActionQuerySet:
    """The exceptions of some plans: open actions that are red or past their own date."""
    known = list(plans)
    actions = Action.objects.in_plan().filter(
        is_open(), plan__in=[plan.pk for plan in known], counts_in_totals=True
    )
    late = actions.alias(due_in_force=due_in_force())
    return late.filter(rated_red(known) | Q(due_in_force__lt=day))


def worst_first(plans: Iterable[Plan]) -> tuple[Any, ...]:
    """The order of exceptions: red, then the longest past their date."""
    is_red = Case(When(rated_red(plans), then=0), default=1)
    return is_red, due_in_force().asc(nulls_last=True), F("number").asc()


def rated_red(plans: Iterable[Plan]) -> Q:
    """Rated with a letter that the action's own plan draws in red."""
    condition = Q(pk__in=[])
    for plan in plans:
        letters = [rating.letter for rating in plan.ratings if rating.colour == "red"]
        condition |= Q(plan=plan.pk, latest__rating__in=letters)
    return condition
