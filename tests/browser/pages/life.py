"""Pages of a plan's life."""

from actionplan.models import Plan
from tests import factories

LIFE = "/ashdown/plans/{}/life/"
PAGES = {
    "active": LIFE.format("peer-review"),
    "not now": LIFE.format("peer-review") + "archive/",
    "start closing": LIFE.format("peer-review") + "close/",
    "draft again": LIFE.format("peer-review") + "draft/",
    "draft": LIFE.format("draft"),
    "plan page of a draft": "/ashdown/plans/draft/",
    "adopt": LIFE.format("draft") + "adopt/",
    "closing": LIFE.format("closing"),
    "settle": LIFE.format("closing") + "settle/",
    "archive": LIFE.format("closing") + "archive/",
    "active again": LIFE.format("closing") + "active/",
    "archived": LIFE.format("archived"),
    "plan page of an archived plan": "/ashdown/plans/archived/",
    "archived action": "/ashdown/plans/archived/actions/AR-1/",
    "plan list": "/ashdown/plans/",
    "dashboard with drafts": "/ashdown/",
}


def prepare(cast):
    """A plan in each state beside the cast's."""
    for state, code in (("draft", "DR"), ("closing", "CL"), ("archived", "AR")):
        made = factories.plan(
            cast.council, f"Plan that is {state}", slug=state, code=code, state=Plan.State(state)
        )
        above = factories.recommendation(made, "Ask residents what they think. " * 8)
        factories.action(made, "Review the constitution", recommendation=above)
        factories.action(made, "Survey" + " every resident" * 20, accountable=cast.post)
