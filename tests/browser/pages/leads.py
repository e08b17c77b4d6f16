"""Pages that say who leads what."""

from typing import Any

from actionplan.models import Lead
from tests.factories import Cast

LEADS = "/ashdown/plans/peer-review/leads/"
PAGES = {
    "grid": LEADS,
    "grid, all ticked": f"{LEADS}?tick=shown",
    "grid, filtered": f"{LEADS}?led=inherited",
    "grid, nothing found": f"{LEADS}?q=zebra",
    "leads of an action": f"{LEADS}actions/PR-1/",
    "leads of a recommendation": f"{LEADS}recommendations/1/",
    "post to post": f"{LEADS}relead/",
}


def prepare(cast: Cast) -> Any:
    """A lead that is to come."""
    Lead.objects.create(action=cast.unled, post=cast.post, kind="delivery", since="2023-09-01")
