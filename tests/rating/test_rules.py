"""A truth table for each rule: when it asks, and when it does not."""

from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

import pytest

from actionplan.declared import (
    Due,
    LastUpdate,
    Moment,
    Precision,
    Revision,
    Status,
    Step,
    StepState,
)
from actionplan.document import Action
from actionplan.key_lines import Band, Guard, Rating
from actionplan.rating import challenges
from actionplan.rules.case import Case, Reported, Running
from actionplan.rules.challenges import Code, Rules

KEY = (
    Rating("G", "Green", "circle", "green", "On track or achieved"),
    Rating("A", "Amber", "triangle", "amber", "In danger of falling behind"),
    Rating("R", "Red", "square", "red", "Off target or completed behind the deadline target"),
    Rating("N", "Not due yet", "circle", "grey", counts=False),
)
PLAIN_KEY = (*KEY[:2], Rating("R", "Red", "square", "red", "Off target"))
BLUE = Rating("B", "Blue", "diamond", "blue", "Complete", guard=Guard.COMPLETE)
BANDS = (Band("A", "1-3 months", 1, 3), Band("B", "3-6", 3, 6), Band("C", "6-12+", 6, 12, True))
RUNNING = Running("Q1 2023/24", date(2023, 4, 1), date(2023, 6, 30), date(2023, 6, 23))
JUNE, MAY = date(2023, 6, 30), date(2023, 5, 31)
FULL = "Delayed by sickness; the report will go to Full Council on 12 September 2023."
OPEN, DONE, UNSAID = StepState.OPEN, StepState.DONE, None


def case(**said):
    """A quiet action: green, in progress, with words and no date; or what is said instead."""
    besides = {name: said.pop(name) for name in CASE if name in said}
    usual: dict[str, Any] = {
        "title": "Review the constitution",
        "rating": "G",
        "status": Status.IN_PROGRESS,
        "commentary": FULL,
        "last_update": LastUpdate(JUNE, JUNE),
    }
    usual_besides: dict[str, Any] = {
        "key": KEY,
        "bands": BANDS,
        "start": date(2022, 6, 1),
        "updated": True,
    }
    return Case(Action(**(usual | said)), **(usual_besides | besides))


CASE = (
    "key", "bands", "start", "rules", "running", "updated", "no_change", "reported", "has_lead",
    "is_vacant",
)  # fmt: skip


def due(day, words=""):
    return Due(words, day, Precision.DAY) if day else Due(words)


def steps(*states):
    return tuple(Step(f"Step {number}", state) for number, state in enumerate(states))


def moved(*days, **more):
    dates = [due(day) for day in days]
    return tuple(Revision(a, b, **more) for a, b in pairwise(dates))


COMPLETE = {"status": Status.COMPLETE}
MARCH, SEPTEMBER = date(2023, 3, 31), date(2023, 9, 30)
IN_MARCH = Moment(MARCH, Precision.MONTH)
TABLE = {
    Code.UNKNOWN_RATING: {
        "a letter of the key": (case(), False),
        "a letter that is not in it": (case(rating="X"), True),
        "not rated": (case(rating=None), False),
    },
    Code.COMPLETE_NOT_GREEN: {
        "complete and green": (case(**COMPLETE), False),
        "complete and amber": (case(**COMPLETE, rating="A"), True),
        "business as usual and amber": (case(status=Status.BUSINESS_AS_USUAL, rating="A"), True),
        "complete and not due yet": (case(**COMPLETE, rating="N"), True),
        "complete and blue": (case(**COMPLETE, rating="B", key=(*KEY, BLUE)), False),
        "complete and not rated": (case(**COMPLETE, rating=None), False),
        "open and amber": (case(rating="A"), False),
        "status not stated": (case(status=None, rating="A"), False),
        "cancelled": (case(status=Status.CANCELLED, rating="A"), False),
        "red, and nobody knows when it was done": (case(**COMPLETE, rating="R"), False),
        "red, done in time": (
            case(**COMPLETE, rating="R", due=due(SEPTEMBER), completed=IN_MARCH), True,
        ),
        "red, done late": (case(**COMPLETE, rating="R", due=due(date(2023, 1, 31)),
                                completed=IN_MARCH), False),
        "red where the key does not say so of late": (
            case(**COMPLETE, rating="R", key=PLAIN_KEY), True,
        ),
    },
    Code.COMPLETE_LATE: {
        "done late and green": (
            case(**COMPLETE, due=due(date(2023, 1, 31)), completed=IN_MARCH), True,
        ),
        "done late and red": (
            case(**COMPLETE, rating="R", due=due(date(2023, 1, 31)), completed=IN_MARCH), False,
        ),
        "done in the month of its date": (
            case(**COMPLETE, due=due(date(2023, 3, 15)), completed=IN_MARCH), False,
        ),
        "nobody knows when it was done": (case(**COMPLETE, due=due(date(2023, 1, 31))), False),
        "no date": (case(**COMPLETE, completed=IN_MARCH), False),
        "the key does not say so": (
            case(**COMPLETE, due=due(date(2023, 1, 31)), completed=IN_MARCH, key=PLAIN_KEY), False,
        ),
        "not rated": (
            case(**COMPLETE, rating=None, due=due(date(2023, 1, 31)), completed=IN_MARCH), False,
        ),
    },
    Code.PAST_DATE: {
        "past and green": (case(due=due(MAY)), True),
        "past and amber": (case(due=due(MAY), rating="A"), True),
        "past and red": (case(due=due(MAY), rating="R"), False),
        "past and not rated": (case(due=due(MAY), rating=None), True),
        "due today": (case(due=due(JUNE)), False),
        "status not stated": (case(due=due(MAY), status=None), True),
        "deferred": (case(due=due(MAY), status=Status.DEFERRED), True),
        "complete": (case(due=due(MAY), **COMPLETE), False),
        "cancelled": (case(due=due(MAY), status=Status.CANCELLED), False),
        "superseded": (case(due=due(MAY), status=Status.SUPERSEDED), False),
        "no date": (case(), False),
        "a heading kept out of the totals": (case(due=due(MAY), counts_in_totals=False), False),
        "within the days of grace": (case(due=due(MAY), rules=Rules(grace_days=30)), False),
        "after the days of grace": (case(due=due(MAY), rules=Rules(grace_days=29)), True),
    },
    Code.PAST_BAND: {
        "past band B": (case(timescale="B"), True),
        "of two bands the later counts": (case(timescale="A/B", start=date(2023, 1, 10)), False),
        "the end of the band is today": (case(timescale="A", start=date(2023, 3, 30)), False),
        "the band ended yesterday": (case(timescale="A", start=date(2023, 3, 29)), True),
        "past and red": (case(timescale="B", rating="R"), False),
        "open-ended": (case(timescale="C", start=date(2020, 1, 1)), False),
        "open-ended beside another": (case(timescale="B/C"), False),
        "no band": (case(timescale=None), False),
        "an unknown band": (case(timescale="Z"), False),
        "no start of the plan": (case(timescale="B", start=None), False),
        "complete": (case(timescale="B", **COMPLETE), False),
    },
    Code.SLIPPED: {
        "once": (case(revisions=moved(MARCH, MAY)), False),
        "twice": (case(revisions=moved(MARCH, MAY, SEPTEMBER)), True),
        "there and back": (case(revisions=moved(MARCH, MAY, MARCH)), False),
        "with the meeting": (case(revisions=moved(MARCH, MAY, SEPTEMBER, by_meeting=True)), False),
        "complete": (case(revisions=moved(MARCH, MAY, SEPTEMBER), **COMPLETE), False),
        "the plan asks after three": (
            case(revisions=moved(MARCH, MAY, SEPTEMBER), rules=Rules(slips=3)), False,
        ),
    },
    Code.NO_RATING: {
        "open": (case(rating=None), True),
        "complete": (case(rating=None, **COMPLETE), True),
        "cancelled": (case(rating=None, status=Status.CANCELLED), False),
        "rated": (case(), False),
        "never spoken of, and its first update is not due": (
            case(rating=None, last_update=None, running=replace(RUNNING, due_by=JUNE)), False,
        ),
        "never spoken of, and its first update is overdue": (
            case(rating=None, last_update=None, running=RUNNING), True,
        ),
    },
    Code.COMPLETE_OPEN_STEPS: {
        "a step open": (case(**COMPLETE, steps=steps(DONE, OPEN)), True),
        "a step not stated": (case(**COMPLETE, steps=steps(DONE, UNSAID)), False),
        "all done": (case(**COMPLETE, steps=steps(DONE)), False),
        "no steps": (case(**COMPLETE), False),
        "still open": (case(steps=steps(DONE, OPEN)), False),
    },
    Code.OPEN_STEPS_DONE: {
        "all done": (case(steps=steps(DONE, DONE)), True),
        "one not stated": (case(steps=steps(DONE, UNSAID)), False),
        "no steps": (case(), False),
        "status not stated": (case(steps=steps(DONE), status=None), False),
        "complete": (case(steps=steps(DONE), **COMPLETE), False),
    },
    Code.FEW_STEPS_DONE: {
        "due this period, none done": (
            case(due=due(JUNE), steps=steps(OPEN, OPEN), running=RUNNING), True,
        ),
        "due next period, a third done": (
            case(due=due(SEPTEMBER), steps=steps(DONE, OPEN, OPEN), running=RUNNING), True,
        ),
        "half done": (case(due=due(JUNE), steps=steps(DONE, OPEN), running=RUNNING), False),
        "the plan wants more": (
            case(due=due(JUNE), steps=steps(DONE, OPEN), running=RUNNING,
                 rules=Rules(steps_done=80)), True,
        ),
        "one not stated": (case(due=due(JUNE), steps=steps(OPEN, UNSAID), running=RUNNING), False),
        "due later": (
            case(due=due(date(2023, 12, 31)), steps=steps(OPEN), running=RUNNING), False,
        ),
        "due before the period": (case(due=due(MARCH), steps=steps(OPEN), running=RUNNING), False),
        "amber": (case(due=due(JUNE), steps=steps(OPEN), running=RUNNING, rating="A"), False),
        "no period": (case(due=due(JUNE), steps=steps(OPEN)), False),
    },
    Code.NOT_UPDATED: {
        "silent, and overdue": (case(running=RUNNING, updated=False), True),
        "silent on the day": (
            case(running=replace(RUNNING, due_by=JUNE), updated=False), False,
        ),
        "silent, no day set, on the last day": (
            case(running=replace(RUNNING, due_by=None), updated=False), False,
        ),
        "updated": (case(running=RUNNING), False),
        "complete": (case(running=RUNNING, updated=False, **COMPLETE), False),
        "status not stated": (case(running=RUNNING, updated=False, status=None), True),
        "no period": (case(updated=False), False),
    },
    Code.SAME_WORDS: {
        "the same": (case(reported=Reported("Q4 2022/23", f" {FULL.upper()}\n")), True),
        "others": (case(reported=Reported("Q4 2022/23", "The draft is ready.")), False),
        "no period was closed": (case(), False),
        "no words": (case(commentary=None, reported=Reported("Q4 2022/23", "")), False),
        "not updated since": (
            case(updated=False, reported=Reported("Q4 2022/23", FULL)), False,
        ),
        "said to be no change": (
            case(no_change=True, reported=Reported("Q4 2022/23", FULL)), False,
        ),
        "complete": (case(reported=Reported("Q4 2022/23", FULL), **COMPLETE), False),
    },
    Code.NO_DATE: {
        "no word": (case(), True),
        "a status where a date should be": (case(due=due(None, "In progress")), True),
        "in words": (case(due=due(None, "As above")), False),
        "a date": (case(due=due(SEPTEMBER)), False),
        "complete": (case(**COMPLETE), False),
        "status not stated": (case(status=None), True),
    },
    Code.WORDS_ONLY: {
        "in words": (case(due=due(None, "Post Full Council February 2024")), True),
        "a date beside the words": (case(due=due(SEPTEMBER, "End of September 2023")), False),
        "a status": (case(due=due(None, "Currently in progress")), False),
        "no word": (case(), False),
        "complete": (case(due=due(None, "As above"), **COMPLETE), False),
    },
    Code.THIN_WORDS: {
        "amber with cause, next step and date": (case(rating="A"), False),
        "amber with nothing": (case(rating="A", commentary=None), True),
        "red without a date": (case(rating="R", commentary="Delayed; it will go on."), True),
        "green": (case(commentary=None), False),
        "complete": (case(rating="A", commentary=None, **COMPLETE), False),
    },
    Code.NO_LEAD: {
        "none": (case(has_lead=False), True),
        "not known": (case(), False),
        "one": (case(has_lead=True), False),
        "complete": (case(has_lead=False, **COMPLETE), False),
    },
    Code.VACANT_POST: {
        "vacant": (case(is_vacant=True), True),
        "not known": (case(), False),
        "held": (case(is_vacant=False), False),
        "complete": (case(is_vacant=True, **COMPLETE), False),
    },
    Code.TWO_IN_ONE: {
        "two dates": (case(due=due(JUNE, "End of June 2023\nEnd of May 2023")), True),
        "a date and complete": (case(due=due(JUNE, "End of June 2023\nComplete")), True),
        "one date": (case(due=due(JUNE, "End of June 2023")), False),
        "twice the same": (case(due=due(None, "As above\nAs above")), False),
        "complete": (case(due=due(JUNE, "Complete\nJune 2023"), **COMPLETE), False),
    },
}  # fmt: skip
LINES = [(code, name, *line) for code, lines in TABLE.items() for name, line in lines.items()]


@pytest.mark.parametrize(
    ("code", "name", "asked", "expected"),
    LINES,
    ids=[f"{line[0].value}: {line[1]}" for line in LINES],
)
def test_rule(code, name, asked, expected):
    standing = {one.code for one in challenges(asked) if one.stands_on(JUNE)}
    assert (code in standing) is expected


def test_every_rule_has_a_table_that_says_yes_and_no():
    assert set(TABLE) == set(Code)
    for lines in TABLE.values():
        assert {expected for _, expected in lines.values()} == {True, False}


@pytest.mark.parametrize("code", Code, ids=str)
def test_a_rule_that_is_off_asks_nothing(code):
    asked = next(one for one, expected in TABLE[code].values() if expected)
    off = replace(asked, rules=replace(asked.rules, off=(code.value,)))
    assert code not in {one.code for one in challenges(off)}
