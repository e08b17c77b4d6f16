"""Return forms that come back: what is filled in is said, what is empty says nothing."""

import io
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import PurePath

import docx
import openpyxl
import pytest

from actionplan.declared import Due, Moment, Precision, Status
from actionplan.document import Action, PlanDocument
from actionplan.importing.notes import Reading
from actionplan.importing.read import read_content
from actionplan.reporting.report import ReportDocument
from actionplan.reporting.return_rows import (
    COMPLETED_NOW,
    DUE_NOW,
    FORM_HEADINGS,
    RAG_NOW,
    STATUS_NOW,
    UPDATE,
    posts_with_open_rows,
    rows_led,
)
from actionplan.reporting.return_word import write_return_docx
from actionplan.reporting.return_workbook import write_return_xlsx
from actionplan.stamped import Stamp, StampKind
from actionplan.stamps import make_stamp, read_stamp
from tests.importing.own_workbooks import SMALL, action
from tests.importing.test_own_word import real_plan_with_references

FINANCE = "Head of Finance"
PLAN = replace(
    SMALL,
    loose_actions=(
        Action("Report to Cabinet", reference="PR-4", accountable="Chief Executive"),
        Action("Close the books", reference="PR-5", accountable=FINANCE, status=Status.COMPLETE),
        Action("Train staff", reference="PR-6", delivery=(FINANCE,)),
    ),
)
WRITERS = {"xlsx": write_return_xlsx, "docx": write_return_docx}


def form(document: PlanDocument = PLAN, post: str = FINANCE) -> ReportDocument:
    led = rows_led(document, post)
    moment = datetime(2023, 7, 3, 9, 30, tzinfo=UTC)
    stamp = Stamp("ashdown", "peer-review", "q1", moment, led, StampKind.RETURN, post)
    return ReportDocument(led, "Ashdown Borough Council", stamp=make_stamp(stamp))


def fill_workbook(content: bytes, row: int, answers) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(content))
    for heading, value in answers.items():
        book["Return form"].cell(row, FORM_HEADINGS.index(heading) + 1).value = value
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def fill_word(content: bytes, row: int, answers) -> bytes:
    file = docx.Document(io.BytesIO(content))
    for heading, value in answers.items():
        cell = file.tables[0].cell(row - 1, FORM_HEADINGS.index(heading))
        for one in cell.paragraphs:
            for child in list(one._p):
                one._p.remove(child)
        cell.paragraphs[0].add_run(value if isinstance(value, str) else f"{value:%d/%m/%Y}")
    stream = io.BytesIO()
    file.save(stream)
    return stream.getvalue()


FILL = {"xlsx": fill_workbook, "docx": fill_word}


def came_back(kind: str, answers, row: int = 2) -> Reading:
    content = FILL[kind](WRITERS[kind](form(), FINANCE), row, answers)
    return read_content(content, PurePath(f"form.{kind}"))


# Whose rows


def test_a_form_holds_the_open_rows_of_its_post_own_and_inherited_and_no_others():
    references = [one.reference for one in rows_led(PLAN, FINANCE).actions()]
    assert references == ["PR-1", "PR-6"]
    assert list(rows_led(PLAN, "Nobody").actions()) == []


def test_posts_are_those_that_lead_something_open():
    assert posts_with_open_rows(PLAN) == {"Chief Executive": 1, FINANCE: 2}


# What it says


@pytest.mark.parametrize("kind", WRITERS)
def test_an_empty_form_says_nothing(kind):
    reading = came_back(kind, {})
    assert reading.document == rows_led(PLAN, FINANCE)
    assert reading.notes == ()
    stamp = read_stamp(reading.stamp)
    assert (stamp.kind, stamp.post) == (StampKind.RETURN, FINANCE)


@pytest.mark.parametrize("kind", WRITERS)
def test_what_is_filled_in_is_what_the_lead_says(kind):
    answers = {
        RAG_NOW: "G Green",
        STATUS_NOW: "Complete",
        DUE_NOW: "March 2024",
        COMPLETED_NOW: date(2023, 6, 20),
        UPDATE: "Held on 20 June",
    }
    reading = came_back(kind, answers)
    assert action(reading.document, "PR-1") == replace(
        action(rows_led(PLAN, FINANCE), "PR-1"),
        rating="G",
        status=Status.COMPLETE,
        due=Due("March 2024", date(2024, 3, 31), Precision.MONTH),
        completed=Moment(date(2023, 6, 20)),
        commentary="Held on 20 June",
    )
    assert action(reading.document, "PR-6") == action(rows_led(PLAN, FINANCE), "PR-6")
    assert reading.notes == ()
    assert reading.speaks == ("rating", "status", "due", "completed", "commentary")


@pytest.mark.parametrize("kind", WRITERS)
def test_one_answer_leaves_the_rest_as_it_was(kind):
    reading = came_back(kind, {UPDATE: "Two dates are offered"}, row=3)
    before = action(rows_led(PLAN, FINANCE), "PR-6")
    assert action(reading.document, "PR-6") == replace(before, commentary="Two dates are offered")


def test_a_real_date_moves_the_due_date():
    reading = came_back("xlsx", {DUE_NOW: date(2024, 3, 7)})
    found = action(reading.document, "PR-1").due
    assert found == Due("7 March 2024", date(2024, 3, 7), Precision.DAY)


def test_an_answer_that_is_not_understood_is_asked():
    reading = came_back("docx", {RAG_NOW: "Mauve"})
    (note,) = reading.notes
    assert note.needs_decision
    assert reading.document == rows_led(PLAN, FINANCE)


def test_complete_in_place_of_a_date_is_asked_and_the_date_stays():
    reading = came_back("docx", {DUE_NOW: "Complete"})
    (note,) = reading.notes
    assert (note.needs_decision, "“complete”" in note.understood) == (True, True)
    assert reading.document == rows_led(PLAN, FINANCE)


def test_complete_beside_the_same_status_is_not_asked():
    reading = came_back("docx", {DUE_NOW: "Complete", STATUS_NOW: "Complete"})
    before = action(rows_led(PLAN, FINANCE), "PR-1")
    assert action(reading.document, "PR-1") == replace(before, status=Status.COMPLETE)
    assert reading.notes == ()


def test_what_stood_there_before_is_not_read():
    reading = came_back("docx", {"Last words": "Something else", "Action": "Other words"})
    assert reading.document == rows_led(PLAN, FINANCE)


@pytest.mark.parametrize("kind", WRITERS)
def test_libreoffice_keeps_a_filled_in_form(kind, libreoffice):
    filled = FILL[kind](WRITERS[kind](form(), FINANCE), 2, {UPDATE: "Held"})
    reading = read_content(libreoffice(filled, kind), PurePath(f"form.{kind}"))
    assert action(reading.document, "PR-1").commentary == "Held"
    assert action(reading.document, "PR-1").rating == "A"
    assert read_stamp(reading.stamp).kind is StampKind.RETURN


# What it looks like


def test_the_workbook_can_only_be_filled_in():
    content = write_return_xlsx(form(), FINANCE)
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book["Return form"]
    assert [cell.value for cell in sheet[1]] == list(FORM_HEADINGS)
    assert sheet.protection.sheet
    both = zip(sheet[1], sheet[2], strict=True)
    open_cells = [head.value for head, cell in both if not cell.protection.locked]
    assert open_cells == [RAG_NOW, STATUS_NOW, DUE_NOW, COMPLETED_NOW, UPDATE]
    lists = {rule.type for rule in sheet.data_validations.dataValidation}
    assert lists == {"list", "date"}
    guide = [row[0].value for row in book["Key and how to send it back"]]
    assert f"Return form of {FINANCE}" in guide
    assert any("an empty cell says nothing" in str(line) for line in guide)


def test_the_word_form_has_lists_to_choose_from_and_the_last_words():
    file = docx.Document(io.BytesIO(write_return_docx(form(), FINANCE)))
    table = file.tables[0]
    assert [cell.text for cell in table.rows[0].cells] == list(FORM_HEADINGS)
    assert "Under way" in table.cell(1, 3).text
    assert "RAG: A Amber" in table.cell(1, 2).text
    assert table._tbl.xml.count("<w:dropDownList>") == 4


def test_a_real_posts_form_is_made_from_the_real_plan():
    plan = real_plan_with_references()
    for post in posts_with_open_rows(plan):
        content = write_return_docx(form(plan, post), post)
        reading = read_content(content, PurePath("form.docx"))
        assert reading.document == rows_led(plan, post)
