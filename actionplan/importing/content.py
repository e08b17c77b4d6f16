"""What a file is, by its first bytes and its parts; names of files are not to be trusted."""

import re
from enum import StrEnum

from actionplan.importing import limits
from actionplan.importing.archive import Archive
from actionplan.importing.package import load, main_part
from council.bounded_child import Refused


class Kind(StrEnum):
    """The kinds of file that are read."""

    WORD = "a Word document"
    WORKBOOK = "an Excel workbook"
    CSV = "a CSV file"
    JSON = "a JSON file"


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
OLD_WORD = "WordDocument".encode("utf-16-le")
AS_IT_IS = "save it as .docx or .xlsx and try again"

NEITHER = "is neither a Word document (.docx), an Excel workbook (.xlsx), a CSV nor a JSON file"

# First bytes, as Latin letters, of files that people upload by mistake.
OTHERS = (
    (
        re.compile(r"\s*%PDF"),
        "is a PDF; ask for the Word or Excel file it was made from",
    ),
    (re.compile(r"\s*\{\\rtf"), f"is a Rich Text file; {AS_IT_IS}"),
    (re.compile(r"\s*<\?xml"), f"is an XML file and not an Office file; {AS_IT_IS}"),
    (
        re.compile(r"\s*<(?:!|[a-z]+[\s>/:])|(?:\w[\w-]+: .*\r?\n){0,5}mime-version:", re.I),
        f"is a web page and not an Office file; open it in Word or Excel, {AS_IT_IS}",
    ),
    (
        re.compile(r"\x89PNG|\xff\xd8\xff|GIF8|II\*\0|MM\0\*|RIFF....WEBP", re.S),
        "is a picture; a Word or Excel file is needed",
    ),
    (re.compile(r"\t[\0\2\4\x08][\4\6\x08\x10]\0"), f"is an old Excel file (.xls); {AS_IT_IS}"),
)


def check_first_bytes(content: bytes) -> None:
    """Raise Refused with the end of a sentence where the file can be neither Office nor text."""
    if not content:
        raise Refused("is empty")
    if content.startswith(OLE):
        raise Refused(old_office(content))
    for pattern, words in OTHERS:
        if pattern.match(opening(content)):
            raise Refused(words)
    if is_packed(content):
        return
    if len(content) > limits.TEXT_MEGABYTES << 20:
        raise Refused(f"holds more than {limits.TEXT_MEGABYTES} MB of text, so it is not read")
    if b"\0" in content[:4096] and opening(content).count("\0") * 4 > len(opening(content)) * 3:
        raise Refused(NEITHER)


def is_packed(content: bytes) -> bool:
    """Whether a file is packed as Office files are."""
    return content.startswith(b"PK") and content[2:3] in {b"", b"\3", b"\5", b"\6", b"\7"}


def is_json(text: str) -> bool:
    """Whether a text is an object or list as JSON writes them, and no list of rows."""
    words = text.strip()
    return words.startswith("{") or (words.startswith("[") and words.endswith("]"))


def opening(content: bytes) -> str:
    """How a file begins, as letters: marks of an encoding are taken off."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content[:1024].decode("utf-16", "replace")
    return content[:512].removeprefix(b"\xef\xbb\xbf").decode("latin-1")


def old_office(content: bytes) -> str:
    """What a file in the old container is: protected, old Word, old Excel or something else."""
    if ENCRYPTED in content:
        return "is protected with a password; save it without one and try again"
    if OLD_WORD in content:
        return f"is an old Word file (.doc); {AS_IT_IS}"
    if any(name.encode("utf-16-le") in content for name in ("Workbook", "Book")):
        return f"is an old Excel file (.xls); {AS_IT_IS}"
    return f"is an old Office file; {AS_IT_IS}"


def check_kind(archive: Archive) -> Kind:
    """Word or Excel, by the main part. Raises Refused for any other zip file."""
    if "content.xml" in archive and "mimetype" in archive:
        raise Refused("is an OpenDocument file; save it as .docx or .xlsx and try again")
    if "[Content_Types].xml" not in archive or "_rels/.rels" not in archive:
        raise Refused("is a zip file but neither a Word document nor an Excel workbook")
    if "xl/workbook.bin" in archive:
        raise Refused("is a binary Excel workbook (.xlsb); save it as .xlsx and try again")
    name = main_part(archive)
    root = load(archive, name).tag.rpartition("}")[2]
    kinds = {"document": Kind.WORD, "workbook": Kind.WORKBOOK}
    if root not in kinds:
        raise Refused("is neither a Word document nor an Excel workbook")
    return kinds[root]
