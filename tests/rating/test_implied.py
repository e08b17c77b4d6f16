"""What dates, bands, steps and status suggest by the plan's key, beside what is declared."""

from dataclasses import replace
from datetime import date

import pytest

from actionplan.declared import Moment, Precision, Status
from actionplan.rules.challenges import Code
from actionplan.rules.implied import implied
from tests.rating.test_rules import (
    BLUE,
    COMPLETE,
    IN_MARCH,
    JUNE,
    KEY,
    MAY,
    OPEN,
    PLAIN_KEY,
    RUNNING,
    SEPTEMBER,
    case,
    due,
    steps,
)

IN_TIME = Moment(date(2023, 1, 31), Precision.MONTH)
LATE = {**COMPLETE, "due": due(date(2023, 1, 31)), "completed": IN_MARCH}
TABLE = {
    "complete": (case(**COMPLETE, rating="A"), "G", None),
    "complete, and the key has blue for it": (case(**COMPLETE, key=(*KEY, BLUE)), "B", None),
    "complete late": (case(**LATE), "R", None),
    "complete late, of which the key says nothing": (case(**LATE, key=PLAIN_KEY), "G", None),
    "complete in time": (case(**{**LATE, "completed": IN_TIME}), "G", None),
    "past its date": (case(due=due(MAY)), "R", Code.PAST_DATE),
    "past its date and red itself": (case(due=due(MAY), rating="R"), "R", Code.PAST_DATE),
    "past its band": (case(timescale="B"), "R", Code.PAST_BAND),
    "few steps done": (
        case(due=due(SEPTEMBER), steps=steps(OPEN), running=RUNNING, rating="A"),
        "A",
        Code.FEW_STEPS_DONE,
    ),
    "its date is ahead": (case(due=due(SEPTEMBER), rating="R"), "G", None),
    "its band is ahead": (case(timescale="B", start=date(2023, 6, 1)), "G", None),
    "no date, no band": (case(), None, None),
    "cancelled": (case(status=Status.CANCELLED, due=due(MAY)), None, None),
    "a key without red": (case(due=due(MAY), key=KEY[:2]), None, None),
}


@pytest.mark.parametrize(("asked", "letter", "why"), TABLE.values(), ids=TABLE)
def test_what_the_facts_suggest(asked, letter, why):
    found = implied(asked, JUNE)
    assert (found.rating.letter if found else None) == letter
    assert (found.why.code if found and found.why else None) == why


def test_the_declared_rating_takes_no_part():
    for asked, _, _ in TABLE.values():
        whatever = [
            implied(replace(asked, action=replace(asked.action, rating=letter)), JUNE)
            for letter in ("G", "A", "R", None)
        ]
        assert len({one.rating if one else None for one in whatever}) == 1
