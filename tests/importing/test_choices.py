"""What people say of columns and headings counts before what is recognised, and is explained."""

from dataclasses import replace
from pathlib import PurePath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actionplan.importing.child import rows_of
from actionplan.importing.fields import field_called, name_of
from actionplan.importing.layout import understand_plan
from actionplan.importing.notes import Choices, ColumnChoice, KnownHeading, UnreadableFile
from actionplan.importing.read import read_content
from actionplan.importing.synonyms import Field
from actionplan.interchange import encode
from council.bounded_child import Refused
from tests.importing.making import HEADINGS, word_plan, workbook_plan

BUDGET = ["Publish the budget", "Head of Finance", "31/03/2024", "Green", "On its way at last"]
HOMES = ["Build two hundred homes", "Head of Housing", "June 2024", "Amber", ""]
LOCAL = ["Pledge", "Champion", "Finish line", "Traffic light", "Story"]
OWN = (
    KnownHeading("Pledge", "action"),
    KnownHeading("Champion", "lead"),
    KnownHeading("Finish line", "due"),
)


def understood(content, choices=None):
    return understand_plan(rows_of(content), choices or Choices())


def chosen(*pairs, table="s1.1"):
    return Choices(columns=tuple(ColumnChoice(table, index, field) for index, field in pairs))


def fields(reading, table=0):
    return [column.field for column in reading.tables[table].columns]


def reasons(content, choices=None):
    (table,) = understood(content, choices).tables
    return {column.heading: column.reason for column in table.columns}


def test_a_choice_decides_what_a_column_holds():
    content = workbook_plan([HEADINGS, BUDGET])
    reading = understood(content, chosen((1, "delivery"), (4, "steps")))
    (action,) = reading.document.actions()
    assert (action.accountable, action.delivery) == (None, ("Head of Finance",))
    assert [step.words for step in action.steps] == ["On its way at last"]
    assert action.commentary is None
    assert [cell.field for cell in reading.rows[0].cells] == fields(reading)
    assert reading.tables[0].columns[1].score == 1.0


def test_a_choice_holds_for_its_table_alone():
    other = ["Task", "Owner", "Deadline", "RAG", "Update"]
    content = word_plan("Plan", [HEADINGS, BUDGET], [other, HOMES])
    reading = understood(content, chosen((1, "delivery"), table="t2.1"))
    assert (fields(reading)[1], fields(reading, 1)[1]) == ("lead", "delivery")


def test_a_choice_for_tables_that_are_headed_alike_holds_for_all_of_them():
    content = word_plan("Plan", "1. Money", [HEADINGS, BUDGET], "2. Homes", [HEADINGS, HOMES])
    reading = understood(content, chosen((1, "delivery"), table="t1.1"))
    assert [action.delivery for action in reading.document.actions()] == [
        ("Head of Finance",),
        ("Head of Housing",),
    ]


def test_tables_keep_their_keys_whatever_is_chosen():
    content = workbook_plan([HEADINGS, BUDGET], [["Task", "Owner", "Deadline"], HOMES[:3]])
    plain = understood(content)
    told = understood(content, chosen((0, "commentary"), (4, "action")))
    assert [one.key for one in plain.tables] == [one.key for one in told.tables]


def test_a_column_that_is_kept_as_a_further_one_goes_unread_and_unremarked():
    reading = understood(workbook_plan([HEADINGS, BUDGET]), chosen((3, "other")))
    (action,) = reading.document.actions()
    assert (action.rating, action.extras) == (None, (("RAG", "Green"),))
    assert not [note for note in reading.notes if note.said == "RAG"]


def test_a_column_that_lost_its_field_takes_the_next_best_or_none():
    content = workbook_plan([[*HEADINGS, "Notes"], [*BUDGET, "Seen by the audit committee"]])
    assert fields(understood(content))[4:] == ["commentary", "other"]
    reading = understood(content, chosen((5, "commentary")))
    assert fields(reading)[4:] == ["other", "commentary"]
    assert reading.tables[0].columns[4].reason == (
        "It may be the commentary, but “Notes” is taken for that; its words are kept with each"
        " action."
    )


def test_of_two_columns_chosen_for_one_field_the_second_is_kept_as_a_further_one():
    choices = chosen((1, "lead"), (4, "lead"))
    reading = understood(workbook_plan([HEADINGS, BUDGET]), choices)
    assert fields(reading) == ["action", "lead", "due", "rating", "other"]
    reason = "“Lead” is the lead already; a table has only one."
    assert reading.tables[0].columns[4].reason == reason


def test_several_columns_may_be_chosen_for_who_else_delivers():
    choices = chosen((1, "delivery"), (4, "delivery"))
    content = workbook_plan([HEADINGS, [*BUDGET[:4], "Head of Law"]])
    (action,) = understood(content, choices).document.actions()
    assert action.delivery == ("Head of Finance", "Head of Law")


def test_a_table_becomes_a_plan_when_its_column_of_actions_is_chosen():
    counts = [["Lead", "RAG", "Number"], ["Head of Finance", "Green", "44"]]
    content = word_plan("Plan", [HEADINGS, BUDGET], counts)
    assert understood(content).tables[1].rows == 0
    reading = understood(content, chosen((2, "action"), table="t2.1"))
    assert [action.title for action in reading.document.actions()] == ["Publish the budget", "44"]


def test_without_a_column_for_the_actions_there_is_no_plan():
    content = workbook_plan([["Action", "Lead"], BUDGET[:2]])
    with pytest.raises(Refused, match="no table with a column for the actions"):
        understood(content, chosen((0, "other"), (1, "other")))


def test_what_is_not_known_is_ignored():
    content = workbook_plan([HEADINGS, BUDGET])
    odd = (*chosen((99, "lead"), (1, "chairman")).columns, ColumnChoice("t9.9", 1, "due"))
    choices = Choices(odd, (KnownHeading("Lead", "chairman"),), (KnownHeading("–", "due"),))
    assert fields(understood(content, choices)) == fields(understood(content))


# Headings


def test_the_councils_own_headings_make_a_table_of_a_plan():
    content = workbook_plan([LOCAL, BUDGET])
    with pytest.raises(Refused, match="headings could be recognised"):
        understood(content)
    reading = understood(content, Choices(synonyms=OWN))
    (action,) = reading.document.actions()
    assert (action.title, action.accountable) == ("Publish the budget", "Head of Finance")
    assert str(action.due.date) == "2024-03-31"
    assert fields(reading) == ["action", "lead", "due", "rating", "other"]


@pytest.mark.parametrize("heading", ["champion", "CHAMPION:", " Champion "])
def test_headings_are_known_without_capitals_and_marks(heading):
    content = workbook_plan([["Action", heading], BUDGET[:2]])
    assert fields(understood(content, Choices(synonyms=OWN))) == ["action", "lead"]


def test_the_councils_own_headings_count_in_the_second_row_of_a_heading():
    rows = [["Action", "Who", None], [None, "Champion", "Helpers"], [*BUDGET[:2], "Head of Law"]]
    own = (*OWN, KnownHeading("Who Champion", "lead"), KnownHeading("Helpers", "delivery"))
    assert fields(understood(workbook_plan(rows), Choices(synonyms=own)))[1:] == [
        "lead",
        "delivery",
    ]


HOLDS = {"chosen": "due", "remembered": "steps", "own": "commentary"}


@pytest.mark.parametrize(
    ("told", "field", "reason"),
    [
        ({"chosen", "remembered", "own"}, "due", "A person chose this."),
        ({"remembered", "own"}, "steps", "The last import of this plan took “lead” for the steps."),
        ({"own"}, "commentary", "By this council's own list “Lead” means the commentary."),
        (set(), "lead", "“Lead” plainly means the lead; 1 of 1 cells hold posts."),
    ],
)
def test_the_strongest_word_counts_and_says_whose_it_is(told, field, reason):
    choices = Choices(
        chosen((1, "due")).columns if "chosen" in told else (),
        (KnownHeading("lead", "steps"),) if "remembered" in told else (),
        (KnownHeading("Lead", "commentary"),) if "own" in told else (),
    )
    reading = understood(workbook_plan([["Action", "Lead"], BUDGET[:2]]), choices)
    column = reading.tables[0].columns[1]
    assert (column.field, column.reason, column.rival) == (field, reason, "")


def test_a_remembered_heading_takes_a_field_from_one_that_is_only_recognised():
    content = workbook_plan([[*HEADINGS, "Notes"], [*BUDGET, "Seen by the audit committee"]])
    choices = Choices(remembered=(KnownHeading("Notes", "commentary"),))
    (action,) = understood(content, choices).document.actions()
    assert action.commentary == "Seen by the audit committee"


# Reasons


@pytest.mark.parametrize(
    ("heading", "cells", "reason"),
    [
        ("Owner", ["Head of Law", "we all", "Head of Housing"], "2 of 3 cells hold posts"),
        ("Owner", ["", ""], "“Owner” plainly means the lead."),
        ("Success measure", ["Fewer complaints"], "is known as a further column"),
        ("Wibble", ["Fewer complaints"], "No field is known by this heading"),
        ("Timescale", ["A", "B"], "“Timescale” usually means the timescale band; 2 of 2 cells"),
        ("Timescale", ["June 2024"], "“Timescale” usually means the due date; 1 of 1 cells"),
    ],
)
def test_every_column_says_why_it_is_taken_for_what_it_is(heading, cells, reason):
    rows = [[f"Publish paper {one}", cell, "Green"] for one, cell in enumerate(cells)]
    content = workbook_plan([["Action", heading, "RAG"], *rows])
    assert reason in reasons(content)[heading]


def test_a_recommendation_that_is_taken_for_the_action_says_so():
    content = workbook_plan([["Recommendation", "Lead"], ["Improve the housing stock", "CEO"]])
    (table,) = understood(content).tables
    column = table.columns[0]
    assert (column.field, column.rival) == ("action", "recommendation")
    assert column.reason == "No heading names the action; this column says most in words."


# Through the child process


def test_choices_reach_the_child_that_reads():
    heading = "Champion\n“of” the pledge"
    content = workbook_plan([["Pledge", heading, "Finish line"], BUDGET[:3]])
    choices = Choices(
        (ColumnChoice("s1.1", 0, "commentary"),), (), (*OWN, KnownHeading(heading, "action"))
    )
    reading = read_content(content, PurePath("plan.xlsx"), choices)
    (action,) = reading.document.actions()
    assert (action.title, action.commentary) == ("Head of Finance", "Publish the budget")


def test_choices_that_leave_no_plan_are_refused_in_words():
    content = workbook_plan([["Action", "Lead"], BUDGET[:2]])
    with pytest.raises(UnreadableFile) as caught:
        read_content(content, PurePath("plan.xlsx"), chosen((0, "other"), (1, "other")))
    assert str(caught.value) == "plan.xlsx holds no table with a column for the actions."


# Nothing is lost

WORDS = [f"zebra {number} walks" for number in range(6)]


@given(st.lists(st.sampled_from([name_of(field) for field in Field]), min_size=6, max_size=6))
def test_whatever_is_chosen_no_words_are_lost(names):
    content = [["Action", "Lead", "Deadline", "RAG", "Update", "Notes"], WORDS]
    choices = chosen(*enumerate(["action", *names[1:]]), table="s1.1")
    reading = understood(SHEET, choices)
    (action,) = reading.document.actions()
    said = str(encode(replace(reading.document, title="")))
    assert [word for word in WORDS if word not in said] == []
    assert all(field_called(column.field) for column in reading.tables[0].columns)
    assert action.title == WORDS[0]
    assert [cell.text for cell in reading.rows[0].cells] == content[1]


SHEET = workbook_plan([["Action", "Lead", "Deadline", "RAG", "Update", "Notes"], WORDS])
