"""The council's response to a recommendation, with its reason, in everything that prints one."""

import csv
import io
import json
from dataclasses import replace
from datetime import date
from html import unescape
from typing import Any

import docx
import openpyxl
import pytest

from actionplan.declared import Response
from actionplan.document import Action, PlanDocument, Recommendation, Theme
from actionplan.glossary import Term
from actionplan.interchange import from_json, to_json
from actionplan.proofs.sealed import sealed_text, sha256_of, unsealed
from actionplan.public.page import blocks_of
from actionplan.public.redacting import HIDDEN, redact
from actionplan.reporting.columns import RESPONSE, RESPONSE_REASON
from actionplan.reporting.data import write_csv, write_json
from actionplan.reporting.page import write_html
from actionplan.reporting.pages import html_of
from actionplan.reporting.positions import positions
from actionplan.reporting.report import content_digest
from actionplan.reporting.word import write_docx
from actionplan.reporting.workbook import ROWS_SHEET, write_xlsx
from tests.reporting.committee import appendix_report
from tests.reporting.plans import one_row, report

REASON = "The leisure contract runs to 2027, so the MTFS cannot change before."
SAID = f"The council’s response: partly accepted. {REASON}"
MTFS = (Term("MTFS", "Medium Term Financial Strategy"),)


def answered(**row: Any) -> PlanDocument:
    """Three recommendations: one partly accepted, one simply accepted, one without a response."""
    action = replace(Action("Review the leisure contract", reference="PR-1"), **row)
    partly = Recommendation("Review leisure.", "1", actions=(action,), response=Response.PARTLY,
                            response_reason=REASON)  # fmt: skip
    simply = Recommendation("Publish the plan.", "2", response=Response.ACCEPTED)
    silent = Recommendation("Train councillors.", "3")
    return replace(one_row(), themes=(Theme("Services", (partly, simply, silent)),))


def lines_of_word(content: bytes) -> list[str]:
    return [one.text for one in docx.Document(io.BytesIO(content)).paragraphs]


def test_position_statement_has_each_response_where_the_plan_states_any():
    grid = positions(answered())
    assert grid is not None
    assert grid.headings == ("Recommendation", "Response", "Position", "Still to be done")
    assert [row[1] for row in grid.rows] == [f"Partly accepted. {REASON}", "Accepted", "Not stated"]
    assert len(grid.shares) == len(grid.headings)
    plain = positions(one_row())
    assert plain is not None
    assert "Response" not in plain.headings


@pytest.mark.parametrize("write", [html_of, write_html])
@pytest.mark.parametrize("make", [report, appendix_report])
def test_under_its_recommendation_stands_what_is_no_plain_acceptance(write, make):
    made = write(make(answered()))
    said = unescape(made if isinstance(made, str) else made.decode())
    assert SAID in said
    assert said.count("The council’s response") == 1


@pytest.mark.parametrize("make", [report, appendix_report])
def test_word_says_it_too(make):
    lines = lines_of_word(write_docx(make(answered())))
    assert lines.count(SAID) == 1
    assert sum("The council’s response" in one for one in lines) == 1


def test_word_that_comes_back_has_only_the_reviewers_wording_above_its_tables():
    assert SAID not in lines_of_word(write_docx(report(answered(), stamp="signed")))


def test_data_files_have_two_columns_where_the_plan_states_any():
    row = next(csv.DictReader(io.StringIO(write_csv(report(answered())).decode("utf-8-sig"))))
    assert (row[RESPONSE], row[RESPONSE_REASON]) == ("Partly accepted", REASON)
    sheet = openpyxl.load_workbook(io.BytesIO(write_xlsx(report(answered()))))[ROWS_SHEET]
    headings, first = list(sheet.values)[:2]
    found = dict(zip(headings, first, strict=True))
    assert (found[RESPONSE], found[RESPONSE_REASON]) == ("Partly accepted", REASON)
    assert RESPONSE.encode() not in write_csv(report(one_row()))


def test_json_and_seal_bring_it_back():
    assert from_json(to_json(answered())) == answered()
    data = json.loads(write_json(report(answered())))
    first = data["document"]["plan"]["themes"][0]["recommendations"][0]
    assert (first["response"], first["response_reason"]) == ("partly accepted", REASON)
    text = sealed_text(answered(), date(2023, 6, 30))
    assert unsealed(text, sha256_of(text)).document == answered()


def test_a_plan_without_responses_is_what_it_was_before_it_could_have_any():
    """Files that were kept are found by this digest; it was taken before there were responses."""
    assert content_digest(report(one_row())) == BEFORE
    assert content_digest(report(answered())) != content_digest(report(stated_otherwise()))


BEFORE = "41f41c85769f94dffbc8e372cedbaca14d7ebaad6b5f651b4d57c98987e87092"


def stated_otherwise() -> PlanDocument:
    theme = answered().themes[0]
    first = replace(theme.recommendations[0], response=Response.DECLINED)
    return replace(answered(), themes=(replace(theme, recommendations=(first,)),))


def test_terms_in_the_reason_are_written_out():
    made = unescape(html_of(replace(report(answered()), glossary=MTFS)))
    assert "so the Medium Term Financial Strategy (MTFS) cannot" in made
    lines = lines_of_word(write_docx(replace(appendix_report(answered()), glossary=MTFS)))
    assert any("so the Medium Term Financial Strategy (MTFS) cannot" in one for one in lines)


def test_public_page_says_it():
    assert [one.response for one in blocks_of(answered())] == [SAID, "", ""]


@pytest.mark.parametrize("fields", [(), ("commentary",)])
def test_reason_goes_with_a_row_that_is_exempt_and_the_response_stays(fields):
    found = redact(answered(exempt_paragraph="paragraph 3", exempt_fields=fields))
    first = next(found.document.recommendations())
    assert (first.response, first.response_reason) == (Response.PARTLY, HIDDEN)
    assert "1 reason for a response not shown" in found.sentence
    assert REASON not in repr(found.document)


def test_reason_is_public_where_nothing_under_it_is_exempt():
    found = redact(answered())
    assert found.is_whole
    assert found.document == answered()
