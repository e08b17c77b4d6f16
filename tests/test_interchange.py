"""A plan as JSON and back: exact, and strict about what it does not understand."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actionplan.declared import (
    Confidence,
    Due,
    LastUpdate,
    Moment,
    Precision,
    Proposal,
    Response,
    Revision,
    Status,
    Step,
    StepState,
)
from actionplan.document import Action, PlanDocument, Recommendation, Theme
from actionplan.interchange import from_json, to_json
from actionplan.key_lines import Band, Guard, Rating

TEXT = st.text(max_size=12)
MAYBE = st.none() | TEXT
PAIRS = st.lists(st.tuples(TEXT, TEXT), max_size=2).map(tuple)
TEXTS = st.lists(TEXT, max_size=2).map(tuple)
DUE = st.builds(Due, TEXT, st.none() | st.dates(), st.none() | st.sampled_from(Precision))
MOMENT = st.builds(Moment, st.dates(), st.sampled_from(Precision))


def tuples(items, most=2):
    return st.lists(items, max_size=most).map(tuple)


def actions(sub_actions):
    return st.builds(
        Action,
        title=TEXT,
        reference=MAYBE,
        steps=tuples(st.builds(Step, TEXT, st.none() | st.sampled_from(StepState))),
        rating=MAYBE,
        status=st.none() | st.sampled_from(Status),
        timescale=MAYBE,
        due=DUE,
        revisions=tuples(st.builds(Revision, DUE, DUE, TEXT, TEXT, st.booleans()), 1),
        completed=st.none() | MOMENT,
        commentary=MAYBE,
        delivery=TEXTS,
        counts_in_totals=st.booleans(),
        last_update=st.none()
        | st.builds(LastUpdate, st.dates(), st.dates(), MAYBE, MAYBE, st.none() | st.booleans()),
        extras=PAIRS,
        sub_actions=sub_actions,
        confidence=st.none() | st.sampled_from(Confidence),
        proposed=st.none() | st.builds(Proposal, DUE, TEXT, st.none() | st.dates(), MAYBE),
    )


ACTION = actions(tuples(actions(st.just(())), 1))
RECOMMENDATION = st.builds(
    Recommendation, TEXT, MAYBE, TEXTS, TEXTS, tuples(ACTION),
    response=st.none() | st.sampled_from(Response), response_reason=MAYBE,
)  # fmt: skip
DOCUMENT = st.builds(
    PlanDocument,
    title=TEXT,
    as_at=st.none() | st.dates(),
    key=tuples(
        st.builds(Rating, TEXT, TEXT, TEXT, TEXT, TEXT, st.booleans(), st.sampled_from(Guard))
    ),
    bands=tuples(st.builds(Band, TEXT, TEXT, st.none() | st.integers(0, 99))),
    themes=tuples(st.builds(Theme, MAYBE, tuples(RECOMMENDATION, 1))),
    loose_actions=tuples(ACTION, 1),
    extras=PAIRS,
    asks_confidence=st.booleans(),
    asks_agreement=st.booleans(),
    columns=TEXTS,
    asks_date_agreement=st.booleans(),
    dates_agreed_by=MAYBE,
)

SMALL = PlanDocument(
    "Corporate Peer Review Action Plan",
    as_at=date(2023, 6, 30),
    loose_actions=(
        Action("Launch", status=Status.COMPLETE, due=Due("May 2023", date(2023, 5, 31))),
    ),
)


@given(DOCUMENT)
def test_a_plan_comes_back_exactly_through_json_text(document):
    assert from_json(json.loads(json.dumps(to_json(document)))) == document


def test_dates_and_statuses_are_written_as_people_read_them():
    written = to_json(SMALL)
    assert written["schema"] == 1
    assert written["plan"]["as_at"] == "2023-06-30"
    assert written["plan"]["loose_actions"][0]["status"] == "complete"
    assert written["plan"]["loose_actions"][0]["rating"] is None


def test_what_has_a_default_may_be_left_out():
    assert from_json({"schema": 1, "plan": {"title": "Plan"}}) == PlanDocument("Plan")


def changed(*path, to):
    """The small plan's JSON with one value changed."""
    data = to_json(SMALL)
    place = data
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = to
    return data


ACTION_0 = ("plan", "loose_actions", 0)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ([], "the file must be an object with keys."),
        ({"plan": {}}, "The file must hold the keys “schema” and “plan” and no others."),
        (changed("schema", to=2), "The file has schema 2; this version reads 1."),
        (changed("schema", to=True), "The file has schema True; this version reads 1."),
        (changed("more", to=1), "The file must hold the keys “schema” and “plan” and no others."),
        (changed("plan", "owner", to="x"), "plan holds “owner”, which is not known."),
        (changed("plan", "title", to=None), "plan.title must be text."),
        (changed("plan", to={}), "plan lacks “title”."),
        (changed("plan", "as_at", to="31 May 2023"), "plan.as_at cannot be '31 May 2023'."),
        (changed("plan", "as_at", to="20230531"), "plan.as_at cannot be '20230531'."),
        (changed("plan", "themes", to={}), "plan.themes must be a list."),
        (changed("plan", "extras", to=[["a"]]), "plan.extras[0] must hold 2 values."),
        (
            changed(*ACTION_0, "status", to="finished"),
            "plan.loose_actions[0].status cannot be 'finished'.",
        ),
        (
            changed(*ACTION_0, "confidence", to="certain"),
            "plan.loose_actions[0].confidence cannot be 'certain'.",
        ),
        (
            changed(*ACTION_0, "counts_in_totals", to=1),
            "plan.loose_actions[0].counts_in_totals must be true or false.",
        ),
    ],
)
def test_what_is_not_understood_is_refused_with_its_place(data, sentence):
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the sentence is compared whole
        from_json(data)
    assert str(caught.value) == sentence


def test_actions_within_actions_without_end_are_refused():
    action: dict = {"title": "x"}
    for _ in range(200):
        action = {"title": "x", "sub_actions": [action]}
    with pytest.raises(ValueError, match="nested too deeply"):
        from_json({"schema": 1, "plan": {"title": "x", "loose_actions": [action]}})
