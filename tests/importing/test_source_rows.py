"""Where each action was read from: its row, its table, and the fields of which a file speaks."""

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.styles import PatternFill

from actionplan.importing.child import rows_of
from actionplan.importing.columns import Column, Columns
from actionplan.importing.fields import action_field, field_called, name_of
from actionplan.importing.grid import Cell, Paragraph, Row
from actionplan.importing.layout import understand_plan
from actionplan.importing.notes import SourceCell
from actionplan.importing.sources import LONGEST, source_row
from actionplan.importing.synonyms import Field
from tests.importing.making import EXCEL, HEADINGS, WORD, add_table, saved, word_plan, workbook_plan

BUDGET = ["Publish the budget", "Head of Finance", "31/03/2024", "Green", "On its way"]
HOMES = ["Build homes", "Head of Housing", "TBC", "Amber", ""]


def understood(content):
    return understand_plan(rows_of(content))


def cells_of(row):
    return {cell.heading: cell.text for cell in row.cells}


def about(reading, *, action=None):
    """What each note on an action is about."""
    return {note.field for note in reading.notes if note.action == action}


@pytest.mark.parametrize("file", [WORD, EXCEL])
def test_every_action_of_the_real_plan_has_its_row_and_its_table(file):
    reading = understood(file.read_bytes())
    actions = list(reading.document.actions())
    tables = {table.key: table for table in reading.tables}
    assert len(reading.rows) == len(actions) == sum(table.rows for table in reading.tables) == 60
    for action, row in zip(actions, reading.rows, strict=True):
        assert {column.heading for column in tables[row.table].columns} == set(cells_of(row))
        words = next(cell for cell in row.cells if cell.field == "action")
        assert words.text.replace("• ", "").startswith(action.title.split("\n")[0][:40])


@pytest.mark.parametrize("file", [WORD, EXCEL])
def test_every_note_on_an_action_says_what_it_is_about(file):
    notes = understood(file.read_bytes()).notes
    whole_rows = {note.understood for note in notes if note.action is not None and not note.field}
    assert whole_rows == {"Two things seem to share this row; it is read as one action."}


def test_cells_are_as_they_were_with_line_ends_marks_and_shade():
    document = docx.Document()
    table = add_table(document, [HEADINGS, BUDGET])
    table.cell(1, 4).text = "First line\n\n- an item\nLast line"
    (row,) = understood(saved(document)).rows
    assert cells_of(row)["Update"] == "First line\n\n• an item\nLast line"
    assert row.where == "table 1, row 2"

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(HEADINGS)
    sheet.append(BUDGET)
    sheet["D2"].fill = PatternFill("solid", fgColor="00B050")
    (row,) = understood(saved(book)).rows
    assert row.cells[3] == SourceCell("RAG", "Green", "rating", "00B050")


def test_a_very_long_cell_is_cut_in_the_review_only():
    words = "A long story. " * 1000
    reading = understood(workbook_plan([HEADINGS, [*BUDGET[:4], words]]))
    assert cells_of(reading.rows[0])["Update"] == words[: LONGEST - 1] + "…"
    assert next(reading.document.actions()).commentary == words.strip()


def test_cells_under_no_heading_are_there_too():
    (row,) = understood(workbook_plan([HEADINGS, [*BUDGET, "seen by audit"]])).rows
    assert row.cells[-1] == SourceCell("column 6", "seen by audit", "other")


def test_a_further_row_of_an_action_is_part_of_its_source():
    document = docx.Document()
    further = ["", "Head of Law", "", "", "Second meeting"]
    table = add_table(document, [HEADINGS, BUDGET, further, HOMES])
    table.cell(1, 0).merge(table.cell(2, 0))
    reading = understood(saved(document))
    first = [(cell.heading, cell.text, cell.field) for cell in reading.rows[0].cells]
    assert ("Update", "Second meeting", "other") in first
    assert ("Lead", "Head of Law", "other") in first
    assert "Second meeting" not in str(reading.rows[1])


def test_tables_that_are_headed_alike_are_one_and_understood_together():
    bare = ["Action", "Lead", "Timescale", "RAG", "Update"]
    reading = understood(
        word_plan(
            "Plan",
            "Recommendation 1: Homes",
            [bare, ["Build homes", "Head of Housing", "", "Green", ""]],
            "Recommendation 2: Finance",
            [bare, BUDGET, ["Save money", "Head of Finance", "June 2024", "Red", ""]],
        )
    )
    (table,) = reading.tables
    assert (table.key, table.where, table.rows) == ("t1.1", "table 1 and table 2", 3)
    assert table.columns[2].field == "due"
    assert [row.table for row in reading.rows] == ["t1.1"] * 3


def test_a_table_under_other_headings_further_down_a_sheet_is_another_one():
    rows = [HEADINGS, BUDGET, [], ["Ref", "Task", "Owner", "Deadline"], [1, *HOMES[:3]]]
    reading = understood(workbook_plan(Actions=rows))
    found = [(table.key, table.where, table.rows) for table in reading.tables]
    assert found == [
        ("s1.1", "sheet “Actions”", 1),
        ("s1.4", "sheet “Actions”, from row 4", 1),
    ]


def test_a_table_that_is_headed_like_a_plan_and_holds_none_is_listed():
    counts = [["RAG", "Actions"], ["Green", "44"], ["Amber", "11"]]
    reading = understood(word_plan("Plan", [HEADINGS, BUDGET], counts))
    assert [(table.key, table.rows) for table in reading.tables] == [("t1.1", 1), ("t2.1", 0)]
    assert "rating" in reading.speaks


def test_columns_come_with_samples_to_know_them_by():
    rows = [[f"Action {number}", "Head of Finance"] for number in range(9)]
    (table,) = understood(workbook_plan([["Action", "Lead"], *rows])).tables
    assert [column.samples for column in table.columns] == [
        ("Action 0", "Action 1", "Action 2"),
        ("Head of Finance",),
    ]
    assert [column.index for column in table.columns] == [0, 1]


# Fields


def test_a_file_speaks_of_the_fields_that_have_a_column():
    headings = ["Ref", "Action", "Lead", "Deadline", "Revised date", "Success measure"]
    row = ["1", "Publish the budget", "Head of Finance", "", "", ""]
    assert understood(workbook_plan([headings, row])).speaks == (
        "title",
        "source_number",
        "due",
        "accountable",
        "extra:Success measure",
    )


def test_a_file_speaks_of_what_its_rows_say_in_other_columns():
    lines = "Publish the budget\n- consult\n- print"
    row = [lines, "Head of Finance, Head of Law", "Complete", "", ""]
    reading = understood(word_plan("Plan", "Recommendation 1: Money", [HEADINGS, row]))
    assert {"steps", "status", "delivery", "recommendation"} <= set(reading.speaks)


def test_status_that_stands_among_other_words_is_a_matter_of_the_status():
    row = ["Publish", "Head of Finance", "In progress\nComplete", "Complete", "Complete"]
    reading = understood(workbook_plan([HEADINGS, row]))
    fields = {note.understood: note.field for note in reading.notes}
    assert fields["More than one status is named, so none is set."] == "status"
    assert {note.field for note in reading.notes if "“Complete”" in note.understood} == {"status"}


def test_words_of_a_status_column_that_give_a_rating_are_a_matter_of_the_rating():
    headings = ["Action", "Lead", "Status"]
    reading = understood(workbook_plan([headings, ["Publish", "Head of Finance", "On track"]]))
    assert about(reading, action=0) == {"rating", "counts_in_totals"}


def test_notes_on_a_column_name_its_field():
    reading = understood(workbook_plan([[*HEADINGS, "Outcome"], [*BUDGET, "Safer streets"]]))
    (note,) = [note for note in reading.notes if note.said == "Outcome"]
    assert (note.field, note.action) == ("extra:Outcome", None)


@pytest.mark.parametrize("field", list(Field))
def test_fields_have_names_that_lead_back(field):
    assert field_called(name_of(field)) is field


def test_further_columns_are_extras_under_their_heading():
    assert action_field(Field.OTHER_RATING, "Last\n RAG") == "extra:Last RAG"
    assert action_field(Field.REVISED_DUE, "New date") == "due"
    assert field_called("the lead") is None


@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(1, 3), st.text(min_size=1)), max_size=12),
    st.sets(st.integers(0, 9), max_size=5),
)
def test_no_cell_that_says_something_is_missing_from_its_row(cells, headed):
    made = [Cell(at, (Paragraph(words),), across=across) for at, across, words in cells]
    columns = Columns(tuple(Column(at, f"heading {at}", Field.OTHER) for at in headed), key="t1.1")
    row = source_row(Row("table 1, row 2", 1, tuple(made)), columns)
    kept = [cell.text for cell in row.cells if cell.text]
    assert kept == [cell.text.strip("\n")[:LONGEST] for cell in made if cell.text.strip("\n")]
