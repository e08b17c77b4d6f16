"""What Word files hold besides plain tables: changes, hidden words, controls, boxes, lists."""

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from actionplan.importing.archive import Archive
from actionplan.importing.word import read_word
from tests.importing.making import only, repacked, saved

NS = nsdecls("w")


def read(body, **parts):
    """The rows of a Word file whose body is the given XML."""
    content = saved(docx.Document())
    xml = f"<w:document {NS}><w:body>{body}</w:body></w:document>".encode()
    return read_word(Archive(repacked(content, replace={"word/document.xml": lambda _: xml})))


def lines(body):
    return [only(row).text for row in read(body).rows]


def p(inner, properties=""):
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def r(words, properties=""):
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def table(*rows):
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


def tc(inner, properties=""):
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def test_tracked_changes_are_read_as_accepted():
    body = p(
        r("Keep ")
        + f"<w:ins>{r('new ')}</w:ins>"
        + "<w:del><w:r><w:delText>old </w:delText></w:r></w:del>"
        + f"<w:moveTo>{r('here')}</w:moveTo><w:moveFrom>{r('there')}</w:moveFrom>"
    )
    assert lines(body) == ["Keep new here"]


def test_a_deleted_paragraph_mark_joins_two_paragraphs():
    body = p(r("One "), "<w:rPr><w:del/></w:rPr>") + p(r("and two")) + p(r("Three"))
    assert lines(body) == ["One and two", "Three"]


def test_a_deleted_row_is_gone_and_an_inserted_one_is_there():
    body = table(
        tc(p(r("First"))),
        "<w:trPr><w:del/></w:trPr>" + tc(p(r("Deleted"))),
        "<w:trPr><w:ins/></w:trPr>" + tc(p(r("Inserted"))),
    )
    assert lines(body) == ["First", "Inserted"]


def test_hidden_words_are_left_out_and_said():
    source = read(p(r("Seen") + r("unseen", "<w:vanish/>")))
    assert [only(row).text for row in source.rows] == ["Seen"]
    (note,) = source.notes
    assert (note.said, note.needs_decision) == ("unseen", True)


def test_hidden_rows_are_left_out_and_said():
    source = read(table(tc(p(r("Seen"))), "<w:trPr><w:hidden/></w:trPr>" + tc(p(r("Unseen")))))
    assert [row.words for row in source.rows] == ["Seen"]
    assert [note.said for note in source.notes] == ["Unseen"]


def test_content_controls_hyperlinks_and_fields_are_read():
    body = (
        f"<w:sdt><w:sdtPr><w:alias w:val='x'/></w:sdtPr><w:sdtContent>{p(r('In a control'))}"
        "</w:sdtContent></w:sdt>"
        + p(f"<w:hyperlink>{r('a link')}</w:hyperlink><w:sdt><w:sdtContent>{r(' inline')}"
            "</w:sdtContent></w:sdt>")
        + p("<w:r><w:instrText>PAGE</w:instrText></w:r>" + r("7"))
    )  # fmt: skip
    assert lines(body) == ["In a control", "a link inline", "7"]


def test_rows_and_cells_in_content_controls_are_read():
    cell = f"<w:sdt><w:sdtContent>{tc(p(r('Cell')))}</w:sdtContent></w:sdt>"
    row = f"<w:sdt><w:sdtContent><w:tr>{cell}{tc(p(r('Two')))}</w:tr></w:sdtContent></w:sdt>"
    (found,) = read(f"<w:tbl>{row}</w:tbl>").rows
    assert [(cell.column, cell.text) for cell in found.cells] == [(0, "Cell"), (1, "Two")]


def test_breaks_tabs_and_no_break_spaces():
    body = p(
        "<w:r><w:t>One</w:t><w:br/><w:t>two</w:t><w:tab/><w:t>three</w:t><w:noBreakHyphen/>"
        "<w:t>four\xa0five</w:t><w:br w:type='page'/></w:r>"
    )
    (row,) = read(body).rows
    assert only(row).text == "One\ntwo three-four five"


def test_bookmarks_and_proofing_marks_are_nothing():
    body = p("<w:bookmarkStart w:id='0' w:name='_Hlk1'/><w:bookmarkEnd w:id='0'/>") + p(r("A"))
    assert lines(body) == ["A"]


def test_spans_and_merges():
    body = table(
        tc(p(r("Wide")), '<w:gridSpan w:val="2"/>') + tc(p(r("C")), "<w:vMerge w:val='restart'/>"),
        tc(p(r("A"))) + tc(p(r("B"))) + tc(p(""), "<w:vMerge/>"),
        "<w:trPr><w:gridBefore w:val='1'/></w:trPr>" + tc(p(r("B2"))) + tc(p(r("C2"))),
    )
    rows = read(body).rows
    found = [[(c.column, c.across, c.text, c.merged) for c in row.cells] for row in rows]
    assert found == [
        [(0, 2, "Wide", False), (2, 1, "C", False)],
        [(0, 1, "A", False), (1, 1, "B", False), (2, 1, "C", True)],
        [(1, 1, "B2", False), (2, 1, "C2", False)],
    ]


@pytest.mark.parametrize(
    "properties",
    [
        "<w:numPr><w:ilvl w:val='0'/><w:numId w:val='3'/></w:numPr>",
        "<w:pStyle w:val='ListBullet'/>",
    ],
)
def test_items_of_lists_by_numbering_or_style(properties):
    (row,) = read(p(r("Item"), properties)).rows
    assert only(row).filled[0].bullet


def test_a_list_switched_off_is_no_list():
    (row,) = read(p(r("Plain"), "<w:numPr><w:numId w:val='0'/></w:numPr>")).rows
    assert not only(row).filled[0].bullet


@pytest.mark.parametrize("mark", ["•", "· ", "- ", "– ", "\uf0b7", "* "])
def test_typed_marks_make_items_and_are_dropped(mark):
    (row,) = read(p(r(f"{mark}Item"))).rows
    assert (only(row).filled[0].text, only(row).filled[0].bullet) == ("Item", True)


@pytest.mark.parametrize("words", ["-5 degrees", "–", "over the moon", "*A: 1-3 months"])
def test_what_only_looks_like_a_mark_stays(words):
    assert lines(p(r(words))) == [words]


def test_shading_of_the_cell_or_of_the_words():
    body = table(
        tc(p(r("G")), "<w:shd w:val='clear' w:fill='92d050'/>")
        + tc(p(r("A", "<w:shd w:val='clear' w:fill='FFC000'/>")))
        + tc(p(r("R", "<w:highlight w:val='red'/>")))
        + tc(p(r("-")), "<w:shd w:val='clear' w:fill='auto'/>")
    )
    (row,) = read(body).rows
    assert [cell.shade for cell in row.cells] == ["92D050", "FFC000", "FF0000", ""]


def test_a_table_inside_a_cell_is_read_as_lines_and_said():
    inner = table(tc(p(r("A"))) + tc(p(r("B"))), tc(p(r("C"))) + tc(p("")))
    source = read(table(tc(p(r("Before")) + inner + p(""))))
    assert only(source.rows[0]).text == "Before\nA | B\nC"
    assert [(note.said, note.needs_decision) for note in source.notes] == [("A | B\nC", True)]


def test_a_text_box_is_read_once_and_said():
    drawing = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/'
        f'2006"><mc:Choice><w:drawing><w:txbxContent>{p(r("Boxed"))}</w:txbxContent></w:drawing>'
        f"</mc:Choice><mc:Fallback><w:pict><w:txbxContent>{p(r('Boxed'))}</w:txbxContent></w:pict>"
        "</mc:Fallback></mc:AlternateContent>"
    )
    source = read(p(r("Outside") + f"<w:r>{drawing}</w:r>"))
    said = [paragraph.text for row in source.rows for paragraph in only(row).filled]
    assert said == ["Outside", "Boxed"]
    assert [note.said for note in source.notes] == ["Boxed"]


def test_pictures_comments_and_footnotes_are_said():
    body = p(r("Words") + "<w:r><w:drawing/></w:r><w:r><w:footnoteReference w:id='1'/></w:r>")
    assert {note.said for note in read(body).notes} == {"1 picture", "1 footnote"}


def test_headings_have_their_level():
    document = docx.Document()
    document.add_heading("Theme", level=2)
    (row,) = read_word(Archive(saved(document))).rows
    assert only(row).filled[0].heading == 2


def test_headers_and_footers_are_margins():
    document = docx.Document()
    document.sections[0].footer.paragraphs[0].text = "Green - on track"
    document.sections[0].header.paragraphs[0].text = "Updated June 2023"
    source = read_word(Archive(saved(document)))
    assert source.margins == ["Green - on track", "Updated June 2023"]


def test_a_real_document_with_a_tracked_insertion():
    document = docx.Document()
    document.add_paragraph("Seen ")._p.append(
        parse_xml(f"<w:ins {NS}><w:r><w:t>and inserted</w:t></w:r></w:ins>")
    )
    (row,) = read_word(Archive(saved(document))).rows
    assert only(row).text == "Seen and inserted"
