"""A council's own Word template: checked when sent, filled with the report, else untouched."""

import io
import json
import zipfile
from base64 import b64encode
from dataclasses import replace
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

from actionplan.reporting.house_word import write_in_template
from actionplan.reporting.house_word_child import WordsOnly, fill
from actionplan.reporting.parts import Typed
from actionplan.reporting.placeholders import block_names, inline_names
from actionplan.reporting.report import Brand
from actionplan.reporting.sample_report import sample_report, sample_template
from actionplan.reporting.shipped import SHIPPED, shipped_form
from actionplan.reporting.template_check import check_word_template
from council.bounded_child import Refused
from council.file_types import NotTaken

FORM = shipped_form("district")
COUNCIL = "Oadby & Wigston <Borough> {{ title }}"
RELATIONS = "word/_rels/document.xml.rels"
NOTE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def house_template(*lines: str, without: tuple[str, ...] = ()) -> bytes:
    """A template with a heading style of its own, and without some that Word knows."""
    made = docx.Document()
    made.styles["Heading 1"].font.size = Pt(31)
    for name in without:
        made.styles[name].delete()
    made.add_heading("Agenda item", level=2)
    for line in lines:
        made.add_paragraph(line)
    made.sections[0].footer.paragraphs[0].text = "{{ committee }}"
    return saved(made)


def style_of(paragraph) -> Any:
    return paragraph.style


def saved(made) -> bytes:
    kept = io.BytesIO()
    made.save(kept)
    return kept.getvalue()


def edited(content: bytes, part: str, before: str, after: str) -> bytes:
    """A Word file in which the text of one part is otherwise."""
    kept, code = io.BytesIO(), "latin-1"
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(kept, "w") as new:
        for one in old.namelist():
            words = old.read(one).decode(code)
            words = words.replace(before, after) if one == part else words
            new.writestr(one, words.encode(code))
    return kept.getvalue()


def report():
    return sample_report(FORM, COUNCIL, Brand())


@pytest.fixture(scope="module")
def filled() -> bytes:
    template = house_template("{{ title }} for {{council}}", "{{p sections }}", "{{p purpose }}",
                              without=("List Bullet",))  # fmt: skip
    check_word_template(template, FORM)
    return write_in_template(report(), template)


def words_of(content: bytes) -> list[str]:
    return [one.text for one in docx.Document(io.BytesIO(content)).paragraphs]


def test_words_stand_where_the_template_has_them_and_are_never_markup(filled):
    words = words_of(filled)
    assert f"Sample report: progress of the action plan for {COUNCIL}" in words
    footer = docx.Document(io.BytesIO(filled)).sections[0].footer
    assert footer.paragraphs[0].text == "Policy, Finance and Development Committee"
    assert words.count("What the report says under “Purpose of the report”.") == 1
    assert "Purpose of the report" not in words  # the template has a place of its own for it
    assert words.index("Summary") < words.index("Background") < words.index("Appendices")


def test_styles_of_the_template_stay_and_those_it_lacks_are_provided(filled):
    made = docx.Document(io.BytesIO(filled))
    heading = next(one for one in made.paragraphs if one.text == "Summary")
    assert (style_of(heading).name, style_of(heading).font.size) == ("Heading 1", Pt(31))
    point = next(one for one in made.paragraphs if one.text == "one point")
    assert style_of(point).name == "List Bullet"
    assert style_of(point).element.find(".//{*}numId") is not None
    assert made.tables[0].rows[0].cells[0].text == "Recommendation"


def test_draft_is_said_though_the_template_has_no_place_for_it(filled):
    assert words_of(filled)[0] == "DRAFT"


def test_equal_reports_make_equal_bytes_and_name_no_template(filled):
    template = house_template("{{ title }} for {{council}}", "{{p sections }}", "{{p purpose }}",
                              without=("List Bullet",))  # fmt: skip
    away = edited(
        template, "word/_rels/settings.xml.rels", "</Relationships>",
        f'<Relationship Id="rId99" Type="{NOTE}/attachedTemplate" Target="file:///C:/x.dotm" '
        'TargetMode="External"/></Relationships>',
    )  # fmt: skip
    assert write_in_template(report(), template) == filled
    assert b"x.dotm" not in write_in_template(report(), away)


@pytest.mark.parametrize("name", SHIPPED)
def test_template_to_begin_with_is_taken_and_lists_every_name(name):
    form = shipped_form(name)
    content = sample_template(form)
    assert {"title", "sections", "cover", "sign_offs"} <= set(check_word_template(content, form))
    listed = {one.partition(":")[0].removeprefix("p ") for one in words_of(content)}
    assert {*inline_names(form), *block_names(form)} <= listed


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        (("{{ title }}", "{{p purpose }}"), "“Summary” must be filled in and would not be printed"),
        (("{{p sections }} and more",), "must be a paragraph of its own"),
        (("{{p sections }}", "{{p purpose", "}}"), "cannot be filled in"),
        (("{{p sections }}", "{{ title|upper }}"), "cannot be filled in"),
    ],
)
def test_template_that_could_not_be_printed_is_refused_when_it_is_sent(lines, sentence):
    with pytest.raises(NotTaken, match=sentence):
        check_word_template(house_template(*lines), FORM)


@pytest.mark.parametrize(
    ("part", "after", "sentence"),
    [
        (RELATIONS, f'<Relationship Id="r9" Type="{NOTE}/oleObject" Target="a.bin"/>', "macro"),
        (RELATIONS, f'<Relationship Id="rId99" Type="{NOTE}/image" Target="http://x/a.png" '
         'TargetMode="External"/>', "lies elsewhere"),
        ("word/document.xml", '<w:p><w:r><w:instrText> DDEAUTO c:\\\\x </w:instrText></w:r></w:p>',
         "a field DDEAUTO"),
    ],
)  # fmt: skip
def test_what_runs_or_fetches_is_refused(part, after, sentence):
    end = "</Relationships>" if part == RELATIONS else "<w:sectPr"
    content = edited(house_template("{{p sections }}"), part, end, after + end)
    with pytest.raises(NotTaken, match=sentence):
        check_word_template(content, FORM)


def test_name_split_over_differently_set_letters_is_filled():
    made = docx.Document()
    line = made.add_paragraph("For {{ comm")
    line.add_run("ittee }}.").bold = True
    made.add_paragraph("{{p sections }}")
    check_word_template(saved(made), FORM)
    content = write_in_template(report(), saved(made))
    assert "For Policy, Finance and Development Committee." in words_of(content)


@pytest.mark.parametrize("name", SHIPPED)
def test_template_that_another_program_saved_is_filled_as_ours_is(name, libreoffice):
    form = shipped_form(name)
    ours = sample_template(form)
    again = libreoffice(ours, "docx")
    assert check_word_template(again, form) == check_word_template(ours, form)
    sample = sample_report(form, COUNCIL, Brand())
    said = [list(filter(None, words_of(write_in_template(sample, one)))) for one in (again, ours)]
    assert said[0] == said[1]


PROOF, MARK = '<w:proofErr {0} w:type="spellStart"/>', '<w:bookmarkStart {0} w:id="7" w:name="x"/>'
WRAPPED = {
    "letter by letter": "",
    "with the marks of a spelling check": PROOF,
    "with bookmarks": MARK,
}


@pytest.mark.parametrize("between", WRAPPED.values(), ids=WRAPPED)
def test_names_broken_into_single_letters_are_filled(between):
    made = docx.Document()
    for said in ("For {{ committee }} on {{meeting_date}}.", "{{p sections }}"):
        line = made.add_paragraph()
        for number, letter in enumerate(said):
            line.add_run(letter).bold = bool(number % 2)
            if between:
                line._p.append(parse_xml(between.format(nsdecls("w"))))
    check_word_template(saved(made), FORM)
    words = words_of(write_in_template(report(), saved(made)))
    assert "For Policy, Finance and Development Committee on 5 September 2023." in words
    assert "Background" in words


REST = "<w:r><w:t>mittee }}</w:t></w:r>"
BY = 'w:id="1" w:author="A" w:date="2023-06-30T00:00:00Z"'
AROUND = {
    "a tracked insertion": f"<w:ins {BY}>{REST}</w:ins>",
    "a link": f'<w:hyperlink w:anchor="x">{REST}</w:hyperlink>',
    "a box for content": f"<w:sdt><w:sdtContent>{REST}</w:sdtContent></w:sdt>",
    "a line break": f"<w:r><w:br/></w:r>{REST}",
}


@pytest.mark.parametrize("rest", AROUND.values(), ids=AROUND)
def test_a_name_that_goes_on_in_something_else_is_filled(rest):
    made = docx.Document()
    made.add_paragraph("{{p sections }}")
    line = made.add_paragraph("For {{ com")
    for one in list(parse_xml(f"<w:p {nsdecls('w')}>{rest}</w:p>")):
        line._p.append(one)
    check_word_template(saved(made), FORM)
    content = write_in_template(report(), saved(made))
    said = "".join(docx.Document(io.BytesIO(content)).element.body.itertext())
    assert "For Policy, Finance and Development Committee" in said
    assert "{{" not in said


@pytest.mark.parametrize(
    "source",
    ["{{ title.upper() }}", "{{ title.__class__ }}", "{{ title|upper }}", "{{ range(9) }}"],
)
def test_even_what_the_check_would_miss_can_do_nothing(source):
    given = {
        "template": b64encode(house_template(source)).decode(),
        "inline": {"title": "x", "committee": "y"},
        "blocks": {},
    }
    with pytest.raises(Refused, match="could not be filled in"):
        fill(json.dumps(given).encode())
    assert not WordsOnly().globals


def numbers_of(content: bytes) -> list[int]:
    """The list that each item belongs to, in the order of the file."""
    body = docx.Document(io.BytesIO(content)).element.body
    return [one.numId.val for one in body.iter(qn("w:numPr")) if one.numId is not None]


def begins_at_one(content: bytes, identity: int) -> bool:
    """Whether the list says that it begins at 1, of a kind of list that the file knows."""
    numbering = docx.Document(io.BytesIO(content)).part.numbering_part.element
    kinds = {one.get(qn("w:abstractNumId")) for one in numbering.findall(qn("w:abstractNum"))}
    (found,) = (one for one in numbering.num_lst if one.numId == identity)
    starts = [one.get(qn("w:val")) for one in found.iter(qn("w:startOverride"))]
    return starts == ["1"] and str(found.abstractNumId.val) in kinds


@pytest.mark.parametrize("without", [(), ("List Number",)])
@pytest.mark.parametrize("lines", [("{{ background }}", "{{ purpose }}"), ("{{ sections }}",)])
def test_each_numbered_list_begins_at_one(lines, without):
    two = {
        code: Typed("Asked:\n\n1. one\n2. two\n\nThen:\n\n1. again")
        for code in ("background", "purpose")
    }
    sample = report()
    sample = replace(sample, written=replace(sample.written, sections=two))
    content = write_in_template(sample, house_template(*lines, without=without))
    first, same, again, *others = numbers_of(content)
    assert first == same != again
    assert others[0] == others[1] != others[2]
    assert not {first, again} & set(others)
    assert all(begins_at_one(content, one) for one in {first, again, *others})
