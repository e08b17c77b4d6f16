"""Pages of evidence, and an action that has some of each kind."""

from datetime import date

from actionplan.services.evidence import add_file, add_link, add_minute, withdraw
from tests import factories

ACTION = "/ashdown/plans/peer-review/actions/PR-1/"
PAGES = {
    "action with evidence": ACTION,
    "add": f"{ACTION}evidence/add/",
    "take back": f"{ACTION}evidence/{{piece}}/withdraw/",
}


def prepare(cast):
    """A link with a long name, a minute, a file, and something that was taken back."""
    usual = {"action": cast.ahead, "by": cast.manager}
    long = "Constitution" * 12
    add_link(title=long, url=f"https://www.example.gov.uk/{long}", **usual)
    meeting = factories.meeting(cast.council, date(2023, 3, 7))
    add_minute(title="Adopted by Full Council", minute="Minute 34", meeting=meeting, **usual)
    back = add_link(title="The wrong page", url="https://www.example.gov.uk/", **usual)
    withdraw(evidence=back, reason="It was the wrong page", by=cast.manager)
    piece = add_file(title="Minutes of March", content=b"Agreed.\n", name="March.txt", **usual)
    return {"piece": piece.pk}
