"""How the parts of an Office file name each other: relations, inside the file only."""

from posixpath import join, normpath

from lxml import etree

from actionplan.importing.archive import DAMAGED, Archive, parse
from council.bounded_child import Refused

WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"

# The ISO "strict" form of the formats says the same under other names.
STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", WORDS.encode()),
    (b"http://purl.oclc.org/ooxml/spreadsheetml/main", SHEETS.encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", OFFICE.encode()),
)


def load(archive: Archive, name: str) -> etree._Element:
    """One part of the file as XML, in the usual form of the format."""
    return parse(usual_form(archive.read(name)))


def usual_form(content: bytes) -> bytes:
    """A part of the "strict" form of the formats in the usual one."""
    for strict, usual in STRICT:
        content = content.replace(strict, usual)
    return content


def relations(archive: Archive, part: str) -> list[tuple[str, str, str]]:
    """The parts that ``part`` names: identity, kind and name; nothing outside the file."""
    folder, listing = part.rpartition("/")[0], relations_of(part)
    if listing not in archive:
        return []
    found = [
        (
            one.get("Id", ""),
            one.get("Type", "").rpartition("/")[2],
            inside(folder, one.get("Target", "")),
        )
        for one in load(archive, listing).iter(RELATION)
        if one.get("TargetMode") != "External"
    ]
    return [one for one in found if one[2] in archive]


def relations_of(part: str) -> str:
    """The name of the part that lists what ``part`` names."""
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"


def related(archive: Archive, part: str, kind: str) -> list[str]:
    """The names of the parts that ``part`` names as its ``kind``."""
    return [name for _, one, name in relations(archive, part) if one == kind]


def inside(folder: str, target: str) -> str:
    """The name of a part from a relation's target."""
    return target.lstrip("/") if target.startswith("/") else normpath(join(folder, target))


def main_part(archive: Archive) -> str:
    """The name of the part that holds the document itself. Raises Refused if there is none."""
    found = related(archive, "", "officeDocument")
    if not found:
        raise Refused(DAMAGED)
    return found[0]
