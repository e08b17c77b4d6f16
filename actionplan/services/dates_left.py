"""Proposed dates of actions that go on as others: they are left behind, and that is said."""

from actionplan.changes import Detail
from actionplan.dates.proposing import date_words
from actionplan.models import Action
from actionplan.queries.dates import open_proposal

NOT_CARRIED = "Not carried on: the date in force stays, and a new one is proposed anew"


def left_behind(action: Action, whose: str = "") -> list[Detail]:
    """The register's detail of a date that nobody has answered; none where nothing waits.

    The action has its plan at hand.
    """
    proposal = open_proposal(action)
    if proposal is None:
        return []
    return [[f"{whose}Proposed date", date_words(proposal.due), NOT_CARRIED]]
