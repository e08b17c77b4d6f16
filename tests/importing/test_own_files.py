"""Workbooks of ours that come back: exact where nothing changed, cell for cell where it did."""

import io
from dataclasses import replace
from datetime import date

import openpyxl
import pytest
from hypothesis import given, settings

from actionplan.declared import Due, Moment, Precision, Status, Step, StepState
from actionplan.document import Action, Recommendation, Theme
from actionplan.stamps import read_stamp
from tests.importing.own_workbooks import (
    CURIOUS,
    DUE,
    SMALL,
    Edited,
    action,
    came_back,
    exported,
    opened,
    read,
    saved,
)
from tests.reporting.plans import real_plan
from tests.test_interchange import DOCUMENT


@given(DOCUMENT)
@settings(max_examples=60)
def test_an_unchanged_workbook_gives_the_plan_exactly(document):
    reading = came_back(opened(exported(document)))
    assert reading.document == document
    assert reading.notes == ()


def test_the_real_plan_comes_back_exactly():
    reading = came_back(opened(exported(real_plan())))
    assert reading.document == real_plan()
    assert len(reading.rows) == 60


def test_the_file_is_read_in_the_child_with_its_stamp():
    content = exported(real_plan())
    reading = read(content)
    assert reading.document == real_plan()
    assert read_stamp(reading.stamp).document == real_plan()


def test_a_workbook_that_openpyxl_saved_comes_back_exactly():
    book = openpyxl.load_workbook(io.BytesIO(exported(CURIOUS)))
    reading = read(saved(book))
    assert reading.document == CURIOUS
    assert reading.notes == ()


@pytest.mark.parametrize("plan", [real_plan(), CURIOUS], ids=["real", "curious"])
def test_a_workbook_that_libreoffice_saved_comes_back_exactly(plan, libreoffice):
    reading = read(libreoffice(exported(plan), "xlsx"))
    assert reading.document == plan
    assert reading.notes == ()
    assert read_stamp(reading.stamp).document == plan


NEXT_YEAR = date(2024, 3, 31)


@pytest.mark.parametrize(
    ("words", "field", "value"),
    [
        ({"RAG": "R"}, "rating", "R"),
        ({"RAG": "green"}, "rating", "G"),
        ({"RAG": "R Red"}, "rating", "R"),
        ({"RAG": None}, "rating", None),
        ({"Status": "Complete"}, "status", Status.COMPLETE),
        ({"Status": "Not stated"}, "status", None),
        ({"Commentary": "=done"}, "commentary", "=done"),
        ({"Commentary": None}, "commentary", None),
        ({"Timescale": "B"}, "timescale", "B"),
        ({"Priority": 1}, "priority", "1"),
        ({"Action": "Hold two workshops"}, "title", "Hold two workshops"),
        ({"Completed_on": date(2023, 5, 3)}, "completed", Moment(date(2023, 5, 3))),
        ({"Counted_in_totals": "No"}, "counts_in_totals", False),
        ({"Exempt_information": "3"}, "exempt_paragraph", "3"),
        ({"Steps": "Brief (done)\nInvite (done)\nMeet"}, "steps", (
            Step("Brief", StepState.DONE), Step("Invite", StepState.DONE), Step("Meet"))),
        # A date and the words beside it: whichever was changed, the other follows.
        ({"Due_date": NEXT_YEAR}, "due", Due("March 2024", NEXT_YEAR, Precision.MONTH)),
        ({"Due_date": date(2024, 3, 7)}, "due",
            Due("7 March 2024", date(2024, 3, 7), Precision.DAY)),
        ({"Due_date": "31/3/2024"}, "due", Due("March 2024", NEXT_YEAR, Precision.MONTH)),
        ({"Anticipated_completion": "March 2024"}, "due",
            Due("March 2024", NEXT_YEAR, Precision.MONTH)),
        ({"Anticipated_completion": "Ongoing"}, "due", Due("Ongoing")),
        ({"Anticipated_completion": "March 2024", "Due_date": NEXT_YEAR}, "due",
            Due("March 2024", NEXT_YEAR, Precision.MONTH)),
        ({"Anticipated_completion": "Full Council", "Due_date": NEXT_YEAR}, "due",
            Due("Full Council", NEXT_YEAR, Precision.DAY)),
        ({"Due_date_is_exact_to_the": "day"}, "due", replace(DUE, precision=Precision.DAY)),
    ],
)  # fmt: skip
def test_a_changed_cell_changes_its_field_and_nothing_else(words, field, value):
    edited = Edited()
    edited.write(2, **words)
    reading = edited.reading()
    expected = replace(action(SMALL, "PR-1"), **{field: value})
    assert action(reading.document, "PR-1") == expected
    assert action(reading.document, "PR-3") == action(SMALL, "PR-3")
    assert not [note for note in reading.notes if note.needs_decision]


@pytest.mark.parametrize(
    ("words", "field", "sentence"),
    [
        ({"RAG": "Purple"}, "rating", "This is no rating of the plan's key. It is kept"),
        ({"Status": "Nearly"}, "status", "This is no status that is known."),
        ({"Due_date": "soon"}, "due", "This is no date that can be read"),
        ({"Completed_on": "soon"}, "completed", "This is no date that can be read."),
        ({"Action": None}, "title", "The action has no words any more."),
        ({"Last_update_as_at": date(2023, 1, 1)}, "last_update", "only tells what the product"),
        ({"Counted_in_totals": "maybe"}, "counts_in_totals", "Say yes or no."),
    ],
)
def test_a_cell_that_is_not_understood_stays_as_it_went_out_and_is_asked(words, field, sentence):
    edited = Edited()
    edited.write(2, **words)
    reading = edited.reading()
    assert reading.document == SMALL
    (note,) = reading.notes
    assert sentence in note.understood
    assert note.needs_decision
    assert note.action == 0
    assert note.where.startswith("sheet “Actions”, row 2, ")


def test_words_and_date_that_disagree_are_asked_and_the_date_counts():
    edited = Edited()
    edited.write(2, Anticipated_completion="April 2024", Due_date=NEXT_YEAR)
    reading = edited.reading()
    assert action(reading.document, "PR-1").due == Due("April 2024", NEXT_YEAR, Precision.DAY)
    (note,) = reading.notes
    words = "The words give 30 April 2024 and the date beside them 31 March 2024; that is taken."
    assert (note.understood, note.field, note.needs_decision) == (words, "due", True)


def test_an_emptied_date_beside_words_that_give_one_is_asked():
    edited = Edited()
    edited.write(2, Due_date=None)
    reading = edited.reading()
    assert action(reading.document, "PR-1").due == Due("End of Sept 2022")
    assert [note.needs_decision for note in reading.notes] == [True]


# Leads


def test_an_inherited_lead_is_seen_and_is_not_the_rows_own():
    edited = Edited()
    assert edited.cell(2, "Action lead").value == "Head of Finance (inherited)"
    edited.write(2, Commentary="Done")
    found = action(edited.reading().document, "PR-1")
    assert (found.accountable, found.leads_inherited) == ("Head of Finance", True)


def test_a_chosen_lead_is_the_rows_own():
    edited = Edited()
    edited.write(2, Action_lead="Chief Executive", Delivery_leads="Head of Law\nHead of IT")
    found = action(edited.reading().document, "PR-1")
    assert (found.accountable, found.delivery) == ("Chief Executive", ("Head of Law", "Head of IT"))
    assert not found.leads_inherited


def test_an_emptied_inherited_lead_is_still_inherited():
    edited = Edited()
    edited.write(2, Action_lead=None)
    assert edited.reading().document == SMALL


def test_several_inherited_leads_are_marked_one_by_one():
    one = Action("A", reference="PR-1", delivery=("CX", "Head of IT"), leads_inherited=True)
    plan = replace(SMALL, themes=(Theme("T", (Recommendation("R", "1", (), ("CX",), (one,)),)),))
    edited = Edited(plan)
    assert edited.cell(2, "Delivery leads").value == "CX (inherited)\nHead of IT"
    assert edited.reading().document == plan
    without = came_back(Edited(plan, stamp=False).book).document
    assert action(without, "PR-1").leads_inherited
