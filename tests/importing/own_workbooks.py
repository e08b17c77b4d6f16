"""Workbooks of ours as they go out, are edited and come back."""

import io
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import PurePath

import openpyxl

from actionplan.declared import (
    Due,
    LastUpdate,
    Moment,
    Precision,
    Revision,
    Status,
    Step,
    StepState,
)
from actionplan.document import Action, PlanDocument, Recommendation, Theme
from actionplan.importing.notes import Reading
from actionplan.importing.own_files import read_own_workbook
from actionplan.importing.read import read_content
from actionplan.importing.sheet_bounds import Bounds
from actionplan.reporting.report import ReportDocument
from actionplan.reporting.workbook import write_xlsx
from actionplan.stamped import Stamp
from actionplan.stamps import make_stamp
from tests.reporting.plans import real_plan

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


def read(content: bytes) -> Reading:
    return read_content(content, PurePath("plan.xlsx"))


def saved(book: openpyxl.Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


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
