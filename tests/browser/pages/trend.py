"""A dashboard of two plans with several closed periods, and what its figures of now open."""

from datetime import date

from actionplan.document import PlanDocument
from actionplan.key import as_data
from actionplan.key_lines import Rating
from actionplan.queries.document import plan_document
from tests import factories
from tests.factories import Cast
from tests.sealing import a_closed_period

FIGURES = "/ashdown/figures"
PAGES = {
    "dashboard with closed periods": "/ashdown/",
    "open actions of all plans": f"{FIGURES}/open/",
    "a rating of all plans": f"{FIGURES}/rated/?word=Amber&letter=A&tone=amber",
    "a figure of nothing": f"{FIGURES}/rated/?word=Not+due+yet&letter=N&tone=grey&counts=no",
    "figures over closed periods": "/ashdown/plans/climate/figures/",
    "plans of the figures": "/ashdown/plans/#in-force",
}
ENDS = (date(2022, 9, 30), date(2022, 12, 31), date(2023, 3, 31))
NOT_DUE = Rating("N", "Not due yet", "diamond", "grey", counts=False)


def prepare(cast: Cast) -> None:
    """Three closed quarters of the plan and one of another, with a rating that is kept out."""
    key = as_data((*factories.KEY, NOT_DUE))
    climate = factories.plan(
        cast.council, "Climate plan", slug="climate", code="CL", key=key, open_period=False
    )
    factories.entry(factories.action(climate, "Plant trees", accountable=cast.post), rating="A")
    for plan, ends in ((cast.plan, ENDS), (climate, ENDS[2:])):
        for end in ends:
            document: PlanDocument = plan_document(plan, end)
            a_closed_period(plan, end, cast.manager, document)
