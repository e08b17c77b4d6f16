"""A zip file opened with care: every bound is checked before anything inside is parsed."""

import io
import lzma
import zipfile
import zlib
from itertools import pairwise

from lxml import etree

from actionplan.importing import limits
from council.bounded_child import Refused

DAMAGED = "is damaged or incomplete; open it, save it again and try once more"
ENTITIES = "defines entities of its own, which no Office program does, so it is not read"
DOCTYPES = tuple("<!DOCTYPE".encode(name) for name in ("utf-8", "utf-16-le", "utf-16-be"))
CHUNK = 1 << 16


class Archive:
    """The parts of an Office file, by name. Raises Refused for whatever is out of bounds."""

    def __init__(self, payload: bytes) -> None:
        check_count(payload)
        try:
            self.zip = zipfile.ZipFile(io.BytesIO(payload))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError) as error:
            raise Refused(DAMAGED) from error
        self.parts = {info.filename: info for info in self.zip.infolist()}
        self.counted: set[str] = set()
        self.left = limits.XML_MEGABYTES << 20
        self.check_directory()

    def check_directory(self) -> None:
        """What the directory itself says: how many parts, how large, under which names."""
        infos = self.zip.infolist()
        if len(infos) > limits.ZIP_PARTS:
            raise Refused(f"holds {len(infos):,} parts; an Office file has a few dozen")
        if len(self.parts) != len(infos):
            raise Refused("holds two parts of the same name, so it is no sound Office file")
        if any(info.flag_bits & 1 for info in infos):
            raise Refused("is protected with a password; save it without one and try again")
        if any(leads_outside(info.filename) for info in infos):
            raise Refused("holds a part whose name leads outside the file, so it is not read")
        if sum(info.file_size for info in infos) > limits.UNPACKED_MEGABYTES << 20:
            raise Refused(f"unpacks to more than {limits.UNPACKED_MEGABYTES} MB, so it is not read")
        if lie_over_each_other(infos):
            raise Refused("holds parts that lie over each other, so it is no sound Office file")

    def check_texts(self) -> None:
        """Read all XML once, also what is never parsed: no part hides a bomb or entities."""
        for name in self.parts:
            if name.casefold().endswith((".xml", ".rels", ".vml")):
                check_no_doctype(self.read(name))

    def read(self, name: str) -> bytes:
        """One part, counted while it is unpacked: what a file declares may be a lie."""
        pieces: list[bytes] = []
        again = name in self.counted
        self.counted.add(name)
        try:
            with self.zip.open(name) as part:
                while piece := part.read(CHUNK):
                    self.left -= 0 if again else len(piece)
                    if self.left < 0:
                        raise Refused(
                            f"holds more than {limits.XML_MEGABYTES} MB of text, so it is not read"
                        )
                    pieces.append(piece)
        except (
            zipfile.BadZipFile,
            zlib.error,
            lzma.LZMAError,
            EOFError,
            NotImplementedError,
            OSError,
            RuntimeError,
            ValueError,
        ) as error:
            raise Refused(DAMAGED) from error
        return b"".join(pieces)

    def __contains__(self, name: str) -> bool:
        return name in self.parts


def check_count(payload: bytes) -> None:
    """Refuse a directory of parts without end before it is read: each takes a kilobyte then."""
    number = payload.count(b"PK\x01\x02")
    if number > limits.LISTED_PARTS:
        raise Refused(f"holds {number:,} parts; an Office file has a few dozen")


def lie_over_each_other(infos: list[zipfile.ZipInfo]) -> bool:
    """Whether two parts share bytes, by which a small file could unpack without end."""
    places = sorted((one.header_offset, one.header_offset + one.compress_size) for one in infos)
    return any(end > start for (_, end), (start, _) in pairwise(places))


def leads_outside(name: str) -> bool:
    """Whether a part's name would leave the folder it is unpacked in."""
    steps = name.replace("\\", "/").split("/")
    return ".." in steps or name.startswith(("/", "\\")) or ":" in steps[0] or "\x00" in name


def parser() -> etree.XMLParser:
    """A parser that resolves no entity, loads no definition and never leaves the machine."""
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


def check_no_doctype(content: bytes) -> None:
    """Refuse a document type before the parser meets it, in the encodings that parts use."""
    if any(mark in content for mark in DOCTYPES):
        raise Refused(ENTITIES)


def has_doctype(root: etree._Element) -> bool:
    """Whether the XML defines a document type of its own."""
    return bool(root.getroottree().docinfo.doctype)  # type: ignore[attr-defined]


def parse(content: bytes) -> etree._Element:
    """XML as a tree. A document type is refused: Office never writes one, attackers do."""
    check_no_doctype(content)
    try:
        root = etree.fromstring(content, parser())
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Refused(DAMAGED) from error
    if has_doctype(root):
        raise Refused(ENTITIES)
    return root
