"""The days of a past period: before the one that is open, and nobody else's."""

from dataclasses import dataclass
from datetime import date

from actionplan.models import Period, Plan
from actionplan.services.periods import period_slug
from actionplan.words import day
from council import clock
from council.versions import CannotEdit

LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class PastDays:
    """A period that is over: its name, first and last day, and the day its figures speak of."""

    name: str
    first_day: date
    last_day: date
    as_at: date


def refuse_days(days: PastDays) -> None:
    """Raise CannotEdit for a name or days that cannot be."""
    if not days.name or len(days.name) > LONGEST_NAME:
        raise CannotEdit(f"Give the period a name of at most {LONGEST_NAME} characters.")
    if not period_slug(days.name):
        raise CannotEdit("Give the period a name with letters or digits, such as Q4 2022/23.")
    if days.last_day < days.first_day:
        raise CannotEdit("The period's last day is before its first day.")
    if not days.first_day <= days.as_at <= clock.today():
        raise CannotEdit(
            "The day the figures speak of is not before the period, and not in the future."
        )


def refuse_place(plan: Plan, days: PastDays) -> None:
    """Raise CannotEdit for a period that is not past, or takes another one's days or name."""
    _refuse_unless_past(plan, days)
    over = plan.periods.filter(first_day__lte=days.last_day, last_day__gte=days.first_day).first()
    if over:
        span = f"{day(over.first_day)} to {day(over.last_day)}"
        raise CannotEdit(f"{over} ({span}) has some of these days already.")
    if plan.periods.filter(slug=period_slug(days.name)).exists():
        raise CannotEdit(f"The plan has a period “{days.name}” already.")


def _refuse_unless_past(plan: Plan, days: PastDays) -> None:
    running = Period.objects.running().filter(plan=plan).first()
    if running and days.last_day >= running.first_day:
        raise CannotEdit(f"A past period ends before {running} begins on {day(running.first_day)}.")
    if days.last_day >= clock.today():
        raise CannotEdit("A past period ends before today.")
