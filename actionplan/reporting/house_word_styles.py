"""The styles of a council's Word template: used where they are, provided where Word left them out.

Word writes a style into a file once it is used. So a template may lack "List Bullet" though its
users see it in the list of styles; such a one is taken from the shipped form. One that is there is
never touched.
"""

import copy
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import docx
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.parts.numbering import NumberingPart
from lxml import etree

from actionplan.reporting.placeholders import TAG
from actionplan.reporting.word_numbers import new_list, number
from actionplan.reporting.word_page import widths_of

if TYPE_CHECKING:
    from docx.document import Document

# The styles that our paragraphs name, by the ids that they have in the shipped form.
STYLES = {
    "Normal": "Normal",
    "Heading1": "Heading 1",
    "Heading2": "Heading 2",
    "ListBullet": "List Bullet",
    "ListNumber": "List Number",
}
MARGINS = 220  # of a cell, left and right, in twentieths of a point
FULL = 5000  # a whole, in fiftieths of a per cent
OURS = 9638  # the width of a page's text in the shipped form: 170 mm in twentieths of a point


def provide_styles(document: "Document") -> None:
    """Add those styles of ``STYLES`` that the document does not hold, in its own typeface."""
    shipped = docx.Document()
    held = {style.name for style in document.styles}
    for name in STYLES.values():
        if name not in held:
            made = copy.deepcopy(shipped.styles[name].element)
            plain(made)
            renumber(made, shipped, document)
            document.styles.element.append(made)


def plain(style: Any) -> None:
    """Neither typeface, colour nor size of the shipped form, nor a style it builds upon."""
    for tag in ("w:rFonts", "w:color", "w:sz", "w:szCs"):
        for found in [*style.iter(qn(tag))]:
            found.getparent().remove(found)
    for tag in ("w:link", "w:next"):
        for found in style.findall(qn(tag)):
            style.remove(found)


def renumber(style: Any, shipped: "Document", document: "Document") -> None:
    """Give a list its numbering in the document, under a number that is free there."""
    number = style.find(f".//{qn('w:numId')}")
    if number is None:
        return
    source, target = shipped.part.numbering_part.element, numbering_of(document)
    num = source.find(f"{qn('w:num')}[@{qn('w:numId')}='{number.get(qn('w:val'))}']")
    kind = num.find(qn("w:abstractNumId")).get(qn("w:val"))
    abstract = source.find(f"{qn('w:abstractNum')}[@{qn('w:abstractNumId')}='{kind}']")
    num, abstract = copy.deepcopy(num), copy.deepcopy(abstract)
    free = str(free_number(target, "w:abstractNum", "w:abstractNumId"))
    abstract.set(qn("w:abstractNumId"), free)
    for identity in ("w:nsid", "w:tmpl"):
        for found in abstract.findall(qn(identity)):
            abstract.remove(found)
    num.find(qn("w:abstractNumId")).set(qn("w:val"), free)
    num.set(qn("w:numId"), str(free_number(target, "w:num", "w:numId")))
    number.set(qn("w:val"), num.get(qn("w:numId")))
    place = len(target.findall(qn("w:abstractNum")))
    target.insert(place, abstract)
    last = target.findall(qn("w:num"))
    (last[-1].addnext if last else target[place].addnext)(num)


def free_number(numbering: Any, tag: str, attribute: str) -> int:
    """The next number that no element of this kind has."""
    taken = [int(one.get(qn(attribute))) for one in numbering.findall(qn(tag))]
    return max(taken, default=0) + 1


def renumber_items(
    document: "Document", root: Any, lists: dict[int, tuple[int, int] | None]
) -> None:
    """Items of our numbered lists, as lists of the document; ``lists`` are those that it has."""
    for said in [*root.iter(qn("w:numPr"))]:
        paragraph = said.getparent().getparent()
        if said.numId.val not in lists:
            lists[said.numId.val] = new_list(document, numbering_of(document))
        said.getparent().remove(said)
        if begun := lists[int(said.numId.val)]:
            number(paragraph, *begun)


def numbering_of(document: "Document") -> Any:
    """The document's numbering, made where it has none."""
    part = document.part
    for one in part.rels.values():
        if one.reltype == RELATIONSHIP_TYPE.NUMBERING:
            return one.target_part.element
    element = copy.deepcopy(docx.Document().part.numbering_part.element)
    for child in [*element]:
        element.remove(child)
    uri, kind = PackURI("/word/numbering.xml"), CONTENT_TYPE.WML_NUMBERING
    made = NumberingPart(uri, kind, element, part.package)
    part.relate_to(made, RELATIONSHIP_TYPE.NUMBERING)
    return element


def room_for(document: "Document", name: str) -> int:
    """How wide a placeholder's tables may be, in twentieths of a point: its cell, or the page."""
    (page,) = widths_of(document, (1,))
    rooms = [page]
    for paragraph in document.element.body.iter(qn("w:p")):
        cell = next(paragraph.iterancestors(qn("w:tc")), None)
        if cell is not None:
            words = "".join(one.text or "" for one in paragraph.iter(qn("w:t")))
            found = TAG.fullmatch(words.strip())
            if found and found["name"] == name:
                rooms.append(width_of(cell, page) - MARGINS)
    return max(min(rooms), MARGINS)


def width_of(cell: Any, page: int) -> int:
    """A cell's width; its share of the page by the number of cells where it does not say one."""
    said = cell.find(f"{qn('w:tcPr')}/{qn('w:tcW')}")
    kind, width = (
        (said.get(qn("w:type")), said.get(qn("w:w"), "")) if said is not None else ("", "")
    )
    if not width.isdecimal() or kind not in {"dxa", "pct"}:
        return page // len(cell.getparent().findall(qn("w:tc")))
    return min(int(width) if kind == "dxa" else page * int(width) // FULL, page)


def adapted(document: "Document", blocks: Iterable[str], width: int) -> Iterator[str]:
    """Our XML in the names of the document's styles, its letters, and as wide as there is room."""
    identities = {style.name: style.style_id for style in document.styles}
    lists: dict[int, tuple[int, int] | None] = {}
    for block in blocks:
        root = parse_xml(block)
        renumber_items(document, root, lists)
        for style in root.iter(qn("w:pStyle")):
            named = STYLES.get(style.get(qn("w:val"), ""), "Normal")
            style.set(qn("w:val"), identities[named])
        for size in [*root.iter(qn("w:sz"), qn("w:szCs"))]:
            parent = size.getparent()
            if parent is not None and parent.tag == qn("w:rPr"):
                parent.remove(size)
        for tag in ("w:gridCol", "w:tcW", "w:tblW"):
            for sized in root.iter(qn(tag)):
                sized.set(qn("w:w"), str(int(sized.get(qn("w:w"), "0")) * width // OURS))
        yield etree.tostring(root, encoding="unicode")
