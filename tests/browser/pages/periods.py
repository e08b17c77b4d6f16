"""Pages of periods: one that runs, one that is closing, one that is locked and corrected."""

from datetime import date
from typing import Any

from actionplan.models import Period
from actionplan.services.corrections import correct
from tests import factories
from tests.closing import closed
from tests.factories import Cast

HERE = "/ashdown/plans/{}/periods/"
PLAN = HERE.format("peer-review")
PAGES = {
    "periods": PLAN,
    "closed period": f"{PLAN}q1-2023-24/",
    "meetings of a closed period": f"{PLAN}q1-2023-24/edit/",
    "correction of an action": f"{PLAN}q1-2023-24/corrections/add/?reference=PR-1",
    "correction of a figure": f"{PLAN}q1-2023-24/corrections/add/",
    "open period": f"{PLAN}q2-2023-24/",
    "change a period": f"{PLAN}q2-2023-24/edit/",
    "narrative": f"{PLAN}q2-2023-24/narrative/",
    "narrative of the plan": f"{PLAN}q2-2023-24/narrative/0/",
    "closing period": HERE.format("climate") + "q1-2023-24/",
    "close and lock": HERE.format("climate") + "q1-2023-24/close-and-lock/",
    "no period": HERE.format("bare"),
    "open one": HERE.format("bare") + "add/",
    "download of what was reported": "/ashdown/plans/peer-review/download/?period=q1-2023-24",
}
LONG = "Kilometres-of-one-word-" * 6


def prepare(cast: Cast) -> dict[str, Any]:
    """What was reported is long, and corrected in a row and as a whole."""
    factories.entry(cast.ahead, by=cast.owner, post=cast.post, commentary=f"{LONG}\n{LONG} " * 5)
    meeting = factories.meeting(cast.council, date(2023, 9, 12))
    period = closed(cast)
    period.meetings.add(meeting)
    said: dict[str, Any] = {"period": period, "minute": "Minute 41", "reason": "It had not met."}
    said["by"] = cast.clerk
    correct(reference="PR-1", field="rating", correct="A (Amber)", **said)
    correct(reference="PR-1", field="commentary", correct=LONG, **said)
    correct(reference="", field="past_date", correct="2", **said)
    climate = factories.plan(cast.council, "Climate plan", slug="climate", code="CP")
    for number in range(30):
        factories.action(climate, f"Plant trees in street {number}", accountable=cast.post)
    factories.action(climate, "Survey residents")
    Period.objects.filter(plan=climate).update(state="closing")
    factories.plan(cast.council, "Bare plan", slug="bare", code="BA", open_period=False)
    return {}
