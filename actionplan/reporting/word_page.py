"""A Word document before anything stands in it: page, styles, language, header, footer, stamp."""

from collections.abc import Sequence
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from actionplan.reporting.report import ReportDocument
from actionplan.reporting.word_cells import STAMP_NAMESPACE
from actionplan.words import day
from council.contrast import contrast_ratio
from council.hostile import one_line

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

FONT = "Arial"
READABLE = 4.5  # the contrast that text needs on white (WCAG 2.2, 1.4.3)
DARK = "#0b0c0c"
SIZES = {"Title": 22, "Heading 1": 16, "Heading 2": 13, "Normal": 10, "List Bullet": 9}


def new_document(report: ReportDocument) -> "Document":
    """An empty landscape document in the council's colours, in British English."""
    import docx
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm

    document = docx.Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(15)
    section.top_margin = section.bottom_margin = Mm(20)
    section.header_distance = section.footer_distance = Mm(9)
    set_styles(document, report)
    set_properties(document, report)
    put_margins(document, report)
    return document


def set_styles(document: "Document", report: ReportDocument) -> None:
    """One typeface, sizes, the council's colour where it can be read, and the language."""
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    colour = report.brand.background
    ink = colour if contrast_ratio(colour, "#ffffff") >= READABLE else DARK
    for name, size in SIZES.items():
        style = document.styles[name]
        style.font.name, style.font.size = FONT, Pt(size)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        if name not in {"Normal", "List Bullet"}:
            style.font.color.rgb = RGBColor.from_string(ink[1:].upper())
            style.paragraph_format.keep_with_next = True
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")


def set_properties(document: "Document", report: ReportDocument) -> None:
    """Title, author, language and day of the file."""
    properties = document.core_properties
    properties.title = one_line(report.heading, 250)
    properties.author = one_line(report.council, 250)
    properties.language = "en-GB"
    properties.comments = ""
    as_at = report.document.as_at
    properties.subject = f"Position as at {day(as_at)}" if as_at else ""


def put_margins(document: "Document", report: ReportDocument) -> None:
    """Header and footer: whose it is, if it is a draft, and the page's number."""
    section = document.sections[0]
    mark = "DRAFT  ·  " if report.is_draft else ""
    header, footer = section.header.paragraphs[0], section.footer.paragraphs[0]
    header.text = f"{mark}{one_line(report.council, 120)}"
    footer.text = f"{one_line(report.heading, 120)}  ·  Page "
    put_field(footer, "PAGE")
    footer.add_run(" of ")
    put_field(footer, "NUMPAGES")


def put_field(paragraph: "Paragraph", code: str) -> None:
    """A number that Word counts."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    paragraph._p.append(field)


def widths_of(document: "Document", shares: Sequence[int]) -> list[int]:
    """The page's width in twentieths of a point, parted by shares."""
    section = document.sections[0]
    page, left, right = section.page_width, section.left_margin, section.right_margin
    width = ((page or 0) - (left or 0) - (right or 0)) // 635
    return [width * share // sum(shares) for share in shares]


def put_stamp(document: "Document", stamp: str) -> None:
    """The stamp as a part of the file that Word keeps and does not show."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.part import Part

    if not stamp:
        return
    package = document.part.package
    name = package.next_partname("/customXml/item%d.xml")
    content = f'<stamp xmlns="{STAMP_NAMESPACE}">{escape(stamp)}</stamp>'
    part = Part(name, "application/xml", content.encode(), package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_XML)
