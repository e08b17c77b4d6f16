"""The check of a Word template that is sent: what is wrong is said in one sentence. Pure."""

import re
from collections.abc import Iterator
from typing import Any

from actionplan.importing.archive import Archive, parse
from actionplan.reporting.placeholders import (
    OPENING,
    TAG,
    block_names,
    inline_names,
    left_out,
    placeholder,
)
from actionplan.reporting.template import TemplateForm
from council.bounded_child import Refused
from council.file_types import OFFICE, NotTaken, file_type

WORD = OFFICE["word/document.xml"]
MEGABYTES = 10
RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BODY = re.compile(r"word/document\d*\.xml")  # Word on the web numbers it
# The parts in which names are filled in.
FILLED = re.compile(r"word/((document|header|footer)\d*|footnotes)\.xml|docProps/core\.xml")
# What Word repeats of names elsewhere: titles, what controls are bound to, prompts of controls.
UNPRINTED = re.compile(r"docProps/app\.xml|customXml/.+|word/glossary/.+")
# Links to pages may stand, and a document remembers the template it was made from.
MAY_LIE_ELSEWHERE = {"hyperlink", "attachedTemplate"}
# Macros, controls, and documents within the document.
RUNS = {
    "vbaProject",
    "control",
    "oleObject",
    "package",
    "aFChunk",
    "subDocument",
    "keyMapCustomizations",
}
# What may hang on a paragraph besides its words.
SHOWN = {"drawing", "pict", "object", "AlternateContent", "footnoteReference", "endnoteReference"}
FETCHES = re.compile(
    r"\b(DDE|DDEAUTO|INCLUDEPICTURE|INCLUDETEXT|IMPORT|LINK|MACROBUTTON|DATABASE)\b", re.I
)


def check_word_template(content: bytes, form: TemplateForm) -> tuple[str, ...]:
    """The names of ours that stand in a Word template, each once, in their order.

    Raises NotTaken with one sentence for whatever is no Word document within bounds, holds
    anything in braces that we do not know or cannot fill in, lacks a section that must be filled,
    could run, or would fetch something from elsewhere.
    """
    if len(content) > MEGABYTES << 20:
        raise NotTaken(f"The file is larger than {MEGABYTES} MB, so it was not taken.")
    if file_type(content) != WORD:
        raise NotTaken("This is no Word document. Save the template as .docx and send that.")
    try:
        found = tuple(dict.fromkeys(_names(Archive(content), form)))
    except Refused as refused:
        raise NotTaken(f"The file {refused}.") from refused
    if not found:
        raise NotTaken(
            "No placeholder of ours stands in this file, so nothing would be printed into it. "
            "Put in at least {{p sections }}."
        )
    if heading := left_out(form, frozenset(found)):
        code = next(one.code for one in form.sections if one.heading == heading)
        raise NotTaken(
            f"“{heading}” must be filled in and would not be printed. Put in "
            f"{{{{p {placeholder(code)} }}}}, or {{{{p sections }}}} for every section."
        )
    return found


def names_in(content: bytes) -> tuple[str, ...]:
    """The names in braces of a template that was checked when it was sent."""
    archive = Archive(content)
    return tuple(
        found["name"]
        for name in archive.parts
        if FILLED.fullmatch(name)
        for found in TAG.finditer(_words(parse(archive.read(name))))
    )


def _words(root: Any) -> str:
    return "".join(map(str, root.itertext()))


def _names(archive: Archive, form: TemplateForm) -> Iterator[str]:
    """Every name in braces, of every part; raises NotTaken for one that may not stand."""
    archive.check_texts()
    for name in archive.parts:
        if name.casefold().endswith(".rels"):
            _check_relations(archive, name)
        elif name.casefold().endswith(".xml") and not UNPRINTED.fullmatch(name):
            yield from _names_in(archive, name, form)


def _names_in(archive: Archive, name: str, form: TemplateForm) -> Iterator[str]:
    root = parse(archive.read(name))
    if BODY.fullmatch(name) and root.tag != f"{W}document":
        raise NotTaken(
            "The file is saved as “Strict Open XML”. Save it as an ordinary Word document (.docx) "
            "and send that."
        )
    for element in root.iter():
        if any(map(OPENING.search, map(str, element.attrib.values()))):
            raise NotTaken(
                "A name in braces stands where Word does not print it, such as the description "
                "of a picture. Take it out and send the file again."
            )
    _check_fields(root)
    words = _words(root)
    for found in TAG.finditer(words):
        known = _known(found, form)
        if not FILLED.fullmatch(name):
            raise NotTaken(
                f"{found[0]} stands where it cannot be filled in, such as a comment or an endnote."
            )
        if found["block"] and not BODY.fullmatch(name):
            raise NotTaken(
                f"{found[0]} has several paragraphs: it cannot stand in a margin or note."
            )
        yield known
    for one in (words, *map(_words, root.iter(f"{W}p"))):
        _check_rest(TAG.sub("", one))
    if BODY.fullmatch(name):
        _check_paragraphs(root)


def _check_rest(left: str) -> None:
    """Nothing else in braces, and no name that begins in one paragraph and ends in another."""
    if wrong := OPENING.search(left):
        near = " ".join(left[wrong.start() : wrong.start() + 40].split())
        raise NotTaken(
            f"“{near}” cannot be filled in: only names that this page lists can stand in "
            "double braces."
        )


def _known(found: re.Match[str], form: TemplateForm) -> str:
    name, is_block = found["name"], bool(found["block"])
    inline, block = inline_names(form), block_names(form)
    if name not in (block if is_block else inline):
        if name in block:
            raise NotTaken(f"{found[0]} has several paragraphs: write it as {{{{p {name} }}}}.")
        if name in inline:
            raise NotTaken(f"{found[0]} is a few words: write it as {{{{ {name} }}}}.")
        raise NotTaken(f"{found[0]} is no placeholder that we know. This page lists them.")
    return name


def _check_paragraphs(root: Any) -> None:
    """A placeholder of several paragraphs takes the place of a whole one: nothing else is in it."""
    for paragraph in root.iter(f"{W}p"):
        words = _words(paragraph)
        found = next((one for one in TAG.finditer(words) if one["block"]), None)
        if found is None:
            continue
        if words.strip() != found[0]:
            raise NotTaken(f"{found[0]} must be a paragraph of its own, with no other words in it.")
        if any(one.tag.rpartition("}")[2] in SHOWN for one in paragraph.iter()):
            raise NotTaken(
                f"{found[0]} stands in one paragraph with a picture, a box or a note, which would "
                "be lost. Give each a paragraph of its own."
            )
        if paragraph.find(f"{W}pPr/{W}sectPr") is not None:
            raise NotTaken(f"{found[0]} stands at a section break: put an empty paragraph between.")
        if any(one.tag == f"{W}txbxContent" for one in paragraph.iterancestors()):
            raise NotTaken(f"{found[0]} has several paragraphs: it cannot stand in a text box.")


def _check_fields(root: Any) -> None:
    """No field fetches words or pictures, or runs anything, when the report is opened."""
    codes = "".join(map(_words, root.iter(f"{W}instrText")))
    codes += " ".join(one.get(f"{W}instr", "") for one in root.iter(f"{W}fldSimple"))
    if found := FETCHES.search(codes):
        raise NotTaken(f"The file has a field {found[0].upper()}, which fetches something or runs.")


def _check_relations(archive: Archive, name: str) -> None:
    """Links to pages may stand; nothing is fetched from outside the file, and nothing runs."""
    for one in parse(archive.read(name)).iter(RELATION):
        kind = one.get("Type", "").rpartition("/")[2]
        if kind in RUNS:
            raise NotTaken(
                "The file holds a macro, a control or another document. Save it without and send "
                "it again."
            )
        if one.get("TargetMode") == "External" and kind not in MAY_LIE_ELSEWHERE:
            raise NotTaken(
                "The file shows a picture or an object that lies elsewhere. Put it into the file "
                "itself and send it again."
            )
