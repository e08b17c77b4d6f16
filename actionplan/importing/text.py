"""Words as they stand in cells, tidied without changing what they say."""

import re

from actionplan.importing.grid import Paragraph

# Marks that people type (or that Word's symbol fonts leave) before an item of a list. A hyphen, a
# dash, a star or the letter o need a space after them to be one.
MARK = re.compile(r"^\s*(?:[•·▪▫◦‣∙●○■□➢➤►▶✓✔❖\uf0b7\uf0a7\uf0d8\uf0fc]\s*|(?:[-–—*]|o(?=\t))\s+)")

CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\u200b-\u200f\u202a-\u202e\u2060-\u2069\u2028\u2029\ufffe\uffff]"
)
SPACES = str.maketrans({"\t": " ", "\xa0": " ", "\u2007": " ", "\u202f": " "})
SURROGATE = re.compile(r"[\ud800-\udfff]")


def tidy(words: str) -> str:
    """The words without control characters and outer spaces; tabs and no-break spaces as spaces."""
    return SURROGATE.sub("\ufffd", CONTROL.sub("", words)).translate(SPACES).strip()


def paragraph(
    words: str, *, bullet: bool = False, bold: bool = False, heading: int = 0
) -> Paragraph:
    """One line as a paragraph; a typed mark makes it an item of a list and is dropped."""
    unmarked = MARK.sub("", words, count=1)
    # A line that is nothing but a mark ("–" for none) keeps it: it is what the author said.
    marked = unmarked != words and bool(unmarked.strip())
    return Paragraph(tidy(unmarked if marked else words), bullet or marked, bold, heading)


def paragraphs(
    words: str, *, bullet: bool = False, bold: bool = False, heading: int = 0
) -> list[Paragraph]:
    """Words with line breaks as paragraphs."""
    lines = words.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return [paragraph(line, bullet=bullet, bold=bold, heading=heading) for line in lines]
