"""What the SLT leads said: the same words in every file, and nothing that is exempt in public."""

import io
import json
from dataclasses import replace

import docx
import openpyxl
import pytest

from actionplan.document import Narrative, PlanDocument
from actionplan.public.redacting import redact
from actionplan.reporting.covering import Reported, of_plan
from actionplan.reporting.page import write_html
from actionplan.reporting.report import ReportDocument
from actionplan.reporting.template import SectionKind
from actionplan.reporting.workbook_narrative import NARRATIVE_SHEET
from actionplan.reporting.writers import WRITERS
from tests.pdf_reading import Reading
from tests.reporting.committee import appendix_report, with_actions
from tests.reporting.plans import real_plan, report
from tests.reporting.test_exempt_bytes import says

OPEN = "We have met every date.\nThe shared service is signed."
SECRET = "Quillfeather wants more money."
PLAN = "Most is done; what is left needs members."
LEAD = "Strategic Director"
WRITTEN = [OPEN.split("\n", maxsplit=1)[0], OPEN.split("\n")[1], SECRET, PLAN]


def told() -> PlanDocument:
    """The start of the real plan, of which SLT says something, and one thing is exempt."""
    plan = with_actions(real_plan(), lambda action, number: action if number % 9 == 1 else None)
    first, *others = plan.themes
    one = replace(first.recommendations[0], narrative=Narrative(OPEN, "G", LEAD))
    theme = replace(first, recommendations=(one, *first.recommendations[1:]))
    second = others[0].recommendations[0]
    said = replace(second, narrative=Narrative(SECRET, "A", LEAD, "paragraph 3"))
    other = replace(others[0], recommendations=(said, *others[0].recommendations[1:]))
    whole = Narrative(PLAN, "A", "Chief Executive")
    return replace(plan, themes=(theme, other, *others[1:]), narrative=whole)


def words_of(kind: str, content: bytes) -> str:
    if kind == "pdf":
        return " ".join(Reading(content).page_words)
    if kind == "docx":
        return "\n".join(one.text for one in docx.Document(io.BytesIO(content)).paragraphs)
    if kind == "xlsx":
        sheet = openpyxl.load_workbook(io.BytesIO(content))[NARRATIVE_SHEET]
        return "\n".join(str(cell) for row in sheet.values for cell in row)
    if kind == "json":
        return str(json.loads(content))
    return content.decode()


def made(kind: str, one: ReportDocument) -> str:
    return "".join(words_of(kind, WRITERS[kind].write(one)).split())


@pytest.mark.parametrize("kind", ["pdf", "docx", "xlsx", "html", "json"])
def test_words_and_rating_are_the_same_in_every_file(kind):
    found = made(kind, appendix_report(told()))
    for words in (*WRITTEN, LEAD, "Chief Executive", "paragraph 3"):
        assert "".join(words.split()) in found
    if kind in {"pdf", "html", "docx"}:
        assert "OverallratingdeclaredbyChiefExecutive:" in found


@pytest.mark.parametrize("kind", WRITERS)
def test_exempt_narrative_is_gone_from_the_bytes(kind):
    public = redact(told())
    assert public.narratives == 1
    for one in (appendix_report(public.document), report(public.document, note=public.sentence)):
        content = WRITERS[kind].write(one)
        assert not says(content)
    assert kind not in {"html", "docx"} or "Exempt information" in words_of(kind, content)


def test_rating_is_letter_word_and_shape():
    page = write_html(appendix_report(told())).decode()
    start = page.index("Overall rating declared by Chief Executive:")
    mark = page[start : start + 700]
    assert "<svg" in mark
    assert ">A<" in mark
    assert "Amber" in mark


def test_covering_report_says_it_in_its_section():
    pieces = list(of_plan(Reported(told(), "Q1"), SectionKind.NARRATIVE))
    about = [getattr(one, "about", "") for one in pieces]
    assert about[:2] == ["The plan as a whole", "Recommendation 1"]
    assert not list(of_plan(Reported(real_plan(), "Q1"), SectionKind.NARRATIVE))


def test_file_that_comes_back_has_the_reviewers_wording_alone():
    out = WRITERS["docx"].write(report(told(), stamp="x"))
    assert PLAN not in words_of("docx", out)
    assert "We have met every date." not in words_of("docx", out)
