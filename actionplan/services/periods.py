"""Opening reporting periods, and changing one that runs: open, closing, open again."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.text import slugify

from actionplan.dates.quarters import quarter_of
from actionplan.models import Period, Plan
from actionplan.services.archived import refuse_archived
from actionplan.services.deriving import derive_plan
from actionplan.words import day
from council.models import Meeting, Person
from council.versions import CannotEdit, claim, sign

LONGEST_NAME = 60
TAKEN = frozenset({"add"})  # addresses beside which no period may stand


def period_slug(name: str) -> str:
    """ "Q1 2023/24" is q1-2023-24 in an address."""
    return slugify(name.replace("/", " "))


def open_first_period(*, plan: Plan, day: date) -> Period:
    """Open the quarter in which ``day`` lies as the plan's first period."""
    quarter = quarter_of(day)
    return Period.objects.create(
        plan=plan,
        name=quarter.name,
        slug=period_slug(quarter.name),
        first_day=quarter.first_day,
        last_day=quarter.last_day,
        updates_due_by=quarter.last_day,
    )


@dataclass(frozen=True, slots=True)
class PeriodDays:
    """What a period is called, from when to when it runs, and by when updates are due."""

    name: str
    first_day: date
    last_day: date
    updates_due_by: date | None = None


@transaction.atomic
def open_period(*, plan: Plan, days: PeriodDays, by: Person) -> Period:
    """Open a period where none runs. Raises CannotEdit with a sentence for what cannot be."""
    held = hold(plan)
    running = Period.objects.running().filter(plan=held).first()
    if running:
        raise CannotEdit(f"{running} is {running.state}: one period runs at a time.")
    return add_period(held, days, by)


def add_period(plan: Plan, days: PeriodDays, by: Person) -> Period:
    """The period, opened within the caller's transaction, which holds the plan."""
    refuse_days(plan, days)
    period = Period(plan=plan, slug=period_slug(days.name), **_columns(days))
    sign(period, by)
    period.save()
    derive_plan(plan)
    return period


@transaction.atomic
def edit_period(
    *,
    period: Period,
    days: PeriodDays,
    meetings: Iterable[Meeting],
    by: Person,
    seen: int | None,
) -> None:
    """Change a running period and the meetings it is reported to; of a locked one the meetings.

    Raises ChangedMeanwhile, and CannotEdit with a sentence.
    """
    hold(period.plan)
    stands: Period = claim(period, seen)
    chosen = list(meetings)
    if any(one.committee.council_id != period.plan.council_id for one in chosen):
        raise CannotEdit("Choose meetings of this council.")
    stands.meetings.set(chosen)
    if stands.is_sealed:
        return
    refuse_days(period.plan, days, besides=stands)
    for name, value in (_columns(days) | {"slug": period_slug(days.name)}).items():
        setattr(stands, name, value)
    sign(stands, by)
    stands.save()
    derive_plan(period.plan)


@transaction.atomic
def begin_closing(*, period: Period, by: Person) -> None:
    """The last updates are collected: leads can still give them. Raises CannotEdit."""
    _move(period, Period.State.OPEN, Period.State.CLOSING, by)


@transaction.atomic
def stop_closing(*, period: Period, by: Person) -> None:
    """The period is open again. Raises CannotEdit."""
    _move(period, Period.State.CLOSING, Period.State.OPEN, by)


def hold(plan: Plan) -> Plan:
    """The plan, locked until the transaction ends; CannotEdit for one that has no periods now."""
    held = Plan.objects.select_for_update(of=("self",)).select_related("council").get(pk=plan.pk)
    refuse_archived(held)
    if held.is_draft:
        raise CannotEdit("This plan is a draft: its first period opens when it is adopted.")
    return held


def _move(period: Period, before: Period.State, after: Period.State, by: Person) -> None:
    hold(period.plan)
    stands = Period.objects.get(pk=period.pk)
    if stands.state == after:
        return  # a second click
    if stands.state != before:
        raise CannotEdit(f"{stands} is {stands.get_state_display()}.")
    stands.state = after
    sign(stands, by)
    stands.save()


def refuse_days(plan: Plan, days: PeriodDays, besides: Period | None = None) -> None:
    """Raise CannotEdit for a name or days that cannot be, or that another period has already."""
    slug = period_slug(days.name)
    if not slug or slug in TAKEN or len(days.name) > LONGEST_NAME:
        raise CannotEdit(
            f"Give the period a name of at most {LONGEST_NAME} characters, such as Q2 2023/24."
        )
    if days.last_day < days.first_day:
        raise CannotEdit("The period’s last day is before its first day.")
    if days.updates_due_by and days.updates_due_by < days.first_day:
        raise CannotEdit("Updates cannot be due before the period’s first day.")
    others = plan.periods.exclude(pk=besides.pk) if besides else plan.periods.all()
    over = others.filter(first_day__lte=days.last_day, last_day__gte=days.first_day).first()
    if over:
        span = f"{day(over.first_day)} to {day(over.last_day)}"
        raise CannotEdit(f"{over} ({span}) has some of these days already.")
    if others.filter(slug=slug).exists():
        raise CannotEdit(f"The plan has a period “{days.name}” already.")


def _columns(days: PeriodDays) -> dict[str, object]:
    return {
        "name": days.name,
        "first_day": days.first_day,
        "last_day": days.last_day,
        "updates_due_by": days.updates_due_by,
    }
