"""Pages of a plan whose new dates need agreement: waiting, agreed, refused, minute awaited."""

from dataclasses import replace

from actionplan.declared import Due
from actionplan.services.agreeing_dates import Decision, refuse_date
from tests import factories
from tests.asking import COUNCIL, DECEMBER, MARCH, an_asking_plan
from tests.factories import Cast

PLAN = "/ashdown/plans/peer-review/"
PAGES = {
    "dates to agree": f"{PLAN}dates/",
    "plan with a date to agree": PLAN,
    "action with a proposed date": f"{PLAN}actions/PR-1/",
    "update where dates are agreed": f"{PLAN}actions/PR-1/update/",
    "what the plan asks for": f"{PLAN}set-up/columns/",
}
LONG = "Kilometres-of-one-word-" * 6


def prepare(cast: Cast) -> None:
    """One that was agreed, refused and is proposed again, and one that a committee agreed."""
    asking = an_asking_plan(cast)
    factories.meeting(cast.council)
    asking.agree(asking.propose(), COUNCIL, cast.manager)
    refuse_date(
        action=cast.ahead, seen=asking.propose(Due("To be confirmed")).pk, decision=COUNCIL,
        reason=f"Say when. {LONG}", by=cast.manager,
    )  # fmt: skip
    asking.propose(MARCH, post=cast.post, due_reason=f"Elections. {LONG}")
    other = replace(asking, cast=replace(cast, ahead=cast.late))
    other.agree(other.propose(DECEMBER), Decision(committee="Full Council"), cast.manager)
