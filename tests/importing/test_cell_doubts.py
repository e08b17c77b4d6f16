"""An Excel error or struck words in a council's own workbook: asked about on their own row."""

from pathlib import PurePath

import openpyxl
import pytest
from openpyxl.styles import Font

from actionplan.importing.cell_doubts import AN_ERROR, STRUCK
from actionplan.importing.read import read_content
from tests.importing.making import saved

HEADINGS = ["Action", "Lead", "Due", "Status", "Comments", "Cost"]


@pytest.fixture
def book():
    made = openpyxl.Workbook()
    sheet = made["Sheet"]
    sheet.append(HEADINGS)
    sheet.append(["Publish the budget", "Head of Finance", "June 2024", "Complete", "Done.", "5"])
    sheet.append(["Close the gap", "Head of Finance", "June 2025", "In progress", "Two held.", "9"])
    return made


def read(book):
    return read_content(saved(book), PurePath("tracker.xlsx"))


def notes_of(book):
    notes = read(book).notes
    return [(one.understood, one.action, one.field) for one in notes if one.needs_decision]


@pytest.mark.parametrize(
    ("cell", "field"),
    [("D3", "status"), ("E3", "commentary"), ("B3", "accountable"), ("C3", "due")],
)
def test_an_error_asks_about_its_own_cell(book, cell, field):
    book["Sheet"][cell] = "#REF!"
    assert (AN_ERROR, 1, field) in notes_of(book)
    action = list(read(book).document.actions())[1]
    assert not getattr(action, field)


def test_an_error_in_a_further_column_asks_under_its_heading(book):
    book["Sheet"]["F2"] = "#VALUE!"
    assert (AN_ERROR, 0, "extra:Cost") in notes_of(book)


def test_two_errors_in_a_row_ask_about_the_row(book):
    book["Sheet"]["E3"] = book["Sheet"]["F3"] = "#N/A"
    assert notes_of(book).count((AN_ERROR, 1, "")) == 2


def test_struck_words_ask_about_their_cell(book):
    book["Sheet"]["E2"].font = Font(strike=True)
    assert (STRUCK, 0, "commentary") in notes_of(book)


def test_an_error_outside_the_rows_stays_with_the_file(book):
    book["Sheet"]["F1"] = "#NAME?"
    assert (AN_ERROR, None, "") in notes_of(book)
