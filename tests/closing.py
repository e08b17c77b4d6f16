"""Closing the running period of the cast's plan, as its manager does it."""

from datetime import date
from typing import Any

from actionplan.dates.quarters import span_after
from actionplan.models import Period, Plan
from actionplan.services.periods import PeriodDays, begin_closing
from actionplan.services.sealing import seal_period
from council import clock
from council.models import Person


def running(plan: Plan) -> Period:
    """The period of a plan that is open or closing."""
    return Period.objects.running().select_related("plan__council").get(plan=plan)


def following(period: Period, **changes: Any) -> PeriodDays:
    """The period that the product proposes after this one."""
    span = span_after(period.first_day, period.last_day)
    usual: dict[str, Any] = {
        "name": span.name,
        "first_day": span.first_day,
        "last_day": span.last_day,
    }
    return PeriodDays(**(usual | changes))


def closed(cast: Any, *, by: Person | None = None, as_at: date | None = None) -> Period:
    """The running period of the cast's plan, closed and locked; the next one is open."""
    period = running(cast.plan)
    begin_closing(period=period, by=by or cast.manager)
    seal_period(
        period=period,
        as_at=as_at or clock.today(),
        following=following(period),
        by=by or cast.manager,
    )
    return Period.objects.select_related("seal", "plan__council").get(pk=period.pk)
