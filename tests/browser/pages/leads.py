"""Pages that say who leads what."""

from typing import Any

from actionplan.models import Lead
from tests import factories
from tests.factories import Cast

LEADS = "/ashdown/plans/peer-review/leads/"
PAGES = {
    "grid": LEADS,
    "grid, all ticked": f"{LEADS}?tick=shown",
    "grid, filtered": f"{LEADS}?led=inherited",
    "grid, nothing found": f"{LEADS}?q=zebra",
    "leads of an action": f"{LEADS}actions/PR-1/",
    "leads of a recommendation": f"{LEADS}recommendations/{{recommendation}}/",
    "post to post": f"{LEADS}relead/",
    "post to post, looked at": f"{LEADS}relead/?post={{old}}&to={{new}}&day=2023-06-30&plans=all",
}


def prepare(cast: Cast) -> dict[str, Any]:
    """A lead that is to come, and another post."""
    Lead.objects.create(action=cast.unled, post=cast.post, kind="delivery", since="2023-09-01")
    new = factories.post(cast.council, "Head of Housing")
    return {"recommendation": cast.governance.pk, "old": cast.post.pk, "new": new.pk}
