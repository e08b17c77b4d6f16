"""Pages of what a plan is made of, and of the register of its changes."""

from typing import Any

from actionplan.models import Action
from actionplan.services.register import Why
from actionplan.services.structure_actions import add_action, set_counts
from actionplan.services.structure_dropping import drop_action
from actionplan.services.structure_splitting import split_action
from council.versions import newest
from tests.factories import Cast

PLAN = "/ashdown/plans/peer-review/"
STRUCTURE = f"{PLAN}structure/"
PAGES = {
    "what a plan is made of": STRUCTURE,
    "register": f"{STRUCTURE}register/?since=",
    "register, nothing found": f"{STRUCTURE}register/?kind=merged",
    "register, wrong day": f"{STRUCTURE}register/?since=soon",
    "new theme": f"{STRUCTURE}themes/add/",
    "new recommendation": f"{STRUCTURE}recommendations/add/",
    "new action": f"{STRUCTURE}actions/add/",
    "new part": f"{STRUCTURE}actions/add/?part_of=PR-1",
    "one action": f"{STRUCTURE}actions/PR-1/",
    "action that has left": f"{STRUCTURE}actions/PR-6/",
    "fields of an action": f"{STRUCTURE}actions/PR-1/edit/",
    "move": f"{STRUCTURE}actions/PR-1/move/",
    "split": f"{STRUCTURE}actions/PR-1/split/",
    "merge": f"{STRUCTURE}actions/PR-1/merge/",
    "drop": f"{STRUCTURE}actions/PR-1/drop/",
    "take back": f"{STRUCTURE}actions/PR-5/restore/",
    "exempt": f"{STRUCTURE}actions/PR-1/exempt/",
    "counts in totals": f"{STRUCTURE}actions/PR-1/counts/",
    "page of an action that has left": f"{PLAN}actions/PR-6/",
    "page of an action with parts": f"{PLAN}actions/PR-1/",
}


def prepare(cast: Cast) -> None:
    """One action with a part, one split, one dropped, one kept out of totals."""
    why = Why("Agreed at the mid-year review", "Chief Executive", "Minute 34")

    def signed(action: Action) -> dict[str, Any]:
        return {"seen": newest(action), "by": cast.manager, "why": why}

    add_action(
        plan=cast.plan,
        values={"title": "Write down who decides what"},
        parent=cast.ahead,
        depends_on=[cast.late],
        by=cast.manager,
        why=why,
    )
    titles = ["List the land", "List the buildings"]
    split_action(action=cast.undated, titles=titles, **signed(cast.undated))
    drop_action(action=cast.unled, **signed(cast.unled))
    set_counts(action=cast.elsewhere, counts=False, **signed(cast.elsewhere))
