"""Mend what WeasyPrint's tags get wrong, so that a screen reader meets one table as one table.

Three faults, each with a test that fails once the library mends it: a table cut by the end of a
page is tagged as one table per page (and a cut row as two rows); running heads and feet are
content outside the tree; header cells have no scope. See PDF/UA-1 (ISO 14289-1), 7.5 and 7.8.
"""

from collections import defaultdict

import pikepdf
from pikepdf import (
    Array,
    ContentStreamInlineImage,
    ContentStreamInstruction,
    Dictionary,
    Name,
    Object,
    Pdf,
)

from council.pdf_tree import adopt, children, clear, elements, is_empty, parts, remove, role

Instruction = ContentStreamInstruction | ContentStreamInlineImage
PAGINATION = Dictionary(Type=Name.Pagination)


def mend(pdf: Pdf) -> None:
    """Mend the tags of ``pdf`` in place. Every table needs a caption, or it counts as cut."""
    join_cut_tables(pdf)
    join_cut_rows(pdf)
    scope_header_cells(pdf)
    hide_loose_content(pdf)


# Tables cut by the end of a page


def join_cut_tables(pdf: Pdf) -> None:
    """Give the rows of each part of a cut table to the part that has the caption."""
    whole = None
    for table in [one for one in elements(pdf.Root.StructTreeRoot) if role(one) == "Table"]:
        if whole is None or children(table, "Caption"):
            whole = table
        else:
            join(whole, table)


def join(whole: Object, part: Object) -> None:
    """Move the body rows of ``part`` into ``whole``; its repeated header is left to nobody."""
    for group in children(part, "TBody"):
        if bodies := children(whole, "TBody"):
            adopt(bodies[-1], children(group, "TR"))
        else:
            adopt(whole, [group])
    remove(part)


def join_cut_rows(pdf: Pdf) -> None:
    """Give what the pieces of a cut row hold to its first piece, the one that has its name."""
    for body in [one for one in elements(pdf.Root.StructTreeRoot) if role(one) == "TBody"]:
        whole: list[Object] = []
        for row in children(body, "TR"):
            if whole and goes_on(whole[-1], row):
                join_row(whole[-1], row)
            else:
                whole.append(row)
        body.K = Array(whole)


def goes_on(before: Object, row: Object) -> bool:
    """Whether ``row`` is the rest of the row before it: a row says its name only once."""
    names = children(row, "TH")
    return bool(names) and all(map(is_empty, names)) and not all(map(is_empty, children(before)))


def join_row(row: Object, rest: Object) -> None:
    """Add what the cells of ``rest`` hold to the cells of ``row``."""
    for cell, more in zip(children(row), children(rest), strict=True):
        adopt(cell, children(more))


# Header cells


def scope_header_cells(pdf: Pdf) -> None:
    """Say of each header cell whether it heads its column or its row, and drop the links by id.

    Ids are given anew in each part of a cut table; the scope says the same for a regular table.
    """
    for group in elements(pdf.Root.StructTreeRoot):
        if role(group) in {"THead", "TBody"}:
            scope = Name.Column if role(group) == "THead" else Name.Row
            for row in children(group, "TR"):
                scope_row(row, scope)


def scope_row(row: Object, scope: Name) -> None:
    """Set the scope of the header cells of one row; clear the ids of all its cells."""
    for cell in children(row, "TH", "TD"):
        clear(cell, "/A")
        clear(cell, "/ID")
        if role(cell) == "TH":
            cell.A = Dictionary(O=Name.Table, Scope=scope)


# Heads, feet and repeated header rows


def hide_loose_content(pdf: Pdf) -> None:
    """Mark what no element of the tree holds as an artifact of pagination."""
    held: dict[tuple[int, int], set[int]] = defaultdict(set)
    for element in elements(pdf.Root.StructTreeRoot):
        ids = {int(kid) for kid in parts(element) if isinstance(kid, int)}
        if ids:
            held[element.Pg.objgen].update(ids)
    owners = parent_arrays(pdf)
    for page in pdf.pages:
        hide_on_page(pdf, page, held[page.obj.objgen], owners[int(page.obj.StructParents)])


def parent_arrays(pdf: Pdf) -> dict[int, Object]:
    """The arrays of the parent tree by their number: who holds each piece of a page."""
    numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    return dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))


def hide_on_page(pdf: Pdf, page: pikepdf.Page, held: set[int], owners: Object) -> None:
    """Turn the pieces of one page that are not ``held`` into artifacts."""
    loose = set(range(len(owners))) - held
    if not loose:
        return
    instructions = [hidden(one, loose) for one in pikepdf.parse_content_stream(page)]
    page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(instructions))
    for number in loose:
        owners[number] = None


def hidden(instruction: Instruction, loose: set[int]) -> Instruction:
    """The instruction itself, or the start of an artifact where it starts a loose piece."""
    if isinstance(instruction, ContentStreamInlineImage) or str(instruction.operator) != "BDC":
        return instruction
    properties = instruction.operands[1]
    if not isinstance(properties, Dictionary) or int(properties.get("/MCID", -1)) not in loose:
        return instruction
    return ContentStreamInstruction([Name.Artifact, PAGINATION], instruction.operator)
