"""Parts that were drawn each by itself, bound to one file: sheets, tags, links and bookmarks."""

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, OutlineItem, Pdf

from council.pdf_drawn import Bookmark, Drawn, drawn
from council.pdf_parts import ELSEWHERE, Cut
from council.pdf_tree import adopt, children

USUAL = 3  # sheets of a front
TRIES = 3  # the numbers in the contents could move what follows them
NUMBER = b"/Artifact <</Type /Pagination>> BDC q /Number Do Q EMC\n"


class CannotBind(Exception):
    """The front does not come to rest: its numbers move it from sheet to sheet."""


def bind(page: Cut, parts: Sequence[Drawn]) -> bytes:
    """The whole page as one PDF with both standards claimed. Raises CannotBind."""
    from council.pdf import laid_out, painted, saved
    from council.pdf_metadata import claim_universal_access

    with ExitStack() as opened:
        pdfs = [opened.enter_context(pikepdf.open(io.BytesIO(part.pdf))) for part in parts]
        places = dict(places_in(pdfs))
        front = front_of(page, {name: one.sheet for name, one in places.items()})
        whole = opened.enter_context(pikepdf.open(io.BytesIO(front.pdf)))
        marks, sheets = [*front.bookmarks], len(whole.pages)
        for part, pdf in zip(parts, pdfs, strict=True):
            marks += moved(part.bookmarks, len(whole.pages))
            append(whole, pdf)
        name_places(whole, places, sheets)
        lead_within(whole)
        replace_bookmarks(whole, marks)
        number(whole, painted(laid_out(page.numbers(len(whole.pages))), "pdf/a-3u"))
        claim_universal_access(whole)
        return saved(whole)


def front_of(page: Cut, places: Mapping[str, int]) -> Drawn:
    """The front, drawn when it is known how many sheets it takes itself.

    ``places`` are the sheets of what it leads to, from 0, counted from its end.
    """
    from council.pdf import laid_out

    sheets = USUAL
    for _ in range(TRIES):
        numbers = {name: sheets + sheet + 1 for name, sheet in places.items()}
        document = laid_out(page.front_page(numbers))
        if len(document.pages) == sheets:
            return drawn(document)
        sheets = len(document.pages)
    raise CannotBind


@dataclass(frozen=True, slots=True)
class Place:
    """What a link can lead to: its sheet from 0, counted from the end of the front; its spot."""

    sheet: int
    spot: tuple[Object, ...]


def places_in(parts: Iterable[Pdf]) -> Iterator[tuple[str, Place]]:
    """The named places of all parts."""
    before = 0
    for pdf in parts:
        sheets = {page.obj.objgen: number for number, page in enumerate(pdf.pages, before)}
        for name, (page, *spot) in named_places(pdf):
            yield name, Place(sheets[page.objgen], tuple(spot))
        before += len(pdf.pages)


def named_places(pdf: Pdf) -> Iterator[tuple[str, list[Object]]]:
    """The names of a file's places, each with its page and its spot on it."""
    known = pdf.Root.get("/Names", Dictionary()).get("/Dests", Dictionary())
    names = list(known.get("/Names", Array()))
    for name, place in zip(names[::2], names[1::2], strict=True):
        yield str(name), list(place)


# Sheets and tags


def append(whole: Pdf, part: Pdf) -> None:
    """Add the sheets of a part and its tags, last."""
    before, first = len(whole.pages), next_number(whole)
    whole.pages.extend(part.pages)
    for page in list(whole.pages)[before:]:
        renumber(page.obj, first)
    add_tags(whole, whole.copy_foreign(part.Root.StructTreeRoot), first)


def add_tags(whole: Pdf, tree: Object, first: int) -> None:
    """Hang the tags of a part in the tree of the whole, and say who owns what of its sheets."""
    root = whole.Root.StructTreeRoot
    adopt(root.K[0], children(tree.K[0]))
    numbers = list(tree.ParentTree.Nums)
    moved_on = [n if at % 2 else int(n) + first for at, n in enumerate(numbers)]
    root.ParentTree.Nums = Array([*root.ParentTree.Nums, *moved_on])


def next_number(pdf: Pdf) -> int:
    """The first number that no page and no link of a file has in the tree of tags."""
    return int(pdf.Root.StructTreeRoot.ParentTree.Nums[-2]) + 1


def renumber(page: Object, first: int) -> None:
    """Give a sheet, and the links on it, their numbers in the tree of the whole."""
    page.StructParents = int(page.StructParents) + first
    for link in page.get("/Annots", Array()):
        if "/StructParent" in link:
            link.StructParent = int(link.StructParent) + first


def name_places(pdf: Pdf, places: Mapping[str, Place], sheets: int) -> None:
    """Name the places behind the ``sheets`` of the front beside its own, in order, as they must be.

    ISO 32000-1, 7.9.6.
    """
    known = {name: Array(place) for name, place in named_places(pdf)}
    known |= {
        name: Array([pdf.pages[sheets + one.sheet].obj, *one.spot]) for name, one in places.items()
    }
    names = pdf.Root.get("/Names", Dictionary())
    ordered = sorted(known, key=str.encode)
    flat = [one for name in ordered for one in (pikepdf.String(name), known[name])]
    names.Dests = Dictionary(Names=Array(flat))
    pdf.Root.Names = names


# Links and bookmarks


def lead_within(pdf: Pdf) -> None:
    """Let the links that led to other parts lead to their places."""
    for page in pdf.pages:
        for link in page.obj.get("/Annots", Array()):
            address = str(link.get("/A", Dictionary()).get("/URI", ""))
            if address.startswith(ELSEWHERE):
                del link.A
                link.Dest = link.Contents = pikepdf.String(address.removeprefix(ELSEWHERE))


def moved(marks: Iterable[Bookmark], sheets: int) -> list[Bookmark]:
    """Bookmarks behind so many sheets."""
    return [replace(one, sheet=one.sheet + sheets) for one in marks]


def replace_bookmarks(pdf: Pdf, marks: Iterable[Bookmark]) -> None:
    """Give a file these bookmarks, each under the last one of a higher level."""
    with pdf.open_outline() as outline:
        outline.root.clear()
        above: list[tuple[int, list[OutlineItem]]] = [(0, outline.root)]
        for mark in marks:
            while above[-1][0] >= mark.level:
                above.pop()
            page = pdf.pages[mark.sheet].obj
            item = OutlineItem(mark.title, Array([page, Name.XYZ, mark.x, mark.y, 0]))
            above[-1][1].append(item)
            above.append((mark.level, item.children))


# Numbers of pages


def number(pdf: Pdf, numbers: bytes) -> None:
    """Lay the sheets that hold nothing but numbers under those of the file."""
    with pikepdf.open(io.BytesIO(numbers)) as sheets:
        for page, sheet in zip(pdf.pages, sheets.pages, strict=True):
            form = pdf.copy_foreign(sheet.as_form_xobject())
            page.obj.Resources = with_form(page.obj.Resources, form)
            page.contents_add(NUMBER, prepend=True)


def with_form(resources: Object, form: Object) -> Dictionary:
    """The resources of a sheet, and its number among its pictures."""
    pictures = dict(resources.get("/XObject", Dictionary()).items()) | {"/Number": form}
    return Dictionary(dict(resources.items()) | {"/XObject": Dictionary(pictures)})
