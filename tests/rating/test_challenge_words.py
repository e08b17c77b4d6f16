"""What a query says: one plain sentence with its facts in it, and whose rule it is."""

import pytest
from django.core.exceptions import ValidationError

from actionplan.rating import RULES, challenges
from actionplan.rules.challenges import (
    TO_LEADS,
    TO_SET_UP,
    Challenge,
    Code,
    Rules,
    as_rules,
    check_rules,
)
from actionplan.rules.thin_words import missing_in
from actionplan.rules.words import NAMES, basis, sentence
from tests.rating.test_rules import JUNE, KEY, PLAIN_KEY, TABLE

SAID = {
    Code.UNKNOWN_RATING: "It is rated X, which the plan’s key does not have.",
    Code.COMPLETE_NOT_GREEN: "It is complete and rated amber.",
    Code.COMPLETE_LATE: (
        "It was completed (March 2023) after its date (31 January 2023) and is rated green."
    ),
    Code.PAST_DATE: "It is 30 days past its date (31 May 2023) and rated green.",
    Code.PAST_BAND: "Its timescale B ended on 1 December 2022; it is open and rated green.",
    Code.SLIPPED: "Its date has moved 2 times.",
    Code.NO_RATING: "It is not rated.",
    Code.COMPLETE_OPEN_STEPS: "It is complete, and 1 of its 2 steps is open.",
    Code.OPEN_STEPS_DONE: "It is open although all its 2 steps are done.",
    Code.FEW_STEPS_DONE: (
        "It is green and due on 30 June 2023, before another period ends; none of its 2 steps are "
        "done."
    ),
    Code.NOT_UPDATED: "It has no update for Q1 2023/24, which was due by 23 June 2023.",
    Code.SAME_WORDS: "Its commentary is the same as in Q4 2022/23.",
    Code.NO_DATE: "It is open and has no due date.",
    Code.THIN_WORDS: (
        "It is rated amber, and its commentary names no cause, next step or date."
    ),
    Code.NO_LEAD: "No post leads it.",
    Code.VACANT_POST: "Nobody holds the post that leads it.",
    Code.WORDS_ONLY: "When it is due is said in words that fix no date.",
    Code.TWO_IN_ONE: "Its due words name 2 things, so it may be more than one action.",
}  # fmt: skip


def of(code):
    """The first query of a kind in the truth table."""
    asked = next(one for one, expected in TABLE[code].values() if expected)
    return next(one for one in challenges(asked) if one.code == code)


@pytest.mark.parametrize("code", Code, ids=str)
def test_a_sentence_with_the_facts_in_it(code):
    assert sentence(of(code), JUNE, KEY) == SAID[code]


def test_every_code_has_a_place_a_name_and_a_rule():
    assert sorted((*TO_LEADS, *TO_SET_UP)) == sorted(Code)
    assert set(NAMES) == set(RULES) == set(Code)


def test_the_key_is_quoted_where_it_says_so():
    assert basis(of(Code.COMPLETE_LATE), KEY) == (
        "The plan’s key says of red: “Off target or completed behind the deadline target”."
    )
    assert basis(of(Code.PAST_DATE), PLAIN_KEY) == "The plan’s key says of red: “Off target”."
    assert basis(of(Code.PAST_BAND), KEY) == "The plan’s timescales run from its start."
    assert basis(of(Code.NOT_UPDATED), KEY) == "A rule of Golden Thread."


def test_a_later_day_says_how_much_later():
    query = Challenge(Code.PAST_DATE, (("due", "2022-09-30"), ("rating", "")))
    said = sentence(query, JUNE)
    assert said == "It is 9 months past its date (30 September 2022) and not rated."


@pytest.mark.parametrize(
    ("words", "missing"),
    [
        ("Delayed by sickness; a report will go to Full Council in September 2023.", ()),
        ("A report will go to Full Council in September 2023.", ("cause",)),
        ("In draft", ("cause", "date")),
        ("", ("cause", "next step", "date")),
    ],
)
def test_what_amber_and_red_should_say(words, missing):
    assert missing_in(words) == missing


@pytest.mark.parametrize(
    "when",
    ["by 14 July", "on the 3rd of May", "14/07", "in September", "by the end of August", "mid-June",
     "next month", "by Friday", "by Christmas", "within six weeks", "in Q3", "in summer"],
)  # fmt: skip
def test_a_day_without_its_year_is_a_date(when):
    assert missing_in(f"Delayed by sickness; it will be done {when}.") == ()


@pytest.mark.parametrize("words", ["We may act", "They march on", "one of 12", "it is late"])
def test_words_that_look_like_a_date_are_none(words):
    assert "date" in missing_in(f"Delayed by sickness; it will be done. {words}.")


def test_rules_are_stored_as_what_is_not_usual():
    stored = {"off": ["thin words"], "slips": 3}
    check_rules(stored)
    assert as_rules(stored) == Rules(off=("thin words",), slips=3)
    assert as_rules({}) == Rules()


@pytest.mark.parametrize(
    "data",
    [[], {"of": []}, {"off": ["no such rule"]}, {"off": "thin words"}, {"slips": 0},
     {"slips": True}, {"steps_done": 101}, {"grace_days": "3"}, {"published": 1}],
    ids=str,
)  # fmt: skip
def test_rules_that_are_none_are_refused(data):
    with pytest.raises(ValidationError):
        check_rules(data)
