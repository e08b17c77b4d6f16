"""Plans without any heading: columns told by what stands in them, and every one asked about."""

from datetime import date

import openpyxl
import pytest
from openpyxl.styles import PatternFill

from actionplan.importing.child import rows_of
from actionplan.importing.layout import understand_plan
from actionplan.importing.notes import Choices, ColumnChoice, KnownHeading
from actionplan.importing.summary import reading_as_json
from council.bounded_child import Refused
from tests.importing.making import saved, word_plan, workbook_plan

PEOPLE = ["1.1", "Publish a people strategy", "Head of HR", "31 March 2024", "Green", "Sent out."]
TRAIN = ["1.2", "Train every councillor", "Monitoring Officer", "Q3 2024/25", "Amber", ""]
DEPOT = ["2.1", "Sell the old depot", "Estates Manager", "TBC", "Red", "No bids were made"]
ROWS = [PEOPLE, TRAIN, DEPOT]
THREE = [
    ("Publish a people strategy", "Head of HR", "2024-03-31", "G", "Sent out."),
    ("Train every councillor", "Monitoring Officer", "2024-12-31", "A", None),
    ("Sell the old depot", "Estates Manager", None, "R", "No bids were made"),
]
FIELDS = ["number", "action", "lead", "due", "rating", "commentary"]


def understood(content, choices=None):
    return understand_plan(rows_of(content), choices or Choices())


def told(reading):
    keys = ("title", "owner", "due_date", "rag", "commentary")
    return [tuple(one[key] for key in keys) for one in reading_as_json(reading)["actions"]]


def fields(reading):
    return [column.field for column in reading.tables[0].columns]


def asked(reading):
    """The columns about which a person is asked."""
    return [note.said for note in reading.notes if note.action is None and note.needs_decision]


LAYOUTS = {
    "Word": lambda: word_plan("Plan", ROWS),
    "Excel below a title": lambda: workbook_plan([["Plan"], [], *ROWS]),
    "tables that go on": lambda: word_plan("Plan", ROWS[:1], "and", ROWS[1:]),
    "under recommendations": lambda: word_plan(
        "Plan", "Recommendation 1: Be bold", ROWS[:2], "Recommendation 2: Be fair", ROWS[2:]
    ),
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_every_field_is_read_and_every_column_is_asked_about(name):
    reading = understood(LAYOUTS[name]())
    assert told(reading) == THREE
    assert fields(reading) == FIELDS
    assert asked(reading) == [f"Column {at}" for at in range(1, 7)]
    reasons = [column.reason for column in reading.tables[0].columns]
    assert reasons[2] == "No heading names it; 3 of 3 cells hold posts."


def test_each_sheet_has_columns_of_its_own():
    other = [[row[1], row[4], row[2], row[3]] for row in ROWS]
    reading = understood(workbook_plan(First=ROWS, Second=other))
    assert [one[:4] for one in told(reading)] == [one[:4] for one in THREE * 2]


def test_headings_that_nobody_knows_are_headings_and_asked_about():
    head = ["Cam", "Gweithred", "Pwy", "Erbyn", "Lliw", "Nodyn"]
    reading = understood(word_plan("Cynllun", [head, *ROWS]))
    assert told(reading) == THREE
    assert asked(reading) == head


def test_repeated_words_before_the_action_are_its_recommendation():
    rows = [["Improve housing in the borough", *row[1:]] for row in ROWS]
    reading = understood(word_plan("Plan", rows))
    assert fields(reading)[:2] == ["recommendation", "action"]
    assert [one.text for one in reading.document.recommendations()] == [rows[0][0]]


def test_of_two_columns_of_dates_the_later_is_due():
    days = date(2023, 1, 9), date(2024, 3, 1)
    reading = understood(workbook_plan([[*row[1:3], *days] for row in ROWS]))
    assert [one[2] for one in told(reading)] == ["2024-03-01"] * 3
    assert reading.document.loose_actions[0].extras == (("Column 3", "2023-01-09"),)


def test_shade_alone_is_a_rating_that_is_asked_in_each_row():
    book = openpyxl.Workbook()
    for at, row in enumerate(ROWS, start=1):
        book["Sheet"].append([row[1], "", row[2], row[3]])
        book["Sheet"].cell(at, 2).fill = PatternFill("solid", fgColor="FF00B050")
    reading = understood(saved(book))
    assert [one[3] for one in told(reading)] == ["G", "G", "G"]
    assert [n.action for n in reading.notes if n.field == "rating" and n.action is not None] == [
        0,
        1,
        2,
    ]


def test_a_person_has_the_last_word_on_a_column():
    key = understood(word_plan("Plan", ROWS)).tables[0].key
    choices = Choices(columns=(ColumnChoice(key, 3, "other"), ColumnChoice(key, 5, "due")))
    reading = understood(word_plan("Plan", ROWS), choices)
    assert fields(reading) == ["number", "action", "lead", "other", "rating", "due"]
    assert "Column 4" not in asked(reading)


def test_what_was_said_at_the_last_import_is_not_asked_again():
    known = tuple(KnownHeading(f"Column {at}", field) for at, field in enumerate(FIELDS, start=1))
    reading = understood(word_plan("Plan", ROWS), Choices(remembered=known))
    assert (fields(reading), asked(reading)) == (FIELDS, [])


NO_PLANS = {
    "contacts": [["Jane Smith", "Head of HR", "01234 567890"], ["Jo Hall", "IT Manager", "0116 1"]],
    "figures": [["Income", "100", "200"], ["Costs", "50", "60"], ["Rest", "50", "140"]],
    "minutes": [["1", "Apologies were received", "Noted"], ["2", "The minutes were agreed", ""]],
    "one row": [PEOPLE],
    "questions": [["Is it safe?", "Yes"], ["Is it dear?", "No"]],
}


@pytest.mark.parametrize("name", NO_PLANS)
def test_what_shows_no_two_signs_of_a_plan_is_refused(name):
    with pytest.raises(Refused, match="holds no table whose headings could be recognised"):
        understood(word_plan("A paper", NO_PLANS[name]))


def test_a_table_with_headings_is_never_guessed_at():
    history = [["Version", "Author", "Date"], ["1", "Head of HR", "May 2023"]]
    reading = understood(word_plan("Plan", history, ROWS))
    assert told(reading) == THREE
