"""What may stand in a council's own Word template, and the check of one that is sent. Pure.

A placeholder is a name in double braces: ``{{ committee }}`` within a line, ``{{p purpose }}``
as a paragraph of its own, for what has several paragraphs or tables (docxtpl's notation). Nothing
else of that notation is taken: no loops, no calculation, so that a file cannot do anything but
say where our words go.
"""

import re
from collections.abc import Iterator

from actionplan.importing.archive import Archive, parse
from actionplan.reporting.template import TemplateForm
from council.bounded import Refused
from council.file_types import OFFICE, NotTaken, file_type

WORD = OFFICE["word/document.xml"]
MEGABYTES = 10
# Names that every form has, and what is printed in their place.
INLINE = {
    "council": "Name of the council",
    "committee": "Name of the committee",
    "meeting_date": "Day of the meeting, as 5 September 2023",
    "title": "Title of the report",
    "position_as_at": "The day the figures speak of, as 30 June 2023",
    "draft": "DRAFT, or nothing when the report is final and its figures are locked",
    "late_reason": "Why the item is late, if it is",
}
BLOCKS = {
    "cover": "The facts of the cover as a table",
    "sections": "Every section with its heading, in the order of the form",
    "sign_offs": "Who has signed it off, and when",
}
TAG = re.compile(r"\{\{(?P<block>p)?\s*(?P<name>[a-z][a-z0-9_]*)\s*\}\}")
OPENING = re.compile(r"\{[{%#]|[}%#]\}")
RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


def placeholder(code: str) -> str:
    """The name by which a code of the form stands in a Word template: "report_of"."""
    return code.replace("-", "_")


def inline_names(form: TemplateForm) -> dict[str, str]:
    """Names for use within a line, each with what is printed in its place."""
    return INLINE | {placeholder(field.code): field.label for field in form.cover}


def block_names(form: TemplateForm) -> dict[str, str]:
    """Names that stand as a paragraph of their own, each with what is printed in its place."""
    return BLOCKS | {placeholder(section.code): section.heading for section in form.sections}


def check_word_template(content: bytes, form: TemplateForm) -> tuple[str, ...]:
    """The names of ours that stand in a Word template, each once, in their order.

    Raises NotTaken with one sentence for whatever is no Word document within bounds, holds
    anything in braces that we do not know, or would fetch something from elsewhere.
    """
    if len(content) > MEGABYTES << 20:
        raise NotTaken(f"The file is larger than {MEGABYTES} MB, so it was not taken.")
    if file_type(content) != WORD:
        raise NotTaken("This is no Word document. Save the template as .docx and send that.")
    try:
        found = tuple(_names(Archive(content), form))
    except Refused as refused:
        raise NotTaken(f"The file {refused}.") from refused
    if not found:
        raise NotTaken(
            "No placeholder of ours stands in this file, so nothing would be printed into it. "
            "Put in at least {{p sections }}."
        )
    return tuple(dict.fromkeys(found))


def _names(archive: Archive, form: TemplateForm) -> Iterator[str]:
    """Every name in braces, of every part; raises NotTaken for one that may not stand."""
    archive.check_texts()
    for name in archive.parts:
        if name.casefold().endswith(".rels"):
            _check_relations(archive, name)
        elif name.casefold().endswith(".xml"):
            yield from _names_in(archive, name, form)


def _names_in(archive: Archive, name: str, form: TemplateForm) -> Iterator[str]:
    root = parse(archive.read(name))
    for element in root.iter():
        if any(map(OPENING.search, map(str, element.attrib.values()))):
            raise NotTaken(
                "A name in braces stands where Word does not print it, such as the description "
                "of a picture. Take it out and send the file again."
            )
    words = "".join(map(str, root.itertext()))
    for found in TAG.finditer(words):
        yield _known(found, form)
    left = TAG.sub("", words)
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


def _check_relations(archive: Archive, name: str) -> None:
    """Links to pages may stand; nothing is fetched from outside the file."""
    for one in parse(archive.read(name)).iter(RELATION):
        kind = one.get("Type", "").rpartition("/")[2]
        # A document remembers the template it was made from; Word asks for it, we never do.
        if one.get("TargetMode") == "External" and kind not in {"hyperlink", "attachedTemplate"}:
            raise NotTaken(
                "The file shows a picture or an object that lies elsewhere. Put it into the file "
                "itself and send it again."
            )
