"""The table of contents of a Word document: a field that Word can renew, its entries written out.

It names headings and no pages, which only Word can count: so it is right before anybody renews it.
"""

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from actionplan.reporting.word_markup import NAMESPACE

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

FIELD = 'TOC \\o "1-2" \\n \\h \\z'
LEVELS = {"Heading 1": 0, "Heading 2": 1}
INDENT = 300  # twentieths of a point for each level


def put_contents(document: "Document", place: "Paragraph") -> None:
    """Put the contents where ``place`` stands: an entry for each heading below it."""
    from docx.oxml import parse_xml

    entries = list(bookmarked(document, place))
    before = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + (
        f'<w:r><w:instrText xml:space="preserve">{FIELD}</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    after = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    if not entries:
        return
    title = document.add_heading("Contents", level=1)
    place._p.addprevious(title._p)
    for number, (name, level, words) in enumerate(entries):
        start = before if number == 0 else ""
        end = after if number == len(entries) - 1 else ""
        place._p.addprevious(parse_xml(entry(name, level, words, start, end)))
    document.element.body.remove(place._p)


def bookmarked(document: "Document", place: "Paragraph") -> "list[tuple[str, int, str]]":
    """Mark each heading that stands after ``place``: (bookmark, level, words)."""
    from docx.oxml import parse_xml

    found: list[tuple[str, int, str]] = []
    below = False
    for paragraph in document.paragraphs:
        below = below or paragraph._p is place._p
        level = LEVELS.get(paragraph.style.name if paragraph.style else "")
        if not below or level is None:
            continue
        number = len(found) + 1
        name = f"_Toc{number:08d}"
        start = f'<w:bookmarkStart {NAMESPACE} w:id="{number}" w:name="{name}"/>'
        paragraph._p.get_or_add_pPr().addnext(parse_xml(start))
        paragraph._p.append(parse_xml(f'<w:bookmarkEnd {NAMESPACE} w:id="{number}"/>'))
        found.append((name, level, paragraph.text))
    return found


def entry(name: str, level: int, words: str, before: str, after: str) -> str:
    """One line of the contents, a link to its heading."""
    run = f'<w:r><w:t xml:space="preserve">{escape(words)}</w:t></w:r>'
    return (
        f"<w:p {NAMESPACE}><w:pPr>"
        f'<w:spacing w:before="0" w:after="40"/><w:ind w:left="{INDENT * level}"/></w:pPr>'
        f'{before}<w:hyperlink w:anchor="{name}" w:history="1">{run}</w:hyperlink>{after}</w:p>'
    )
