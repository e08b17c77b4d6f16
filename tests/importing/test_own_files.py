"""Workbooks of ours that come back: exact where nothing changed, cell for cell where it did."""

import io
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import PurePath

import openpyxl
import pytest
from hypothesis import given, settings
from openpyxl.comments import Comment

from actionplan.document import (
    Action,
    Due,
    LastUpdate,
    Moment,
    PlanDocument,
    Precision,
    Recommendation,
    Revision,
    Status,
    Step,
    StepState,
    Theme,
)
from actionplan.importing.notes import Reading
from actionplan.importing.own_files import read_own_workbook
from actionplan.importing.read import read_content
from actionplan.importing.sheet_bounds import Bounds
from actionplan.reporting.report import ReportDocument
from actionplan.reporting.workbook import write_xlsx
from actionplan.stamped import Stamp
from actionplan.stamps import UnreadableStamp, make_stamp, read_stamp
from tests.importing.making import EXCEL
from tests.reporting.plans import grown, real_plan
from tests.test_interchange import DOCUMENT

POSTS = ("Chief Executive", "Head of Law & Democracy", "Strategic Director, Resources")
# What a workbook has trouble with: formulas, codes, endless words, dates before Excel's.
CURIOUS = replace(
    real_plan(),
    columns=("Budget", "Status"),
    themes=(
        Theme(
            "=1+1",
            (
                Recommendation(
                    "Agree a vision\nand say it",
                    "1",
                    ("Chief Executive",),
                    ("Head of Law & Democracy", "Head of Finance"),
                    (
                        Action(
                            "+44 116 288 8961",
                            reference="PR-1",
                            steps=(Step("Brief _x0041_", StepState.DONE), Step("Launch")),
                            rating="G",
                            status=Status.IN_PROGRESS,
                            due=Due("End of Sept 2022", date(2022, 9, 30), Precision.MONTH),
                            first_due=Due("1666", date(1666, 9, 2), Precision.DAY),
                            revisions=(Revision(Due("May"), Due("June"), "Staff", "Cabinet"),),
                            completed=Moment(date(2022, 9, 30), Precision.MONTH),
                            commentary='=HYPERLINK("http://x") ' + "word " * 8_000,
                            accountable="Chief Executive",
                            leads_inherited=True,
                            last_update=LastUpdate(date(2023, 6, 1), date(2023, 6, 2), "Q1", "CX"),
                            extras=(("Budget", "-£3"), ("Status", "@home"), ("Risk", "1.10")),
                            sub_actions=(Action("  Part", reference="PR-2", timescale="A/B"),),
                        ),
                        Action("@home", reference="PR-3", delivery=("Head of Finance",)),
                    ),
                ),
                Recommendation("Nothing yet", "2"),
            ),
        ),
        Theme("Empty"),
    ),
    loose_actions=(Action("007", reference="PR-9"),),
)


def stamped(document: PlanDocument) -> str:
    moment = datetime(2023, 7, 3, 9, 30, tzinfo=UTC)
    return make_stamp(Stamp("ashdown", "peer-review", "q1", moment, document))


def exported(document: PlanDocument, *, stamp: bool = True) -> bytes:
    text = stamped(document) if stamp else ""
    return write_xlsx(ReportDocument(document, "Ashdown", posts=POSTS, stamp=text))


def opened(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content), data_only=True)


def came_back(book: openpyxl.Workbook) -> Reading:
    bounds = {one.title: Bounds(one.max_row, one.max_column) for one in book.worksheets}
    reading = read_own_workbook(book, bounds)
    assert reading is not None
    return reading


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


def read(content: bytes) -> Reading:
    return read_content(content, PurePath("plan.xlsx"))


def saved(book: openpyxl.Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


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


# Edited offline


class Edited:
    """The small plan's workbook while somebody edits it."""

    def __init__(self, document: PlanDocument | None = None, *, stamp: bool = True) -> None:
        self.sent = document or SMALL
        self.book = openpyxl.load_workbook(io.BytesIO(exported(self.sent, stamp=stamp)))
        self.sheet = self.book["Actions"]
        self.headings = [cell.value for cell in self.sheet[1]]

    def cell(self, row: int, heading: str):
        return self.sheet.cell(row, self.headings.index(heading) + 1)

    def write(self, row: int, **words) -> None:
        for heading, value in words.items():
            self.cell(row, heading.replace("_", " ")).value = value

    def reading(self) -> Reading:
        return came_back(self.book)


def action(plan: PlanDocument, reference: str) -> Action:
    return next(one for one in plan.actions() if one.reference == reference)


DUE = Due("End of Sept 2022", date(2022, 9, 30), Precision.MONTH)
SMALL = replace(
    real_plan(),
    themes=(
        Theme(
            "Governance",
            (
                Recommendation(
                    "Agree a vision",
                    "1",
                    ("Chief Executive",),
                    ("Head of Finance",),
                    (
                        Action(
                            "Hold a workshop",
                            reference="PR-1",
                            steps=(Step("Brief", StepState.DONE), Step("Invite")),
                            rating="A",
                            status=Status.IN_PROGRESS,
                            due=DUE,
                            first_due=DUE,
                            commentary="Under way",
                            accountable="Head of Finance",
                            leads_inherited=True,
                            sub_actions=(Action("Book a room", reference="PR-2"),),
                        ),
                        Action("Publish it", reference="PR-3", due=Due("Ongoing")),
                    ),
                ),
                Recommendation("Review the constitution", "2", (), (), ()),
            ),
        ),
        Theme("Finance", (Recommendation("Balance the budget", "3"),)),
    ),
    loose_actions=(Action("Report to Cabinet", reference="PR-4"),),
)
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


def test_wording_changed_in_some_rows_is_asked():
    edited = Edited()
    edited.write(2, Recommendation="Agree one vision")
    reading = edited.reading()
    assert next(reading.document.recommendations()).text == "Agree one vision"
    (note,) = reading.notes
    assert "1 of 2 rows of recommendation 1 say this" in note.understood


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
