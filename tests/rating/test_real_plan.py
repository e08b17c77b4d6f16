"""The real plan as at 30 June 2023: the rules find what a careful reader finds, and no more."""

import json
from datetime import date
from pathlib import Path

import pytest

from actionplan.importing.read import read_plan
from actionplan.rating import challenges
from actionplan.rules.case import Case
from actionplan.rules.challenges import Code, headline, standing

FOLDER = Path(__file__).parent.parent / "data" / "owbc-peer-review"
BY_HAND = json.loads((FOLDER / "queries.json").read_text())
LINES = [one["seed_line"] for one in json.loads((FOLDER / "expected.json").read_text())["actions"]]
DAY = date(2023, 6, 30)
HEADLINES = {
    Code.COMPLETE_NOT_GREEN: ["complete and amber"],
    Code.NO_RATING: ["complete without rating", "open without rating, date or band"],
    Code.PAST_DATE: ["past its date and green", "past its date and amber"],
    Code.PAST_BAND: ["past its band where no date is", "past its band with a date ahead"],
    Code.THIN_WORDS: ["amber, its commentary without next step or date"],
}


@pytest.fixture(scope="module", params=["docx", "xlsx"])
def found(request):
    """The queries about each row, by the line of the text that it starts on."""
    document = read_plan(FOLDER / f"owbc-peer-review.{request.param}").document
    cases = (
        Case(one, document.key, document.bands, start=date(2022, 6, 1), updated=True)
        for one in document.actions()
    )
    return dict(zip(LINES, map(challenges, cases), strict=True))


def lines(names):
    return sorted(line for name in names for line in BY_HAND[name])


@pytest.mark.parametrize("code", HEADLINES, ids=lambda code: code.name)
def test_headlines_are_those_of_the_list_made_by_hand(found, code):
    heads = {line: headline(queries, DAY) for line, queries in found.items()}
    assert [n for n, one in heads.items() if one and one.code == code] == lines(HEADLINES[code])


def test_twenty_four_rows_have_a_headline_and_no_complete_row_is_called_stale(found):
    heads = [headline(queries, DAY) for queries in found.values()]
    assert sum(one is not None for one in heads) == 24
    assert {one.code for one in heads if one} == set(HEADLINES)


def test_ratings_in_the_facts_tell_green_from_amber(found):
    for name, letter in (("past its date and green", "G"), ("past its date and amber", "A")):
        for line in BY_HAND[name]:
            first = headline(found[line], DAY)
            assert first
            assert dict(first.facts)["rating"] == letter


@pytest.mark.parametrize(
    ("code", "name"),
    [(Code.WORDS_ONLY, "date in words only"), (Code.TWO_IN_ONE, "two actions in one row")],
    ids=["words only", "two in one"],
)
def test_set_up_list(found, code, name):
    codes = {line: {one.code for one in standing(every, DAY)} for line, every in found.items()}
    assert sorted(line for line, some in codes.items() if code in some) == BY_HAND[name]
