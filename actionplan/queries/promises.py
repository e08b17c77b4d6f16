"""Dates that were promised: kept, moved, how often; each figure with the condition of its rows."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Case, Count, Exists, F, OuterRef, Q, When
from django.db.models.functions import TruncMonth, TruncWeek

from actionplan.declared import Precision
from actionplan.models import Action, Entry, Plan
from actionplan.models.action import ActionQuerySet
from actionplan.models.log import EntryQuerySet
from actionplan.needs import AHEAD
from actionplan.promises import Promise
from actionplan.queries.conditions import due_in_force, is_done, is_open

WEEK = timedelta(days=7)


def promise_condition(promise: Promise) -> Q:
    """The actions of which it is true; their queryset has the two columns of ``_dated``.

    Late only where every day that the completion names lies after the date: one that is known
    to the month is late from the next month on.
    """
    dated = is_done() & Q(due_in_force__isnull=False)
    in_time = Q(latest__completed_on__lte=F("due_in_force"))
    late = Q(completed_from__gt=F("due_in_force"))
    after = Q(latest__completed_on__gt=F("due_in_force"))
    between = after & (Q(completed_from=None) | Q(completed_from__lte=F("due_in_force")))
    # Said without "not", which SQL answers with "unknown" where a day is not known.
    unknown = Q(due_in_force=None) | Q(latest__completed_on=None) | between
    conditions = {
        Promise.ON_TIME: dated & in_time,
        Promise.LATE: dated & late,
        Promise.DAY_UNKNOWN: is_done() & unknown,
        Promise.KEPT: is_done() & Q(latest__completed_on__lte=F("first_due_date")),
        Promise.LATER: Q(due_in_force__gt=F("first_due_date")),
        Promise.MOVED: Q(Exists(_moves().filter(action=OuterRef("pk")))),
        Promise.MOVED_AGAIN: _moved_again(),
    }
    return conditions[promise]


def _moved_again() -> Q:
    before = _moves().filter(action=OuterRef("action"), number__lt=OuterRef("number"))
    return Q(Exists(_moves().filter(Exists(before), action=OuterRef("pk"))))


def completed_from() -> Case:
    """The first day that a completion names, where that is a day or a month."""
    by_day = When(latest__completed_precision=Precision.DAY, then=F("latest__completed_on"))
    by_month = When(
        latest__completed_precision=Precision.MONTH, then=TruncMonth("latest__completed_on")
    )
    return Case(by_day, by_month, default=None)


def promises_of(plan: Plan) -> dict[Promise, int]:
    """How many actions of a plan each is true of: one query."""
    counts = {one.name: Count("pk", filter=promise_condition(one)) for one in Promise}
    found: Any = _dated(plan).order_by().values("plan").annotate(**counts).first()
    return {one: found[one.name] if found else 0 for one in Promise}


def moves_of(plan: Plan) -> int:
    """How often dates of its actions have moved in all: one query."""
    return _moves().filter(action__plan=plan, action__left="").count()


def weeks_of(plan: Plan, day: date) -> dict[date, int]:
    """How many open actions fall due in each week (its Monday) of the next 90 days: one query."""
    soon = _dated(plan).filter(due_soon(day)).annotate(week=TruncWeek("due_in_force"))
    counts = dict(soon.order_by().values_list("week").annotate(number=Count("pk")))
    weeks, monday = {}, day - timedelta(days=day.weekday())
    while monday <= day + timedelta(days=AHEAD):
        weeks[monday] = counts.get(monday, 0)
        monday += WEEK
    return weeks


def due_soon(day: date) -> Q:
    """Open, and due in the next 90 days."""
    last = day + timedelta(days=AHEAD)
    return is_open() & Q(due_in_force__gte=day, due_in_force__lte=last)


def in_week(monday: date, day: date) -> Q:
    """Of these, what falls due in one week."""
    return due_soon(day) & Q(due_in_force__gte=monday, due_in_force__lt=monday + WEEK)


def _dated(plan: Plan) -> ActionQuerySet:
    counted = Action.objects.in_plan().filter(plan=plan, counts_in_totals=True)
    return counted.alias(due_in_force=due_in_force(), completed_from=completed_from())


def _moves() -> EntryQuerySet:
    """Updates that gave a reason for another date; a meeting that moved gives none."""
    return Entry.objects.standing().exclude(due_reason="")
