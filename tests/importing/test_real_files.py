"""The real plan, from Word and from Excel: every field, and a note for each of its oddities."""

import json
import re
from datetime import date
from pathlib import Path

import pytest

from actionplan.importing.read import read_plan
from actionplan.importing.summary import reading_as_json
from actionplan.key_lines import Band

FOLDER = Path(__file__).parent.parent / "data" / "owbc-peer-review"
EXPECTED = json.loads((FOLDER / "expected.json").read_text())
LINES = {action["seed_line"]: place for place, action in enumerate(EXPECTED["actions"])}
FIELDS = ["recommendation", "title", "rag", "status", "due_text", "due_date", "owner", "priority"]
FIELDS += ["commentary", "timescale", "steps"]


@pytest.fixture(scope="module", params=["docx", "xlsx"])
def reading(request):
    return read_plan(FOLDER / f"owbc-peer-review.{request.param}")


@pytest.fixture(scope="module")
def summary(reading):
    return json.loads(json.dumps(reading_as_json(reading)))


def plain(value):
    """Runs of spaces compare as one space; a status compares in lower case."""
    if isinstance(value, list):
        return [plain(one) for one in value]
    return re.sub(r"[ \t\xa0]+", " ", value) if isinstance(value, str) else value


def test_title_and_day(reading, summary):
    assert summary["title"] == EXPECTED["title"]
    assert reading.document.as_at == date(2023, 6, 30)


def test_recommendations_with_their_themes_and_leads(summary):
    expected = [
        {
            "number": one["number"],
            "text": plain(one["text"]),
            "theme": one["theme"],
            "leads": one["slt_leads"] + one["officer_leads"],
        }
        for one in EXPECTED["recommendations"]
    ]
    assert [{**one, "text": plain(one["text"])} for one in summary["recommendations"]] == expected


def test_slt_and_officer_leads_are_told_apart(reading):
    found = [(list(r.slt_leads), list(r.officer_leads)) for r in reading.document.recommendations()]
    assert found == [(r["slt_leads"], r["officer_leads"]) for r in EXPECTED["recommendations"]]


@pytest.mark.parametrize("field", FIELDS)
def test_every_action_field_by_field(summary, field):
    theirs = {"steps": "detail"}.get(field, field)
    expected = [plain(action[theirs]) for action in EXPECTED["actions"]]
    if field == "status":
        expected = [one and one.lower() for one in expected]
    assert [plain(action[field]) for action in summary["actions"]] == expected


def test_actions_hold_what_is_printed_and_nothing_else(summary):
    assert all(set(action) == set(FIELDS) for action in summary["actions"])
    assert set(summary) == {"title", "recommendations", "actions", "notes"}
    assert all(
        set(note) == {"where", "said", "understood", "needs_decision"} for note in summary["notes"]
    )


def test_counts(reading):
    actions = list(reading.document.actions())
    assert len(actions) == 60
    ratings = [action.rating for action in actions]
    assert [ratings.count(one) for one in ("G", "A", "R", None)] == [44, 11, 0, 5]


def test_the_key_in_the_footer(reading):
    key = {one.letter: one.definition for one in reading.document.key}
    assert key == EXPECTED["key"]["rag"]
    assert [(one.word, one.shape, one.colour) for one in reading.document.key] == [
        ("Green", "circle", "green"),
        ("Amber", "triangle", "amber"),
        ("Red", "square", "red"),
    ]
    assert reading.document.bands == (
        Band("A", "1-3 months", 1, 3),
        Band("B", "3-6 months", 3, 6),
        Band("C", "6-12+ months", 6, 12, open_ended=True),
    )


def test_nothing_is_left_over(reading):
    """Every cell of this plan has a field."""
    assert all(action.extras == () for action in reading.document.actions())
    assert not [note for note in reading.notes if "left out" in note.understood]


def test_bullets_are_steps_of_which_nothing_is_known(reading):
    assert {s.state for action in reading.document.actions() for s in action.steps} == {None}


# Lines of the plan's text (see expected.json) and what a reader must be asked there.
ASKED = {
    19: "does not say what it means",
    104: "may be the date of completion",
    75: "The row above says “complete” twice",
    112: "points at another row",
    119: "may belong in the due column",
    135: "for a time after February 2024",
    243: "may be a heading",
    333: "may be the date of completion",
    369: "Several dates",
    396: "may be the date of completion",
    454: "may be the date of completion",
    505: "taken as the status",
    512: "taken as the status",
    554: "may be a heading",
    569: "Two actions seem to share this row",
    621: "may be the date of completion",
    632: "may be a heading",
    647: "Two things seem to share this row",
}
TOLD = {
    19: "both are kept as written",
    63: "said more than once",
    75: "No date, status or commentary",
    97: "from a sentence",
    119: "from a sentence",
    166: "Two bands",
    188: "left unrated",
    209: "said more than once",
    301: "left unrated",
    429: "stands here and in another cell",
    439: "stands here and in another cell",
    621: "both are kept as written",
}


@pytest.mark.parametrize(("line", "words"), ASKED.items())
def test_an_oddity_asks_for_a_decision(reading, line, words):
    notes = [n for n in reading.notes if n.action == LINES[line] and words in n.understood]
    assert len(notes) == 1
    assert notes[0].needs_decision
    assert notes[0].said


@pytest.mark.parametrize(("line", "words"), TOLD.items())
def test_an_oddity_that_changes_nothing_is_told(reading, line, words):
    notes = [n for n in reading.notes if n.action == LINES[line] and words in n.understood]
    assert [note.needs_decision for note in notes] == [False]


def test_leads_that_could_be_split_otherwise_and_missing_leads_are_asked(reading):
    asked = [n.understood for n in reading.notes if n.action is None and n.needs_decision]
    assert asked == [
        "“Head of Finance & Corporate Projects & IT Manager” is read as “Head of Finance” and"
        " “Corporate Projects & IT Manager”.",
        "No lead is named for recommendation 6.",
        "No lead is named for recommendation 7.",
    ]


def test_tables_without_a_recommendation_say_what_they_go_on_with(reading):
    told = [n.understood for n in reading.notes if "going on with" in n.understood]
    assert told == [
        f"This table is read as going on with recommendation {number}." for number in (4, 5, 6)
    ]


def test_plain_rows_ask_nothing(reading):
    """Ordinary rows are not buried in questions."""
    asked = {note.action for note in reading.notes if note.needs_decision}
    assert LINES[128] not in asked
    assert LINES[173] not in asked
    assert len(asked - {None}) == 28


def test_word_and_excel_give_the_same_plan():
    word, excel = (read_plan(FOLDER / f"owbc-peer-review.{kind}") for kind in ("docx", "xlsx"))
    assert word.document == excel.document
    assert [(n.said, n.understood, n.action) for n in word.notes] == [
        (n.said, n.understood, n.action) for n in excel.notes
    ]
