"""What changed, with every kind of line, and the page of a position that is none."""

from dataclasses import replace
from datetime import date
from typing import Any

from actionplan.declared import Due, Status
from actionplan.document import Action
from actionplan.queries.document import plan_document
from tests.sealing import a_closed_period

MARCH = date(2023, 3, 31)
PAGE = "/ashdown/plans/peer-review/changes/"
PAGES = {
    "what changed": PAGE,
    "no such position": f"{PAGE}?to=nonsense",
    "plan with directions": "/ashdown/plans/peer-review/",
    "action with directions": "/ashdown/plans/peer-review/actions/PR-2/",
}


def prepare(cast):
    """Two quarters ago all was green, dated otherwise and worded otherwise, and one more stood."""
    now = plan_document(cast.plan, MARCH)
    end = Due("End of 2022", date(2022, 12, 31))
    then: dict[str, Any] = {
        "rating": "G",
        "due": end,
        "commentary": "Begun.",
        "status": Status.IN_PROGRESS,
    }
    gone = Action("A-word-without-an-end-" * 8, "PR-99", rating="R")
    for as_at, fields in ((date(2022, 12, 31), then), (MARCH, then | {"rating": "A"})):
        rows = [replace(one, **fields, completed=None) for one in now.actions()][:-1]
        document = replace(now, themes=(), loose_actions=(*rows, gone))
        a_closed_period(cast.plan, as_at, cast.manager, document)
