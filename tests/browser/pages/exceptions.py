"""Meeting mode: an exception with decisions, queries and a list of actions arising."""

from datetime import date
from uuid import uuid4

from actionplan.services.deriving import derive_plan
from actionplan.services.slt_decisions import Asks, record_decision
from actionplan.services.speaking import Speaker
from tests.factories import Cast

HERE = "/ashdown/exceptions/"
PAGES = {
    "meeting mode": HERE,
    "one exception": f"{HERE}peer-review/PR-2/",
    "one exception of one plan": f"{HERE}peer-review/PR-2/?of=peer-review",
    "no exception any more": f"{HERE}peer-review/PR-1/",
    "action with a decision": "/ashdown/plans/peer-review/actions/PR-2/",
    "standing list": "/ashdown/plans/actions-arising-slt/",
}
LONG = "Kilometres-of-one-word-" * 6


def prepare(cast: Cast) -> None:
    """A decision that asks nobody, and one that asks a post."""
    derive_plan(cast.plan)
    asks = Asks(cast.post, date(2023, 7, 31))
    for words, asked in ((f"Note the risk. {LONG}", None), (f"Book the room. {LONG}", asks)):
        record_decision(
            action=cast.late, words=words, once=uuid4(), speaker=Speaker(cast.slt), asks=asked
        )
