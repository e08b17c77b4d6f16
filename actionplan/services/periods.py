"""Opening reporting periods."""

import calendar
from datetime import date

from django.utils.text import slugify

from actionplan.models import Period, Plan


def quarter_of(day: date) -> tuple[str, date, date]:
    """The quarter of the council's year (April to March): "Q1 2023/24", its first and last day."""
    first_month = (day.month - 1) // 3 * 3 + 1
    last_month = first_month + 2
    year = day.year if day.month > 3 else day.year - 1
    number = (first_month - 4) // 3 % 4 + 1
    last_day = date(day.year, last_month, calendar.monthrange(day.year, last_month)[1])
    name = f"Q{number} {year}/{(year + 1) % 100:02d}"
    return name, date(day.year, first_month, 1), last_day


def period_slug(name: str) -> str:
    """ "Q1 2023/24" is q1-2023-24 in an address."""
    return slugify(name.replace("/", " "))


def open_first_period(*, plan: Plan, day: date) -> Period:
    """Open the quarter in which ``day`` lies as the plan's first period."""
    name, first_day, last_day = quarter_of(day)
    return Period.objects.create(
        plan=plan,
        name=name,
        slug=period_slug(name),
        first_day=first_day,
        last_day=last_day,
        updates_due_by=last_day,
    )
