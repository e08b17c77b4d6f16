"""What is asked about an action, in each of its states, for somebody who may answer all of it."""

from uuid import uuid4

from actionplan.models import Query
from actionplan.rules.answers import Asked
from actionplan.services.answering import (
    accept_answer,
    answer_query,
    ask_again,
    ask_question,
)
from actionplan.services.deriving import derive_plan
from actionplan.services.speaking import Speaker
from council.models import PostHolding
from tests.factories import Cast

PLAN = "/ashdown/plans/peer-review/"
PAGES = {
    "queries of an action": f"{PLAN}actions/PR-2/queries/",
    "action with queries": f"{PLAN}actions/PR-2/",
    "plan with answered queries": f"{PLAN}?queried=answered",
    "my updates with questions": "/ashdown/my-updates/",
}
LONG = "Kilometres-of-one-word-" * 6


def prepare(cast: Cast) -> None:
    """One query accepted, one asked again; a question; and the plan manager holds the post too."""
    PostHolding.objects.create(post=cast.post, person=cast.manager, kind="job share")
    cast.manager.memberships.update(is_slt=True)
    derive_plan(cast.plan)
    lead, slt = Speaker(cast.owner, cast.post), Speaker(cast.slt)
    first, second = (
        answer_query(
            action=cast.late, code=asked.challenge.code, seen=asked.version,
            reason=f"The trainer was ill. {LONG}", speaker=lead,
        )
        for asked in _asked(cast)
    )  # fmt: skip
    accept_answer(action=cast.late, seen=first.pk, speaker=slt)
    ask_again(action=cast.late, seen=second.pk, note=f"Who acts? {LONG}", speaker=slt)
    for action in (cast.late, cast.ahead):
        ask_question(action=action, words=f"Is it funded? {LONG}", once=uuid4(), speaker=slt)


def _asked(cast: Cast) -> list[Asked]:
    found = Query.objects.live().filter(action=cast.late).order_by("pk")
    return [query.asked for query in found][:2]
