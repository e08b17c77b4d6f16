"""Rules about who leads: no post, or one that nobody holds. Pure."""

from actionplan.rules.case import Case
from actionplan.rules.challenges import Challenge, Code


def no_lead(case: Case) -> Challenge | None:
    """Open, and no post leads it."""
    asks = case.action.is_open and case.has_lead is False
    return Challenge(Code.NO_LEAD) if asks else None


def vacant_post(case: Case) -> Challenge | None:
    """Open, and nobody holds the post that leads it."""
    asks = case.action.is_open and case.is_vacant is True
    return Challenge(Code.VACANT_POST) if asks else None
