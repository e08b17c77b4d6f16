"""Workbooks of ours in which rows moved, came or went, and those without their stamp."""

import io
import zipfile
from dataclasses import replace
from datetime import date

import openpyxl
import pytest
from openpyxl.comments import Comment

from actionplan.declared import Due, Precision
from actionplan.document import Action
from actionplan.importing.own_files import read_own_workbook
from actionplan.importing.sheet_bounds import Bounds
from actionplan.stamps import UnreadableStamp, read_stamp
from tests.importing.making import EXCEL
from tests.importing.own_workbooks import (
    CURIOUS,
    POSTS,
    SMALL,
    Edited,
    action,
    came_back,
    exported,
    opened,
    read,
    saved,
    stamped,
)
from tests.reporting.plans import grown, real_plan

# Rows


def test_rows_that_were_moved_hidden_or_filtered_are_the_same_plan():
    edited = Edited()
    first = [cell.value for cell in edited.sheet[2]]
    for place, cell in enumerate(edited.sheet[4]):
        edited.sheet.cell(2, place + 1).value = cell.value
        edited.sheet.cell(4, place + 1).value = first[place]
    edited.sheet.row_dimensions[3].hidden = True
    edited.sheet.column_dimensions["B"].hidden = True
    assert edited.reading().document == SMALL
    assert edited.reading().notes == ()


def test_columns_may_be_moved_and_renamed_ones_are_kept_as_further_words():
    edited = Edited()
    edited.sheet.move_range(f"B1:{edited.sheet.dimensions.split(':')[1]}", cols=2)
    edited.sheet["B1"], edited.sheet["B2"] = "My notes", "Ask Anne"
    reading = edited.reading()
    assert action(reading.document, "PR-1").extras == (("My notes", "Ask Anne"),)
    assert reading.document.as_at == SMALL.as_at


def test_a_column_that_was_deleted_says_nothing():
    edited = Edited()
    edited.sheet.delete_cols(edited.headings.index("Commentary") + 1)
    reading = edited.reading()
    assert reading.document == SMALL
    assert "commentary" not in reading.speaks
    assert "rating" in reading.speaks


def test_a_row_that_was_deleted_is_missing_and_no_more():
    edited = Edited()
    edited.sheet.delete_rows(4)
    references = [one.reference for one in edited.reading().document.actions()]
    assert references == ["PR-1", "PR-2", "PR-4"]


def test_a_part_stays_when_its_whole_was_deleted():
    edited = Edited()
    edited.sheet.delete_rows(2)
    references = [one.reference for one in edited.reading().document.actions()]
    assert references == ["PR-2", "PR-3", "PR-4"]


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ({"No.": 1}, 0),
        ({"Recommendation": "Review the constitution"}, 1),
        ({"No.": "3", "Recommendation": "Balance the budget"}, 2),
    ],
)
def test_a_row_at_the_bottom_is_a_new_action_of_the_recommendation_it_names(words, place):
    edited = Edited()
    edited.write(7, Action="Train members", Anticipated_completion="May 2024", RAG="G", **words)
    reading = edited.reading()
    made = list(reading.document.recommendations())[place].actions[-1]
    assert (made.title, made.reference, made.rating) == ("Train members", None, "G")
    assert made.due == Due("May 2024", date(2024, 5, 31), Precision.MONTH)
    assert reading.notes == ()
    assert len(reading.rows) == 5


def test_a_new_row_may_be_part_of_an_action():
    edited = Edited()
    edited.write(6, Action="Print it", Part_of="PR-3")
    (part,) = action(edited.reading().document, "PR-3").sub_actions
    assert part == Action("Print it")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({}, "The row names no recommendation, so it stands under none."),
        ({"No.": "9", "Theme": "Finance"}, "This recommendation is new."),
        ({"No.": "1", "Recommendation": "Vision"}, "Number and wording differ; recommendation 1"),
        ({"Ref": "PR-99", "No.": "1"}, "This reference did not go out with this file"),
        ({"Ref": "PR-1", "No.": "1"}, "This reference stands in another row too"),
    ],
)
def test_what_is_doubtful_about_a_new_row_is_asked(words, sentence):
    edited = Edited()
    edited.write(6, Action="Train members", **words)
    reading = edited.reading()
    (made,) = [one for one in reading.document.actions() if one.title == "Train members"]
    assert made.reference is None
    (note,) = reading.notes
    assert sentence in note.understood
    assert note.needs_decision
    assert list(reading.document.actions()).index(made) == note.action


def test_a_new_row_without_words_for_an_action_is_left_out_and_said():
    edited = Edited()
    edited.write(6, Commentary="Ask the chair")
    reading = edited.reading()
    assert reading.document == SMALL
    assert "no words for an action" in reading.notes[0].understood


def test_a_formula_without_a_result_empties_no_cell():
    edited = Edited()
    edited.write(2, Commentary="=A1")
    edited.cell(2, "Commentary").data_type = "f"
    reading = read(saved(edited.book))
    assert reading.document == SMALL
    (note,) = reading.notes
    assert "A formula has no saved result" in note.understood
    assert note.needs_decision


@pytest.mark.parametrize("heading", ["Commentary", "Action", "RAG", "Anticipated completion"])
def test_words_that_excel_took_for_a_formula_replace_nothing(heading):
    """A lead types "- waiting for the supplier"; Excel keeps the error and not the words."""
    edited = Edited()
    edited.write(2, **{heading: "#NAME?"})
    reading = read(saved(edited.book))
    assert reading.document == SMALL
    (note,) = reading.notes
    assert (note.said, note.needs_decision, note.unread) == ("#NAME?", True, True)
    assert "Excel took these words for a formula" in note.understood


def test_what_stands_beside_the_rows_is_said_and_not_read():
    edited = Edited()
    edited.book.create_sheet("Actions (2)")["A1"] = "Ask Anne"
    edited.sheet.insert_rows(1)
    edited.sheet["A1"] = "Returned by Finance"
    edited.sheet["H4"].comment = Comment("Is this still so?", "Anne")
    reading = read(saved(edited.book))
    assert reading.document == SMALL
    said = " ".join(f"{note.said} {note.understood}" for note in reading.notes)
    for words in (
        "Is this still so?",
        "Returned by Finance",
        "did not go out with the file; it is",
    ):
        assert words in said


# Recommendations


def test_wording_changed_in_every_row_is_the_recommendations():
    edited = Edited()
    for row in (2, 3, 4):
        edited.write(row, Recommendation="Agree one vision", SLT_leads="Director")
    reading = edited.reading()
    one = next(reading.document.recommendations())
    assert (one.text, one.slt_leads, reading.notes) == ("Agree one vision", ("Director",), ())


@pytest.mark.parametrize(
    ("heading", "said", "asked"),
    [
        (
            "Recommendation",
            "Agree one vision",
            "1 of 2 rows of recommendation 1 has other words than went out. "
            "The plan keeps its own: they are the reviewer’s.",
        ),
        (
            "SLT_leads",
            "Director",
            "1 of 2 rows of recommendation 1 names these leads; they are taken for the whole "
            "recommendation.",
        ),
        (
            "Theme",
            "Vision",
            "1 of 2 rows of this theme has other words than went out. The plan keeps its own.",
        ),
    ],
)
def test_what_some_rows_say_of_what_they_share_is_asked(heading, said, asked):
    edited = Edited()
    edited.write(2, **{heading: said})
    (note,) = edited.reading().notes
    assert (note.understood, note.said, note.needs_decision) == (asked, said, True)


def test_wordings_that_differ_are_kept_and_asked():
    edited = Edited()
    edited.write(2, Theme="One")
    edited.write(4, Theme="Two")
    reading = edited.reading()
    assert reading.document == SMALL
    assert "in several ways" in reading.notes[0].understood


def test_a_row_that_names_another_recommendation_is_moved_there():
    edited = Edited()
    edited.write(4, **{"No.": "3", "Recommendation": "Balance the budget"})
    reading = edited.reading()
    last = list(reading.document.recommendations())[2]
    assert [one.reference for one in last.actions] == ["PR-3"]
    assert "moved there" in reading.notes[0].understood


# Without its stamp, and other people's workbooks


def test_without_its_stamp_a_file_is_read_by_its_references():
    edited = Edited(stamp=False)
    reading = edited.reading()
    assert [one.reference for one in reading.document.actions()] == ["PR-1", "PR-2", "PR-3", "PR-4"]
    assert reading.document.key == SMALL.key
    assert (reading.document.title, reading.document.as_at) == (SMALL.title, SMALL.as_at)
    assert reading.stamp == ""
    assert "lost its stamp" in reading.notes[0].understood
    assert not [note for note in reading.notes if note.needs_decision]
    without = replace(action(SMALL, "PR-1"), sub_actions=())
    assert replace(action(reading.document, "PR-1"), sub_actions=()) == without


def test_the_real_plan_without_its_stamp_has_every_row_as_it_was():
    reading = came_back(opened(exported(real_plan(), stamp=False)))
    for found, known in zip(reading.document.actions(), real_plan().actions(), strict=True):
        assert replace(found, due=known.due) == known
        assert found.due.date == known.due.date
    numbers = [one.number for one in reading.document.recommendations()]
    assert numbers == [one.number for one in real_plan().recommendations()]


def test_a_councils_own_workbook_is_none_of_ours():
    assert read_own_workbook(openpyxl.load_workbook(EXCEL), {"Sheet": Bounds(9, 9)}) is None


def test_a_stamp_on_a_sheet_that_is_no_longer_ours_is_handed_on():
    edited = Edited()
    edited.write(1, Ref="Reference")
    edited.cell(1, "Ref").value = "Reference"
    reading = read(saved(edited.book))
    assert read_stamp(reading.stamp).document == SMALL
    assert len(list(reading.document.actions())) >= 4


def test_a_forged_stamp_changes_nothing_that_can_be_seen():
    forged = replace(SMALL, as_at=date(2020, 1, 1), loose_actions=(Action("Forged"),))
    edited = Edited()
    stamp = edited.book["Golden Thread"]
    stamp["A3"] = stamped(forged).rpartition(":")[0] + ":forged"
    reading = edited.reading()
    with pytest.raises(UnreadableStamp):
        read_stamp(reading.stamp)
    assert {one.title for one in reading.document.actions()} == {
        one.title for one in SMALL.actions()
    }


# What the workbook offers


def test_the_workbook_is_made_for_editing():
    book = openpyxl.load_workbook(io.BytesIO(exported(SMALL)))
    sheet = book["Actions"]
    assert sheet.protection.sheet
    assert not sheet.protection.password
    assert not sheet.protection.autoFilter
    assert sheet["A2"].protection.locked
    assert not sheet["H2"].protection.locked
    assert not sheet.column_dimensions["H"].protection.locked
    assert [one.sheet_state for one in book.worksheets] == [
        "visible", "visible", "veryHidden", "veryHidden"
    ]  # fmt: skip


def test_lists_offer_what_may_be_said():
    book = openpyxl.load_workbook(io.BytesIO(exported(SMALL)))
    sheet = book["Actions"]
    rules = {str(rule.sqref).split(":")[0]: rule for rule in sheet.data_validations.dataValidation}
    by_heading = {sheet.cell(1, sheet[place].column).value: rule for place, rule in rules.items()}
    assert by_heading["RAG"].formula1 == '"G Green,A Amber,R Red"'
    assert by_heading["Timescale"].formula1 == '"A,B,C"'
    assert by_heading["Due date"].type == "date"
    assert by_heading["Action lead"].formula1 == "'Lists'!$A$2:$A$4"
    assert [cell.value for cell in book["Lists"]["A"]][1:] == list(POSTS)
    assert "Business as usual" in by_heading["Status"].formula1


def test_every_piece_of_the_stamp_fits_in_a_cell():
    book = opened(exported(grown(400)))
    pieces = [cell.value for cell in book["Golden Thread"]["A"]][2:]
    assert max(map(len, pieces)) <= 30_000
    assert came_back(book).document == grown(400)


def test_file_speaks_of_the_fields_that_it_has_columns_for():
    spoken = Edited().reading().speaks
    assert {"title", "rating", "due", "commentary", "accountable", "counts_in_totals"} <= set(
        spoken
    )
    assert "source_number" not in spoken
    cells = Edited().reading().rows[0].cells
    assert {cell.field for cell in cells if cell.heading in {"RAG", "Commentary"}} == {
        "rating",
        "commentary",
    }


def test_a_text_that_looks_like_the_code_of_a_letter_stays_text_in_excel():
    content = exported(CURIOUS)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        rows = archive.read("xl/worksheets/sheet1.xml").decode()
    assert "Brief _x005F_x0041_" in rows
    assert "Brief _x0041_" not in rows
