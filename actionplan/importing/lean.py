"""A workbook without all that is not read: pictures, drawings, macros, links to other files.

The library that opens workbooks unpacks pictures, charts and comments too, and follows what they
name. It is given a file in which none of that exists.
"""

import io
import zipfile
from collections.abc import Iterator

from lxml import etree

from actionplan.importing import limits
from actionplan.importing.archive import DAMAGED, ENTITIES, Archive
from actionplan.importing.package import (
    RELATION,
    load,
    main_part,
    relations,
    relations_of,
    usual_form,
)
from council.bounded_child import Refused

# What the workbook itself names and is read: by the last word of the relation.
NEEDED = {"worksheet", "styles", "sharedStrings", "theme"}
# What a sheet may name: without these the library stumbles over the places that use them.
OF_SHEETS = {"hyperlink", "table"}


def lean(archive: Archive) -> bytes:
    """The workbook as a packed file with only the parts that are read. Raises Refused."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name, content in parts(archive):
            packed.writestr(name, usual_form(content))
    return out.getvalue()


def parts(archive: Archive) -> Iterator[tuple[str, bytes]]:
    """Each part that is read, by name, once."""
    main = main_part(archive)
    named = {name: kind for _, kind, name in relations(archive, main) if kind in NEEDED}
    for name in ("[Content_Types].xml", "_rels/.rels", main, relations_of(main)):
        if name in archive:
            yield name, archive.read(name)
    for name, kind in named.items():
        if kind != "worksheet":
            check_elements(archive.read(name))
        elif relations_of(name) in archive:
            yield from of_sheet(archive, name)
        yield name, archive.read(name)


def of_sheet(archive: Archive, sheet: str) -> Iterator[tuple[str, bytes]]:
    """The relations of a sheet, less those to what is left out, and its tables."""
    root = load(archive, relations_of(sheet))
    for one in list(root.iter(RELATION)):
        if one.get("Type", "").rpartition("/")[2] not in OF_SHEETS:
            root.remove(one)
    yield relations_of(sheet), etree.tostring(root)
    for _, kind, name in relations(archive, sheet):
        if kind == "table":
            yield name, archive.read(name)


class Counter:
    """Counts the elements of a part while it is parsed, and makes nothing of them."""

    def __init__(self) -> None:
        self.left = limits.ELEMENTS

    def start(self, _tag: str, _attributes: object) -> None:
        self.left -= 1
        if self.left < 0:
            raise Refused("holds longer lists of words or looks than any plan, so it is not read")

    def doctype(self, *_: object) -> None:
        raise Refused(ENTITIES)

    def close(self) -> None:
        return


def check_elements(content: bytes) -> None:
    """Refuse a part of more elements than can be told apart in seconds."""
    counting = etree.XMLParser(
        # What the stubs call a target has more methods than any target needs.
        target=Counter(),  # type: ignore[arg-type]
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    )
    try:
        etree.fromstring(content, counting)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Refused(DAMAGED) from error
