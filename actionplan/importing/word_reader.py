"""What the readers of Word's pages and tables share: styles, and a tally of what is not read."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from lxml import etree

from actionplan.importing.archive import Archive
from actionplan.importing.grid import Paragraph, Source
from actionplan.importing.package import load, main_part, related
from actionplan.importing.text import paragraphs, tidy
from actionplan.importing.word_numbering import Lists, labels_of
from actionplan.importing.word_styles import Styles, W
from actionplan.importing.word_text import TEXT_BOX, Words, words_of


class WordReader:
    """One Word file while it is read."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.main = main_part(archive)
        styles = related(archive, self.main, "styles")
        self.styles = Styles.read(load(archive, styles[0]) if styles else None)
        self.labels: dict[etree._Element, str] = {}
        self.source = Source(sheets=1)
        self.met: Counter[str] = Counter()
        self.hidden: list[str] = []
        self.struck: list[str] = []

    def number(self, body: etree._Element) -> None:
        """Count what Word numbers by itself in the whole page, in its order."""
        parts = related(self.archive, self.main, "numbering")
        lists = Lists.read(load(self.archive, parts[0]) if parts else None)
        self.labels = labels_of(body, lists, self.styles)

    def paragraphs(self, elements: Iterable[etree._Element]) -> Iterator[Paragraph]:
        """The lines of some paragraphs that follow each other."""
        for lines in self.whole(elements):
            yield from lines

    def whole(self, elements: Iterable[etree._Element]) -> Iterator[tuple[Paragraph, ...]]:
        """The lines of each paragraph. Where the mark between two is deleted, they are one."""
        pieces: list[etree._Element] = []
        for element in elements:
            pieces.append(element)
            if not mark_deleted(element):
                yield tuple(self.joined(pieces))
                pieces = []
        if pieces:
            yield tuple(self.joined(pieces))

    def joined(self, elements: list[etree._Element]) -> Iterator[Paragraph]:
        """One paragraph, in pieces; its line breaks make lines, its text boxes further ones."""
        pieces = [words_of(element) for element in elements]
        for words in pieces:
            self.met.update(words.also)
            self.hidden += [tidy(one) for one in words.hidden if one.strip()]
            self.struck += [tidy(one) for one in words.struck if one.strip()]
        first = elements[0]
        lines = paragraphs(
            "".join(words.text for words in pieces),
            bullet=self.styles.is_listed(first),
            bold=self.is_bold(first, pieces),
            heading=self.styles.heading(first),
        )
        yield replace(lines[0], label=self.labels.get(first, ""))
        yield from lines[1:]
        for box in (box for words in pieces for box in words.boxes):
            yield from self.boxed(box)

    def is_bold(self, element: etree._Element, pieces: list[Words]) -> bool:
        """Whether all words of a paragraph are bold."""
        said = any(words.text.strip() for words in pieces)
        return said and (all(one.bold for one in pieces) or self.styles.bold(element))

    def boxed(self, box: etree._Element) -> Iterator[Paragraph]:
        """The paragraphs of a text box."""
        found = [one for one in self.paragraphs(own_paragraphs(box)) if one.text]
        if found:
            said = "\n".join(one.text for one in found)
            self.source.say(
                "a text box", said, "It is read as further lines of the place it hangs on."
            )
        yield from found

    def tell(self) -> None:
        """Say what is not read."""
        for kind, count in self.met.items():
            said = f"{count} {kind}{'s' * (count != 1)}"
            self.source.say("the document", said, "Not read: only words are taken.")
        if self.hidden:
            said = "\n".join(self.hidden)
            self.source.say("the document", said, "Hidden words are left out.", decide=True)
        if self.struck:
            said = "\n".join(self.struck)
            words = "These words are struck through; they are read all the same."
            self.source.say("the document", said, words, decide=True)


def own_paragraphs(box: etree._Element) -> Iterator[etree._Element]:
    """The paragraphs of a text box, less those of boxes inside it, which hang on them."""
    for paragraph in box.iter(W + "p"):
        if next(paragraph.iterancestors(TEXT_BOX)) is box:
            yield paragraph


def mark_deleted(paragraph: etree._Element) -> bool:
    """Whether the end of the paragraph is deleted, so that the next one goes on with it."""
    properties = paragraph.find(f"{W}pPr/{W}rPr")
    if properties is None:
        return False
    return any(properties.find(W + name) is not None for name in ("del", "moveFrom"))
