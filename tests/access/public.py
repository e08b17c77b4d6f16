"""What anybody may read of a public plan: the same for everybody, with or without an account."""

from datetime import date
from typing import Any

from actionplan.models import Plan
from tests import factories
from tests.factories import Cast
from tests.sealing import a_closed_period

#                                 nobody reader holder officer slt clerk manager stranger
TABLE = """
public:plan_schema          GET      200    200    200    200  200   200     200      200
public:plan_schema          POST     405    405    405    405  405   405     405      405
public:brand                GET      200    200    200    200  200   200     200      200
public:brand                POST     405    405    405    405  405   405     405      405
public:plan_public          GET      200    200    200    200  200   200     200      200
public:plan_public          POST     405    405    405    405  405   405     405      405
public:plan_file            GET      200    200    200    200  200   200     200      200
public:plan_file            POST     405    405    405    405  405   405     405      405
public:period_public        GET      200    200    200    200  200   200     200      200
public:period_public        POST     405    405    405    405  405   405     405      405
public:period_file          GET      200    200    200    200  200   200     200      200
public:period_file          POST     405    405    405    405  405   405     405      405
"""


def parts(cast: Cast, name: str) -> dict[str, Any]:
    """The plan is public, and a closed period of it was reported to a meeting."""
    plan = Plan.objects.get(pk=cast.plan.pk)
    Plan.objects.filter(pk=plan.pk).update(is_public=True)
    period = plan.periods.filter(state="sealed").first()
    if period is None:
        period = a_closed_period(plan, date(2023, 3, 31), cast.manager)
        period.meetings.add(factories.meeting(cast.council, date(2023, 4, 18)))
    if name == "public:plan_schema":
        return {}
    return {"of": cast.council.slug, "period": period.slug, "kind": "csv"}
