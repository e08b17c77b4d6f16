"""The made-up council publishes its plan: each quarter was reported to a committee."""

from django.db import transaction

from actionplan.models import Period, Plan
from actionplan.services.periods import PeriodDays, edit_period
from actionplan.services.plan_settings import save_plan
from actionplan.services.register import Why
from council.models import Meeting, Person
from council.versions import newest

WHY = Why("Residents asked to see how the council improves its governance.", "Chief Executive")


@transaction.atomic
def publish_example(*, plan: Plan, by: Person) -> None:
    """Mark the plan public; report each of its periods to the first meeting after its last day."""
    save_plan(plan=plan, values={"is_public": True}, seen=newest(plan), by=by, why=WHY)
    held = Meeting.objects.held().filter(committee__council=plan.council)
    meetings = list(held.select_related("committee").order_by("day"))
    for period in plan.periods.select_related("plan__council"):
        if told := next((one for one in meetings if one.day > period.last_day), None):
            days = _days_of(period)
            edit_period(period=period, days=days, meetings=[told], by=by, seen=newest(period))


def _days_of(period: Period) -> PeriodDays:
    return PeriodDays(period.name, period.first_day, period.last_day, period.updates_due_by)
