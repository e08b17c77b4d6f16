"""Reads a PDF back the way a screen reader does: its tags, and the words under each of them."""

import io
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

import pdfplumber
import pikepdf

from council.pdf_tree import children, parts, role


@dataclass
class Tag:
    """An element of the tree: its type, the words under it, and its attributes."""

    type: str
    element: pikepdf.Object
    children: "list[Tag]" = field(default_factory=list)
    own: str = ""

    @property
    def words(self) -> str:
        return "".join([self.own, *(child.words for child in self.children)])

    def all(self, *types: str) -> "Iterator[Tag]":
        """Every element of some types under this one, in reading order."""
        for child in self.children:
            if child.type in types:
                yield child
            yield from child.all(*types)

    @property
    def scope(self) -> str:
        return str(self.element.A.get("/Scope", "")) if "/A" in self.element else ""


class Reading:
    """A PDF: its tree, its words by page, and what stands in it outside the tree."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.pdf = pikepdf.open(io.BytesIO(content))
        self.pages = {page.obj.objgen: number for number, page in enumerate(self.pdf.pages)}
        self.words_of: dict[tuple[int, int], str] = defaultdict(str)
        self.artifacts: list[str] = []
        self.page_words: list[str] = []
        self.read_words()
        self.tree = self.tag(self.pdf.Root.StructTreeRoot.K[0])

    def read_words(self) -> None:
        with pdfplumber.open(io.BytesIO(self.content)) as plumber:
            for number, page in enumerate(plumber.pages):
                loose = ""
                for char in page.chars:
                    if char.get("mcid") is None:
                        loose += char["text"]
                    else:
                        self.words_of[number, char["mcid"]] += char["text"]
                self.artifacts.append(loose)
                self.page_words.append("".join(char["text"] for char in page.chars))

    def tag(self, element: pikepdf.Object) -> Tag:
        own = "".join(
            self.words_of[self.pages[element.Pg.objgen], int(kid)]
            for kid in parts(element)
            if isinstance(kid, int)
        )
        return Tag(role(element), element, [self.tag(one) for one in children(element)], own)

    @property
    def tables(self) -> list[Tag]:
        return list(self.tree.all("Table"))

    def rows(self, table: Tag) -> list[list[str]]:
        """The words of a table's body, row by row."""
        body = [row for group in table.all("TBody") for row in group.all("TR")]
        return [[cell.words.strip() for cell in row.children] for row in body]

    @property
    def fonts(self) -> set[str]:
        """The names of all fonts, without the mark of a subset."""
        resources = [page.obj.Resources for page in self.pdf.pages]
        fonts = [font for one in resources if "/Font" in one for font in one.Font.values()]
        return {str(font.BaseFont)[8:] for font in fonts}

    @property
    def bookmarks(self) -> list[tuple[int, str]]:
        """Every bookmark with its depth."""
        with self.pdf.open_outline() as outline:
            return list(walk(outline.root, 1))


def walk(items: list[pikepdf.OutlineItem], depth: int) -> Iterator[tuple[int, str]]:
    for item in items:
        yield depth, item.title
        yield from walk(item.children, depth + 1)


def unmarked(page: pikepdf.Page) -> list[str]:
    """Operators that paint outside any tag and any artifact."""
    painting = {"f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "Tj", "TJ", "'", '"', "Do", "sh"}
    stack: list[bool] = []
    loose = []
    for instruction in pikepdf.parse_content_stream(page):
        operator = str(instruction.operator)
        if operator in {"BDC", "BMC"}:
            artifact = instruction.operands[0] == pikepdf.Name.Artifact
            stack.append(artifact or "/MCID" in instruction.operands[1])
        elif operator == "EMC":
            stack.pop()
        elif operator in painting and not any(stack):
            loose.append(operator)
    return loose
