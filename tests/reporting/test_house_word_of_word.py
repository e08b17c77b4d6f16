"""A council's template that Word itself saved: filled in every part, or refused in one sentence."""

import io
import re
import zipfile

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree

from actionplan.reporting.house_word import write_in_template
from actionplan.reporting.placeholders import TAG
from actionplan.reporting.report import Brand
from actionplan.reporting.sample_report import sample_report
from actionplan.reporting.shipped import shipped_form
from actionplan.reporting.template_check import check_word_template
from council.file_types import NotTaken
from tests.reporting.word_saved import (
    NAMESPACES,
    broken,
    control,
    document,
    paragraph,
    run,
    smart_tag,
    table,
    text_box,
    word_saved,
)

FORM, COUNCIL = shipped_form("district"), "Oadby & Wigston Borough Council"
COMMITTEE = "Policy, Finance and Development Committee"
IGNORABLE = f"{{{NAMESPACES['mc']}}}Ignorable"
WHOLE = paragraph(run("{{p sections }}"))


def filled(content: bytes) -> bytes:
    check_word_template(content, FORM)
    return write_in_template(sample_report(FORM, COUNCIL, Brand()), content)


@pytest.fixture(scope="module")
def made() -> bytes:
    return filled(word_saved())


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return {name: file.read(name) for name in file.namelist()}


def words_in(xml: bytes) -> list[str]:
    """The words of each paragraph, those of a text box by themselves."""
    found = []
    for one in etree.fromstring(xml).iter(qn("w:p")):
        own = [t for t in one.iter(qn("w:t")) if next(t.iterancestors(qn("w:p"))) is one]
        found.append("".join(t.text or "" for t in own))
    return found


def test_names_are_known_however_word_has_cut_and_wrapped_them():
    assert set(check_word_template(word_saved(), FORM)) == {
        "title", "committee", "meeting_date", "council", "position_as_at", "cover", "purpose",
        "sections", "sign_offs", "draft",
    }  # fmt: skip


def test_every_name_is_filled_in_where_it_stands(made):
    words = words_in(parts_of(made)["word/document.xml"])
    assert "Sample report: progress of the action plan" in words
    assert f"Report to {COMMITTEE} on 5 September 2023." in words
    assert f"At the {COUNCIL}, Wigston" in words
    assert words.count("Position as at 30 June 2023") == 2  # for newer Word, and for older
    assert words.count("What the report says under “Purpose of the report”.") == 1
    assert words.index("Summary") < words.index("Background") < words.index("Signed off")


def test_margins_of_every_page_are_filled_in(made):
    parts = parts_of(made)
    assert words_in(parts["word/header1.xml"]) == [COMMITTEE]
    assert words_in(parts["word/header2.xml"]) == [COUNCIL]
    assert words_in(parts["word/footer1.xml"]) == ["DRAFT Page "]
    assert docx.Document(io.BytesIO(made)).sections[0].different_first_page_header_footer


def test_no_part_repeats_a_name_in_braces(made):
    assert not [name for name, said in parts_of(made).items() if TAG.search(said.decode())]
    assert b"Oadby and Wigston Borough Council" in parts_of(made)["docProps/app.xml"]


def test_no_control_hides_what_was_filled_in(made):
    assert b"<w:sdt>" not in parts_of(made)["word/document.xml"]
    other = control(run("Choose a date"), "<w:date/>", "Date")
    content = filled(word_saved(WHOLE, paragraph(other)))
    assert parts_of(content)["word/document.xml"].count(b"<w:sdt>") == 1


def test_a_prompt_gives_its_grey_up():
    grey = run("{{ committee }}", '<w:rStyle w:val="PlaceholderText"/>')
    asked = control(grey, "<w:showingPlcHdr/>")
    document_xml = parts_of(filled(word_saved(WHOLE, paragraph(asked))))["word/document.xml"]
    assert COMMITTEE.encode() in document_xml
    assert b"PlaceholderText" not in document_xml


def test_paragraphs_stand_in_no_paragraph_and_words_prefixes_are_declared(made):
    for name, content in parts_of(made).items():
        if name.startswith("word/") and name.endswith(".xml"):
            root = etree.fromstring(content)
            assert not root.xpath(
                "//w:p/w:p | //w:r//w:sdt | //w:tc[not(w:p)]", namespaces=NAMESPACES
            )
            assert set((root.get(IGNORABLE) or "").split()) <= set(root.nsmap)


def test_a_table_is_as_wide_as_the_cell_it_stands_in(made):
    body = docx.Document(io.BytesIO(made)).element.body
    (inner,) = body.xpath("//w:tc/w:tbl")
    assert int(inner.find(f".//{qn('w:tblW')}").get(qn("w:w"))) <= 4508
    widths = [int(one.get(qn("w:w"))) for one in inner.iter(qn("w:gridCol"))]
    assert 4000 < sum(widths) <= 4508


@pytest.mark.parametrize(("size", "room"), [('w:w="2500" w:type="pct"', 4513),
                                            ('w:w="0" w:type="auto"', 4513)])  # fmt: skip
def test_a_cell_may_say_its_share_or_nothing(size, room):
    cells = table(paragraph(run("Facts")), paragraph(run("{{p cover }}")))
    cells = re.sub(r'w:w="4508" w:type="dxa"', size, cells)
    body = docx.Document(io.BytesIO(filled(word_saved(WHOLE, cells)))).element.body
    widths = [int(one.get(qn("w:w"))) for one in body.xpath("//w:tc/w:tbl//w:gridCol")]
    assert room - 300 < sum(widths) <= room


LINES = {
    "a smart tag that a name ends in": (run("{{ coun"), smart_tag(run("cil }} and more"))),
    "a control that a name begins in": (control(run("{{ cou")), run("ncil }}"), run(" and more")),
    "two names in one cut": (run("{{ draft }}{{ cou"), run("ncil }} an"), run("d more")),
    "a mark within the braces": (run("{"), run("{ council }"), run("} and more")),
}


@pytest.mark.parametrize("line", LINES.values(), ids=LINES)
def test_what_stands_around_a_name_stays_in_its_paragraph(line):
    content = filled(word_saved(paragraph(run("Here: "), *line), WHOLE))
    (said,) = (one for one in words_in(parts_of(content)["word/document.xml"]) if "Here" in one)
    assert said.replace("DRAFT", "") == f"Here: {COUNCIL} and more"


LOST = {
    "a picture, a box or a note": paragraph(run("{{p purpose }}"), text_box("")),
    "must be a paragraph of its own": paragraph(run("Purpose: {{p purpose }}")),
}


@pytest.mark.parametrize("sentence", LOST)
def test_what_would_be_lost_is_refused_in_one_sentence(sentence):
    with pytest.raises(NotTaken, match=sentence) as refused:
        check_word_template(word_saved(LOST[sentence], WHOLE), FORM)
    assert str(refused.value).startswith("{{p purpose }}")


BREAK = '<w:r><w:br w:type="page"/></w:r>'


@pytest.mark.parametrize(
    ("line", "is_before"),
    [
        (paragraph(BREAK, run("{{p purpose }}")), True),
        (paragraph("<w:pPr><w:pageBreakBefore/></w:pPr>", run("{{p purpose }}")), True),
        (paragraph(run("{{p purpose }}"), BREAK), False),
    ],
)
def test_a_page_that_begins_in_the_paragraph_of_a_name_still_does(line, is_before):
    made = parts_of(filled(word_saved(line, WHOLE)))["word/document.xml"]
    assert made.count(b'<w:br w:type="page"/>') == 1
    assert (made.index(b"<w:br ") < made.index("“Purpose of".encode())) == is_before


def renamed(content: bytes, before: bytes, after: bytes) -> bytes:
    """The file with other words in every part and in the names of its parts."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as file:
        for name, said in parts_of(content).items():
            file.writestr(
                name.encode().replace(before, after).decode(), said.replace(before, after)
            )
    return kept.getvalue()


def test_document_of_word_on_the_web_is_filled_under_the_name_it_has_there():
    content = renamed(word_saved(), b"document.xml", b"document2.xml")
    content = renamed(content, b"word/_rels/document.xml", b"word/_rels/document2.xml")
    words = words_in(parts_of(filled(content))["word/document2.xml"])
    assert f"Report to {COMMITTEE} on 5 September 2023." in words


def test_strict_form_of_the_format_is_refused_with_what_to_do():
    content = renamed(
        word_saved(), NAMESPACES["w"].encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    )
    with pytest.raises(NotTaken, match=r"Strict Open XML.*ordinary Word document"):
        check_word_template(content, FORM)


def test_libreoffice_reads_what_was_made(made, libreoffice):
    again = docx.Document(io.BytesIO(libreoffice(made, "docx")))
    words = [one.text for one in again.paragraphs]
    assert f"Report to {COMMITTEE} on 5 September 2023." in words
    assert words.index("Summary") < words.index("Signed off")


def test_the_builder_writes_what_xml_is():
    for content in parts_of(word_saved()).values():
        etree.fromstring(content)
    etree.fromstring(document(paragraph(broken("{{ title }}"))))
