"""A council's terms in its documents, written out where they stand first.

It is done to what was made, in reading order, so that a term is in full once in a document however
often its row is printed. Left alone: headings, captions and contents, the names of rows and
columns, and what reviewers recommended, in their own words.
"""

import re
from collections.abc import Collection, Iterable
from html import escape, unescape
from typing import TYPE_CHECKING, Any

from actionplan.document import PlanDocument
from actionplan.glossary import FirstUses, Term
from actionplan.reporting.cells import lines_of

if TYPE_CHECKING:
    from docx.document import Document

HEADINGS = frozenset(
    {"title", "style", "script", "svg", "h1", "h2", "h3", "h4", "h5", "h6", "caption", "a", "thead"}
)
ROW_NAMES = HEADINGS | {"th"}
TAG = re.compile(r"(<!--.*?-->|<[^>]*>)", re.DOTALL)
NAME = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
VERBATIM = re.compile(r'class="[^"]*\b(?:wording|running)\b')
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TITLES = ("Heading", "Title", "TOC", "Caption")


def html_written_out(page: str, terms: Collection[Term], left: Collection[str] = ROW_NAMES) -> str:
    """A page of ours, in which every word is escaped; nothing but texts is changed.

    What stands in the elements ``left`` stays, and in those of the class "wording".
    """
    uses = FirstUses(terms)
    if not uses.waiting:
        return page
    pieces, inside = TAG.split(page), _Inside(left)
    for number, piece in enumerate(pieces):
        if number % 2:
            inside.goes_on(piece)
        elif not inside.name and piece.strip():
            pieces[number] = _text_written_out(piece, uses)
    return "".join(pieces)


class _Inside:
    """Which element that is left alone one stands in, "" for none."""

    def __init__(self, left: Collection[str]) -> None:
        self.left, self.name, self.depth = left, "", 0

    def goes_on(self, tag: str) -> None:
        """Read one tag."""
        found = NAME.match(tag)
        if not found or tag.endswith("/>"):
            return
        ends, name = found.groups()
        if self.name == name:
            self.depth += -1 if ends else 1
            self.name = name if self.depth else ""
        elif not self.name and not ends and (name in self.left or VERBATIM.search(tag)):
            self.name, self.depth = name, 1


def _text_written_out(text: str, uses: FirstUses) -> str:
    """An escaped text; one in which no term stands comes back as it is, byte for byte."""
    plain = unescape(text) if "&" in text else text
    said = uses.written_out(plain)
    return text if said == plain else escape(said)


def word_written_out(
    document: "Document", terms: Iterable[Term], wording: Collection[str] = ()
) -> None:
    """The body of a Word document; ``wording`` are lines that stay as they are."""
    uses = FirstUses(terms)
    if not uses.waiting:
        return
    for paragraph in document.element.body.iter(f"{WORD}p"):
        if not _is_left(paragraph):
            for one in paragraph.iter(f"{WORD}t"):
                if one.text and one.text not in wording:
                    one.text = uses.written_out(one.text)


def _is_left(paragraph: Any) -> bool:
    """Whether it is a heading, stands in a row of headings, or names a row."""
    style = paragraph.find(f"{WORD}pPr/{WORD}pStyle")
    if style is not None and style.get(f"{WORD}val", "").startswith(TITLES):
        return True
    cell = next(paragraph.iterancestors(f"{WORD}tc"), None)
    if cell is None:
        return False
    row = cell.getparent()
    headed = row.find(f"{WORD}trPr/{WORD}tblHeader") is not None
    return headed or cell is row.find(f"{WORD}tc")


def wording_of(document: PlanDocument) -> frozenset[str]:
    """The lines in which reviewers recommended something."""
    found = document.recommendations()
    return frozenset(line.words for one in found for line in lines_of(one.text))
