"""Word files of ours that come back: as they went out, but for what somebody has changed."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import PurePath

import docx
import pytest
from docx.enum.section import WD_ORIENT
from hypothesis import assume, given, settings

from actionplan.declared import Due, Precision, Status, Step, StepState
from actionplan.document import Action, PlanDocument
from actionplan.importing.archive import Archive
from actionplan.importing.notes import Reading
from actionplan.importing.own_cells import norm
from actionplan.importing.read import read_content
from actionplan.importing.text import tidy
from actionplan.importing.word import read_word
from actionplan.reporting.report import ReportDocument
from actionplan.reporting.rows import rows_of
from actionplan.reporting.word import write_docx
from actionplan.stamps import read_stamp
from council.hostile import cleaned, readable
from tests.importing.own_workbooks import CURIOUS, SMALL, action, stamped
from tests.reporting.plans import real_plan
from tests.test_interchange import DOCUMENT


def exported(document: PlanDocument, *, stamp: bool = True) -> bytes:
    text = stamped(document) if stamp else ""
    return write_docx(ReportDocument(document, "Ashdown", stamp=text, is_draft=True))


def came_back(content: bytes) -> Reading:
    reading = read_word(Archive(content)).own
    assert reading is not None
    return reading


def named_apart(document: PlanDocument) -> bool:
    names = [tidy(norm(row.name)) for row in rows_of(cleaned(document, readable))]
    return bool(names) and all(names) and len(set(names)) == len(names)


@given(DOCUMENT)
@settings(max_examples=60)
def test_an_unchanged_word_file_gives_the_plan_exactly(document):
    assume(named_apart(document))
    reading = came_back(exported(document))
    assert reading.document == document
    assert reading.notes == ()


def read(content: bytes) -> Reading:
    return read_content(content, PurePath("plan.docx"))


@pytest.mark.parametrize("plan", [real_plan(), CURIOUS], ids=["real", "curious"])
def test_the_file_is_read_in_the_child_with_its_stamp(plan):
    reading = read(exported(plan))
    assert reading.document == plan
    assert reading.notes == ()
    assert read_stamp(reading.stamp).document == plan
    assert {"title", "steps", "accountable", "delivery", "due", "status"} < set(reading.speaks)
    assert not any(name.startswith("extra:") for name in reading.speaks)


# Edited offline


class Edited:
    """The small plan's Word file while somebody edits it."""

    def __init__(self, document: PlanDocument = SMALL) -> None:
        self.file = docx.Document(io.BytesIO(exported(document)))
        self.table = self.file.tables[0]

    def write(self, row: int, column: int, text: str) -> None:
        self.table.cell(row, column).text = text

    def reading(self) -> Reading:
        stream = io.BytesIO()
        self.file.save(stream)
        return came_back(stream.getvalue())


REF, ACTION, LEAD, TIMESCALE, PRIORITY, RAG, DUE, COMMENTARY = range(8)


@pytest.mark.parametrize(
    ("column", "text", "field", "value"),
    [
        (RAG, "R Red", "rating", "R"),
        (RAG, "Green", "rating", "G"),
        (RAG, "Not rated", "rating", None),
        (COMMENTARY, "Held\nin May", "commentary", "Held\nin May"),
        (TIMESCALE, "B", "timescale", "B"),
        (PRIORITY, "High", "priority", "High"),
        (DUE, "In progress", "due", SMALL.loose_actions[0].due),
        (DUE, "March 2024\nIn progress", "due",
            Due("March 2024", date(2024, 3, 31), Precision.MONTH)),
        (DUE, "End of Sept 2022\nComplete", "status", Status.COMPLETE),
        (DUE, "Complete", "status", Status.COMPLETE),
        (LEAD, "Chief Executive\nHead of IT", "accountable", "Chief Executive"),
    ],
)  # fmt: skip
def test_a_changed_cell_changes_its_field(column, text, field, value):
    edited = Edited()
    edited.write(1, column, text)
    reading = edited.reading()
    assert getattr(action(reading.document, "PR-1"), field) == value
    assert action(reading.document, "PR-3") == action(SMALL, "PR-3")
    assert not [note for note in reading.notes if note.needs_decision]


def test_wording_and_steps_are_told_apart_by_the_list():
    edited = Edited()
    cell = edited.table.cell(1, ACTION)
    cell.paragraphs[0].runs[0].text = "Hold two workshops"
    cell.add_paragraph("Meet", style="List Bullet")
    found = action(edited.reading().document, "PR-1")
    assert found.title == "Hold two workshops"
    assert found.steps == (Step("Brief", StepState.DONE), Step("Invite"), Step("Meet"))


def test_a_longer_line_with_a_status_changes_date_and_status():
    edited = Edited()
    edited.write(1, DUE, "Complete, May 2023")
    found = action(edited.reading().document, "PR-1")
    assert (found.status, found.due.words) == (Status.COMPLETE, "Complete, May 2023")


def test_a_new_row_belongs_to_the_recommendation_of_its_table():
    edited = Edited()
    cells = edited.table.add_row().cells
    cells[ACTION].text, cells[DUE].text = "Train members", "May 2024"
    reading = edited.reading()
    made = next(reading.document.recommendations()).actions[-1]
    assert made == Action("Train members", due=Due("May 2024", date(2024, 5, 31), Precision.MONTH))
    assert reading.notes == ()


def test_a_row_that_was_deleted_is_missing():
    edited = Edited()
    row = edited.table.rows[3]._tr
    edited.table._tbl.remove(row)
    references = [one.reference for one in edited.reading().document.actions()]
    assert references == ["PR-1", "PR-2", "PR-4"]


def test_a_recommendation_that_was_reworded_is_said_and_not_taken():
    edited = Edited()
    next(one for one in edited.file.paragraphs if one.text == "Agree a vision").text = "Agree it"
    reading = edited.reading()
    assert reading.document == SMALL
    (note,) = reading.notes
    assert note.needs_decision
    assert "Only the tables are taken back" in note.understood


# Without its stamp


def test_without_its_stamp_it_is_read_as_any_other_and_by_its_references():
    reading = read(exported(real_plan_with_references(), stamp=False))
    assert "lost its stamp" in reading.notes[0].understood
    for found, known in zip(
        reading.document.actions(), real_plan_with_references().actions(), strict=True
    ):
        shown = ("reference", "title", "rating", "timescale", "priority", "leads_inherited")
        assert [getattr(found, name) for name in shown] == [getattr(known, name) for name in shown]
        assert [step.words for step in found.steps] == [step.words for step in known.steps]
    numbers = [(one.number, one.leads) for one in reading.document.recommendations()]
    assert numbers == [(one.number, one.leads) for one in real_plan().recommendations()]
    assert reading.document.as_at == real_plan().as_at


def real_plan_with_references() -> PlanDocument:
    """The real plan as the product has it: with references, its leads inherited."""
    numbers = iter(range(1, 100))

    def known(one: Action, lead: str | None) -> Action:
        reference = f"PR-{next(numbers)}"
        return replace(one, reference=reference, accountable=lead, leads_inherited=bool(lead))

    themes = []
    for theme in real_plan().themes:
        given = []
        for one in theme.recommendations:
            lead = next(iter(one.officer_leads or one.slt_leads), None)
            given.append(replace(one, actions=tuple(known(act, lead) for act in one.actions)))
        themes.append(replace(theme, recommendations=tuple(given)))
    return replace(real_plan(), themes=tuple(themes))


@pytest.mark.parametrize("plan", [SMALL, real_plan()], ids=["small", "real"])
def test_libreoffice_keeps_the_stamp_and_the_words(plan, libreoffice: Callable[..., bytes]):
    reading = read(libreoffice(exported(plan), "docx"))
    assert reading.document == plan
    assert read_stamp(reading.stamp).document == plan


# What the file is


def test_the_file_is_made_to_be_read_by_everybody():
    content = exported(real_plan())
    file = docx.Document(io.BytesIO(content))
    assert file.core_properties.language == "en-GB"
    assert file.core_properties.title == real_plan().title
    assert file.sections[0].orientation == WD_ORIENT.LANDSCAPE
    assert "DRAFT" in file.sections[0].header.paragraphs[0].text
    styles = {one.style.name for one in file.paragraphs if one.style}
    assert {"Title", "Heading 1", "Heading 2"} <= styles
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        body = archive.read("word/document.xml").decode()
        assert 'w:val="en-GB"' in archive.read("word/styles.xml").decode()
    assert len(file.tables) == 7
    assert body.count("<w:tblHeader/>") == 7
    assert body.count("<w:cantSplit/>") == 67
    assert body.count("<w:tblCaption ") == 7


def test_the_key_and_the_day_are_said():
    lines = [one.text for one in docx.Document(io.BytesIO(exported(real_plan()))).paragraphs]
    assert "Position as at 30 June 2023" in lines
    assert any(line.startswith("Green (G) – Target fully achieved") for line in lines)
    assert "B: 3-6 months" in lines


def test_a_plan_without_anything_is_a_file_too():
    assert docx.Document(io.BytesIO(exported(PlanDocument("Plan")))).paragraphs[0].text == "Plan"


def test_what_no_file_may_hold_does_no_harm():
    plan = replace(SMALL, loose_actions=(Action("a\x00\x0b\ud800\ufffe<b>&", reference="PR-9"),))
    assert came_back(exported(plan)).document == plan
