"""A council's Word template made ready: each placeholder in one piece, in nothing that hides it.

Word cuts words into runs wherever somebody stopped typing, spelling was checked or a page once
ended, and puts links, smart tags and content controls around some of them. A control that is bound
to a property of the file would show that property in place of what is filled in.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from docx.opc.part import XmlPart
from lxml import etree

from actionplan.importing.archive import parse
from actionplan.reporting.placeholders import TAG
from actionplan.reporting.template_check import FILLED, UNPRINTED, W
from actionplan.reporting.word_markup import NAMESPACE

if TYPE_CHECKING:
    from docx.document import Document

SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def make_ready(document: "Document") -> None:
    """Every part that is filled in, in place; what Word keeps of names elsewhere is taken out."""
    for part in document.part.package.iter_parts():
        name = part.partname.lstrip("/")
        if UNPRINTED.fullmatch(name) and not isinstance(part, XmlPart):
            part._blob = without_names(part.blob)
        elif FILLED.fullmatch(name) and name.startswith("word/"):
            if isinstance(part, XmlPart):
                gather(part.element)
            else:
                root = parse(part.blob)
                gather(root)
                part._blob = etree.tostring(root, encoding="UTF-8", standalone=True)


def without_names(content: bytes) -> bytes:
    """The bytes of a part that is not printed, without the names in braces that it repeats."""
    return TAG.sub("", content.decode("utf-8", "surrogateescape")).encode(
        "utf-8", "surrogateescape"
    )


def gather(root: Any) -> None:
    """Take the controls away around names in braces, and put each name into one run."""
    for control in [*root.iter(f"{W}sdt")]:
        words = "".join(one.text or "" for one in control.iter(f"{W}t"))
        if "{{" in words or "}}" in words:
            open_up(control)
    for paragraph in [*root.iter(f"{W}p")]:
        texts = list(own_texts(paragraph))
        names = [*TAG.finditer("".join(one.text or "" for one in texts))]
        for found in reversed(names):
            into_one(texts, found.start(), found.end())
        if any(one["block"] for one in names):
            keep_breaks(paragraph)


def keep_breaks(paragraph: Any) -> None:
    """Page breaks of a paragraph that gives way to others: in one before it, or after it."""
    is_before = True
    for one in [*paragraph.iter(f"{W}t", f"{W}br", f"{W}pageBreakBefore")]:
        is_before = is_before and one.tag != f"{W}t"
        if begins_page(one):
            page = etree.fromstring(f'<w:p {NAMESPACE}><w:r><w:br w:type="page"/></w:r></w:p>')
            (paragraph.addprevious if is_before else paragraph.addnext)(page)


def begins_page(one: Any) -> bool:
    """Whether a break, or a setting of the paragraph, begins a page."""
    if one.tag == f"{W}br":
        return bool(one.get(f"{W}type") == "page")
    return one.tag == f"{W}pageBreakBefore" and one.get(f"{W}val") not in {"0", "false", "off"}


def open_up(control: Any) -> None:
    """What stands in a content control in the place of the control, in no prompt's grey."""
    is_prompt = control.find(f"{W}sdtPr/{W}showingPlcHdr") is not None
    for look in [*control.iter(f"{W}rStyle")] if is_prompt else []:
        look.getparent().remove(look)
    for inside in control.findall(f"{W}sdtContent"):
        for one in [*inside]:
            control.addprevious(one)
    control.getparent().remove(control)


def own_texts(paragraph: Any) -> Iterator[Any]:
    """The pieces of text of a paragraph, not those of a text box that hangs on it."""
    for one in paragraph.iter(f"{W}t"):
        if next(one.iterancestors(f"{W}p")) is paragraph:
            yield one


def into_one(texts: list[Any], start: int, end: int) -> None:
    """The letters from ``start`` to ``end`` all into the piece in which they begin."""
    first, place = None, 0
    for one in texts:
        words = one.text or ""
        here, place = place, place + len(words)
        if place <= start or here >= end:
            continue
        begin, stop = max(start - here, 0), min(end - here, len(words))
        if first is None:
            first, rest = one, words[stop:]
            one.text = words[:stop]
        else:
            first.text += words[begin:stop]
            one.text = words[stop:]
        one.set(SPACE, "preserve")
    if first is not None:
        first.text += rest
