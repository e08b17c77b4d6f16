"""Word files of ours that come back: as they went out, but for what somebody has changed."""

import io
from pathlib import PurePath

import docx
from hypothesis import assume, given, settings

from actionplan.document import PlanDocument
from actionplan.importing.archive import Archive
from actionplan.importing.notes import Reading
from actionplan.importing.own_cells import norm
from actionplan.importing.read import read_content
from actionplan.importing.text import tidy
from actionplan.importing.word import read_word
from actionplan.reporting.report import ReportDocument
from actionplan.reporting.rows import rows_of
from actionplan.reporting.word import write_docx
from council.hostile import cleaned, readable
from tests.importing.test_own_files import CURIOUS, SMALL, stamped
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
