"""Workbooks of ours that come back: exact where nothing changed, cell for cell where it did."""

import io
from datetime import UTC, date, datetime

import openpyxl
import pytest
from hypothesis import given, settings

from actionplan.document import PlanDocument
from actionplan.importing.notes import Reading
from actionplan.importing.own_files import read_own_workbook
from actionplan.importing.sheet_bounds import Bounds
from actionplan.reporting.report import ReportDocument
from actionplan.reporting.workbook import write_xlsx
from actionplan.stamped import Stamp
from actionplan.stamps import make_stamp
from tests.reporting.plans import real_plan
from tests.test_interchange import DOCUMENT

POSTS = ("Chief Executive", "Head of Law & Democracy", "Strategic Director, Resources")


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
@settings(max_examples=150, deadline=None)
def test_an_unchanged_workbook_gives_the_plan_exactly(document):
    reading = came_back(opened(exported(document)))
    assert reading.document == document
    assert reading.notes == ()


def test_the_real_plan_comes_back_exactly():
    reading = came_back(opened(exported(real_plan())))
    assert reading.document == real_plan()
    assert len(reading.rows) == 60
