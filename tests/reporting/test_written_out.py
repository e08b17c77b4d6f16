"""A council's terms in what is printed: once a document in reading order, and listed at the end."""

import io
import json
from dataclasses import replace
from html import unescape

import docx
import pytest

from actionplan.document import Action, Recommendation, Theme
from actionplan.glossary import Term
from actionplan.interchange import encode
from actionplan.proofs.hashing import sha256
from actionplan.reporting.data import write_csv, write_json
from actionplan.reporting.page import write_html
from actionplan.reporting.pages import html_of
from actionplan.reporting.report import content_digest, from_bytes, to_bytes
from actionplan.reporting.template import RowChoice
from actionplan.reporting.word import write_docx
from actionplan.reporting.workbook import write_xlsx
from actionplan.reporting.written_out import html_written_out
from tests.reporting.committee import appendix_report
from tests.reporting.plans import one_row, real_plan

TERMS = (
    Term("CS&T", "Customer Service <& Transformation>"),
    Term("MTFS", "Medium Term Financial Strategy", "What the council can spend."),
    Term("O&S", "Overview & Scrutiny"),
    Term("SLT", "Senior Leadership Team"),
)
ASKED = "Let SLT and O&S own the MTFS."


def plan():
    """Two actions that say the same under a recommendation that uses their terms."""
    action = Action(
        "Publish the MTFS", "PR-1", commentary="CS&T asked O&S.\nThe MTFS <b>waits</b>."
    )
    again = replace(action, reference="PR-2", rating="R")
    one = Recommendation(ASKED, "1", actions=(action, again))
    return replace(one_row(), themes=(Theme("MTFS", (one,)),))


def report(**form):
    usual = {"before": None, "changed": None, "corrections": (), "rows": RowChoice.ALL}
    made = appendix_report(plan(), **(usual | form))
    return replace(made, glossary=TERMS)


def words_of_word(content: bytes) -> str:
    body = docx.Document(io.BytesIO(content)).element.body
    return "\n".join(one.text for one in body.iter("{*}t") if one.text)


@pytest.mark.parametrize("write", [html_of, write_html, write_docx])
def test_a_term_is_in_full_once_a_document_and_the_reviewers_words_stay(write):
    made = write(report())
    said = words_of_word(made) if write is write_docx else unescape(str(made, "utf-8")
        if isinstance(made, bytes) else made)  # fmt: skip
    for one in (TERMS[0], TERMS[2]):
        assert said.count(f"{one.in_full} ({one.term})") == 1
    assert said.count("Medium Term Financial Strategy (MTFS)") == 1
    assert said.index("Publish the Medium Term") < said.index("CS&T asked O&S")
    assert ASKED in said
    assert "Senior Leadership Team (SLT)" not in said


def test_words_stay_escaped_and_all_else_is_as_it_was():
    made, bare = html_of(report()), html_of(replace(report(), glossary=()))
    assert "Customer Service &lt;&amp; Transformation&gt; (CS&amp;T) asked" in made
    for one in TERMS:
        made = made.replace(f"{html_of_text(one.in_full)} ({html_of_text(one.term)})",
                            html_of_text(one.term))  # fmt: skip
    start, end = made.index("<caption>Terms of"), bare.index("<caption>Glossary")
    assert made[:start].rsplit("<table", 1)[0] == bare[:end].rsplit("<table", 1)[0]


def html_of_text(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def test_headings_attributes_drawings_and_comments_are_left_alone():
    page = (
        '<title>SLT</title><style>.a > b { content: "SLT" }</style><h2 id="SLT">SLT <b>x</b></h2>'
        '<!-- SLT > --><svg><title>SLT</title></svg><p class="gt wording">SLT</p><a>SLT</a>'
        '<td data-label="SLT">&quot;&nbsp;@@&quot;</td>'
    )
    full = page.replace("@@", "Senior Leadership Team (SLT)").replace("&nbsp;", "\xa0")
    assert html_written_out(page.replace("@@", "SLT"), TERMS) == full
    assert html_written_out(page, TERMS) == page


def test_the_last_appendix_lists_the_terms_that_are_printed():
    made = unescape(write_html(report(theme="MTFS", rows=RowChoice.THEME)).decode())
    terms = made[made.index("Terms of Oadby") : made.index("<caption>Glossary")]
    assert "Medium Term Financial Strategy. What the council can spend." in terms
    assert ">SLT<" in terms
    none = report(rows=RowChoice.COMPLETED)
    assert ">CS&T<" not in unescape(write_html(none).decode())
    assert "CS&T\n" in words_of_word(write_docx(report()))


def test_data_files_and_word_files_that_come_back_keep_every_word():
    given = replace(report(), appendix=None)
    bare = replace(given, glossary=())
    for write in (write_csv, write_json, write_xlsx, write_docx):
        assert write(given) == write(bare)
    for write in (write_csv, write_json, write_xlsx):
        assert write(report()) == write(replace(report(), glossary=()))


def test_a_report_without_glossary_is_what_it_was_before_there_was_one():
    bare = replace(report(), glossary=())
    data = encode(bare)
    del data["glossary"], data["appendix"]["queries"], data["appendix"]["decisions"]
    for one in data["document"]["themes"][0]["recommendations"]:
        del one["response"], one["response_reason"]
    assert content_digest(bare) == sha256(json.dumps(data))
    assert content_digest(report()) != content_digest(bare)
    assert from_bytes(to_bytes(report())) == report()


def test_the_real_plan_is_written_out():
    slt = (Term("SLT", "Senior Leadership Team"),)
    made = html_of(replace(appendix_report(real_plan()), glossary=slt))
    assert made.count("Senior Leadership Team (SLT)") == 1
