"""A Word file as rows: each paragraph of the page, then each row of each table, in order."""

from collections import Counter
from posixpath import join, normpath

from lxml import etree

from actionplan.importing import limits
from actionplan.importing.archive import Archive
from actionplan.importing.grid import Paragraph, Row, Source
from actionplan.importing.text import paragraphs, tidy
from actionplan.importing.word_styles import Styles, W, is_on
from actionplan.importing.word_text import Words, words_of
from council.bounded import Refused

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"

# The ISO "strict" form of the format says the same under other names.
STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships/", OFFICE.encode()),
)

# Wrappers whose content is read as if they were not there.
OPEN = {W + name for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")}
GONE = {W + "del", W + "moveFrom"}

DEEPEST_TABLE = 8


def read_word(archive: Archive) -> Source:
    """The rows of a .docx or .docm file. Raises Refused."""
    return WordReader(archive).read()


class WordReader:
    """Reads one file; keeps count of what it met that is no row."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.main = main_part(archive)
        self.relations = relations(archive, self.main)
        self.styles = Styles.read(self.related("styles"))
        self.source = Source(sheets=1)
        self.met: Counter[str] = Counter()
        self.hidden: list[str] = []
        self.characters = 0

    def read(self) -> Source:
        """All rows, then the headers and footers, then notes on what was met besides."""
        root = load(self.archive, self.main)
        body = root.find(W + "body")
        if body is None:
            raise Refused("is no Word document, though it is packed like one")
        self.body(body)
        for kind in ("footer", "header"):
            self.margins(kind)
        self.tell()
        return self.source

    def related(self, kind: str) -> etree._Element | None:
        """The first part that the document names as its ``kind``, if it is there."""
        names = [name for one, name in self.relations if one == kind and name in self.archive]
        return load(self.archive, names[0]) if names else None

    def body(self, parent: etree._Element) -> None:
        """Paragraphs and tables of the page."""
        joined: list[etree._Element] = []
        for child in parent.iterchildren(etree.Element):
            if child.tag == W + "p":
                joined.append(child)
                if not mark_deleted(child):
                    self.line(joined)
                    joined = []
            elif child.tag == W + "tbl":
                self.table(child)
            elif child.tag in OPEN:
                self.body(child)
            elif child.tag == W + "altChunk":
                self.met["embedded document"] += 1
        if joined:
            self.line(joined)

    def line(self, elements: list[etree._Element]) -> None:
        """One paragraph of the page as a row of its own."""
        from actionplan.importing.grid import Cell

        found = self.paragraphs_of(elements)
        if any(one.text for one in found):
            lines = sum(1 for row in self.source.rows if not row.table) + 1
            self.add(Row(f"paragraph {lines}", 0, (Cell(0, tuple(found)),)))

    def table(self, element: etree._Element) -> None:
        """The rows of one table."""
        from actionplan.importing.word_table import read_table

        number = max((row.table for row in self.source.rows), default=0) + 1
        for row in read_table(element, number, self):
            self.add(row)

    def add(self, row: Row) -> None:
        """Keep a row, within bounds."""
        self.source.rows.append(row)
        if len(self.source.rows) > limits.ROWS:
            raise Refused(f"holds more than {limits.ROWS:,} rows, so it is not read as a plan")

    def paragraphs_of(self, elements: list[etree._Element]) -> list[Paragraph]:
        """One paragraph (in pieces, where marks between them are deleted) and its text boxes."""
        pieces = [words_of(element) for element in elements]
        for words in pieces:
            self.hear(words)
        text = "".join(words.text for words in pieces)
        self.characters += len(text)
        first = elements[0]
        bold = bool(text.strip()) and (all(one.bold for one in pieces) or self.styles.bold(first))
        listed, heading = self.styles.is_listed(first), self.styles.heading(first)
        found = paragraphs(text, bullet=listed, bold=bold, heading=heading)
        return found + self.boxed(pieces)

    def hear(self, words: Words) -> None:
        self.met.update(words.also)
        self.hidden += [tidy(one) for one in words.hidden if one.strip()]

    def boxed(self, pieces: list[Words]) -> list[Paragraph]:
        """The paragraphs of text boxes, after the paragraph they hang on."""
        found: list[Paragraph] = []
        for box in (box for words in pieces for box in words.boxes):
            inside = [one for p in box.iter(W + "p") for one in self.paragraphs_of([p])]
            found += inside
            said = " ".join(one.text for one in inside if one.text)
            if said:
                self.source.say("a text box", said, "Read as further lines of the place it hangs on.")
        return found

    def margins(self, kind: str) -> None:
        """The lines of all headers or all footers, each once."""
        names = [name for one, name in self.relations if one == kind and name in self.archive]
        for name in names:
            for element in load(self.archive, name).iter(W + "p"):
                text = words_of(element).text
                if text.strip() and text not in self.source.margins:
                    self.source.margins.append(text)

    def tell(self) -> None:
        """Say what is not read."""
        for kind, count in self.met.items():
            said = f"{count} {kind}{'s' * (count != 1)}"
            self.source.say("the document", said, "Not read: only words are taken.", decide=False)
        if self.hidden:
            self.source.say("the document", "\n".join(self.hidden), "Hidden words are left out.", decide=True)


def load(archive: Archive, name: str) -> etree._Element:
    """One part of the file as XML, in the usual form of the format."""
    from actionplan.importing.archive import parse

    content = archive.read(name)
    for strict, usual in STRICT:
        content = content.replace(strict, usual)
    return parse(content)


def relations(archive: Archive, part: str) -> list[tuple[str, str]]:
    """The parts that ``part`` names: kind and name, inside the file only."""
    folder, _, name = part.rpartition("/")
    listing = f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"
    if listing not in archive:
        return []
    return [
        (one.get("Type", "").rpartition("/")[2], inside(folder, one.get("Target", "")))
        for one in load(archive, listing).iter(PACKAGE + "Relationship")
        if one.get("TargetMode") != "External"
    ]


def named_relations(archive: Archive, part: str) -> dict[str, str]:
    """The parts that ``part`` names, by the identity it gives them."""
    folder, _, name = part.rpartition("/")
    listing = f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"
    if listing not in archive:
        return {}
    found = load(archive, listing).iter(PACKAGE + "Relationship")
    return {one.get("Id", ""): inside(folder, one.get("Target", "")) for one in found}


def inside(folder: str, target: str) -> str:
    """The name of a part from a relation's target."""
    return target.lstrip("/") if target.startswith("/") else normpath(join(folder, target))


def main_part(archive: Archive) -> str:
    """The name of the part that holds the document itself."""
    found = [name for kind, name in relations(archive, "") if kind == "officeDocument"]
    if not found or found[0] not in archive:
        raise Refused("is damaged or incomplete; open it, save it again and try once more")
    return found[0]


def mark_deleted(paragraph: etree._Element) -> bool:
    """Whether the end of the paragraph is deleted, so that the next one goes on with it."""
    properties = paragraph.find(f"{W}pPr/{W}rPr")
    return properties is not None and is_on_tracked(properties)


def is_on_tracked(properties: etree._Element) -> bool:
    return properties.find(W + "del") is not None or properties.find(W + "moveFrom") is not None


__all__ = ["WordReader", "is_on", "load", "main_part", "read_word", "relations"]
