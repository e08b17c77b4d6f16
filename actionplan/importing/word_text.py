"""The words of one Word paragraph, as a person sees them with all changes accepted."""

from collections import Counter
from dataclasses import dataclass, field

from lxml import etree

from actionplan.importing.word_styles import W, is_on, is_unset

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
TEXT_BOX = W + "txbxContent"

STRUCK = ("strike", "dstrike")

# Deleted and moved-away words, the code of fields, and the second copy of a drawing.
SKIPPED = {
    W + "del", W + "moveFrom", W + "delText", W + "instrText", W + "delInstrText", W + "pPr",
    W + "rPr", W + "sdtPr", MC + "Fallback", TEXT_BOX, W + "tbl",
}  # fmt: skip

# What stands for itself.
LITERAL = {
    W + "tab": "\t", W + "cr": "\n", W + "noBreakHyphen": "-", W + "softHyphen": "",
    W + "ptab": "\t",
}  # fmt: skip

HEARD = {
    W + "footnoteReference": "footnote",
    W + "endnoteReference": "footnote",
    W + "commentReference": "comment",
    W + "drawing": "picture",
    W + "pict": "picture",
    W + "object": "picture",
}

# Ticks and crosses of Word's symbol fonts, by their places there.
SYMBOLS = {"F0FC": "✓", "F0FE": "☑", "F0FB": "✗", "F0B7": "•", "F0A7": "▪", "F0E0": "→"}


@dataclass
class Words:
    """The words of a paragraph, and what else stands in it."""

    pieces: list[str] = field(default_factory=list)
    also: Counter[str] = field(default_factory=Counter)
    hidden: list[str] = field(default_factory=list)
    bold: bool = True
    struck: list[str] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    shade: str = ""

    @property
    def text(self) -> str:
        return "".join(self.pieces)


def words_of(paragraph: etree._Element) -> Words:
    """The words of ``paragraph``; text boxes in it are listed, not read."""
    words = Words()
    gather(paragraph, words)
    return words


def gather(parent: etree._Element, words: Words) -> None:
    """Add what the children of ``parent`` say, in order."""
    for child in parent.iterchildren(etree.Element):
        if is_unset(child):
            continue
        if child.tag == TEXT_BOX:
            words.boxes.append(child)
        elif child.tag == W + "r":
            gather_run(child, words)
        elif child.tag not in SKIPPED:
            gather_other(child, words)


def gather_run(run: etree._Element, words: Words) -> None:
    """Add a run, unless it is hidden."""
    properties = run.find(W + "rPr")
    if properties is not None and is_on(properties.find(W + "vanish")):
        words.hidden.append("".join(one.text or "" for one in run.iter(W + "t")))
        return
    before = len(words.pieces)
    gather(run, words)
    if properties is not None and any(is_on(properties.find(W + name)) for name in STRUCK):
        words.struck.append("".join(words.pieces[before:]))
    if any(piece.strip() for piece in words.pieces[before:]):
        words.bold = words.bold and properties is not None and is_on(properties.find(W + "b"))
        words.shade = words.shade or run_shade(properties)


def gather_other(child: etree._Element, words: Words) -> None:
    """Add one piece of text, a break, a symbol, or whatever an unknown element holds."""
    if child.tag == W + "t":
        words.pieces.append(child.text or "")
    elif child.tag == W + "br":
        words.pieces.append("" if child.get(W + "type") in {"page", "column"} else "\n")
    elif child.tag in LITERAL:
        words.pieces.append(LITERAL[child.tag])
    elif child.tag == W + "sym":
        words.pieces.append(SYMBOLS.get(child.get(W + "char", "").upper(), "�"))
    else:
        boxes = len(words.boxes)
        gather(child, words)
        if child.tag in HEARD and len(words.boxes) == boxes:
            words.also[HEARD[child.tag]] += 1


HIGHLIGHTS = {
    "green": "00FF00", "darkGreen": "008000", "yellow": "FFFF00", "red": "FF0000",
    "darkRed": "800000", "blue": "0000FF", "darkBlue": "000080", "cyan": "00FFFF",
}  # fmt: skip


def run_shade(properties: etree._Element | None) -> str:
    """The colour behind a run's letters, by shading or highlighter."""
    if properties is None:
        return ""
    highlight = properties.find(W + "highlight")
    if highlight is not None:
        return HIGHLIGHTS.get(highlight.get(W + "val", ""), "")
    return fill_of(properties.find(W + "shd"))


def fill_of(shading: etree._Element | None) -> str:
    """The fill of a ``w:shd`` as six hexadecimal digits, or nothing."""
    fill = shading.get(W + "fill", "") if shading is not None else ""
    return fill.upper() if len(fill) == 6 and fill.upper() != "FFFFFF" else ""
