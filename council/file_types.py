"""What a file that somebody sends really is, found in its bytes and not in its name.

Only kinds that a council keeps as evidence are taken, and none of them can run: no macros, no
web pages, no drawings that hold scripts. Whatever is taken is only ever given out to be saved.
"""

import io
import lzma
import re
import zipfile
import zlib
from dataclasses import dataclass

import puremagic


@dataclass(frozen=True, slots=True)
class FileType:
    """One kind of file: its usual ending, its media type, what people call it."""

    ending: str
    media_type: str
    words: str


class NotTaken(Exception):
    """A file that is not taken; the message is a sentence for a person."""


_OFFICE = "application/vnd.openxmlformats-officedocument"
_OPEN = "application/vnd.oasis.opendocument"
PDF = FileType(".pdf", "application/pdf", "PDF")
PNG = FileType(".png", "image/png", "picture")
JPEG = FileType(".jpg", "image/jpeg", "picture")
TEXT = FileType(".txt", "text/plain", "text")
# Packed kinds, by the part that only they have.
OFFICE = {
    "word/document.xml": FileType(".docx", f"{_OFFICE}.wordprocessingml.document", "Word document"),
    "xl/workbook.xml": FileType(".xlsx", f"{_OFFICE}.spreadsheetml.sheet", "Excel workbook"),
    "ppt/presentation.xml": FileType(
        ".pptx", f"{_OFFICE}.presentationml.presentation", "PowerPoint presentation"
    ),
}
# Word on the web calls the document itself "document2".
NUMBERED = re.compile(r"^(word/document)\d+\.xml$")
OPEN = {
    f"{_OPEN}.text": FileType(".odt", f"{_OPEN}.text", "OpenDocument text"),
    f"{_OPEN}.spreadsheet": FileType(".ods", f"{_OPEN}.spreadsheet", "OpenDocument spreadsheet"),
    f"{_OPEN}.presentation": FileType(".odp", f"{_OPEN}.presentation", "OpenDocument presentation"),
}
TAKEN = (
    "a PDF, a Word, Excel, PowerPoint or OpenDocument file, a PNG or JPEG picture, or plain text"
)
MOST_PARTS = 5_000
# Whatever zipfile raises for a part that is damaged, encrypted or packed in a way it does not know.
UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    KeyError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)
CONTROL = bytes(code for code in range(32) if code not in b"\t\n\r\f")


def file_type(content: bytes) -> FileType:
    """What ``content`` is. Raises NotTaken, with the reason, for whatever is not on the list."""
    if not content:
        raise NotTaken("The file is empty.")
    if content.startswith(b"PK"):
        return _packed(content)
    found = _by_signature(content)
    for kind in (PDF, PNG, JPEG):
        if kind.media_type in found:
            return kind
    if found <= {"", TEXT.media_type, "text/csv"} and _is_text(content):
        return TEXT
    raise NotTaken(f"This kind of file is not taken. Send {TAKEN}.")


def _by_signature(content: bytes) -> set[str]:
    """The media types that the first bytes most likely stand for; none where they say nothing."""
    try:
        matches = puremagic.magic_string(content)
    except (puremagic.PureError, ValueError):
        return set()
    best = max((match.confidence for match in matches), default=0)
    return {match.mime_type for match in matches if match.confidence == best}


def _packed(content: bytes) -> FileType:
    """An Office or OpenDocument file by its parts, without unpacking more than one short one."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = set(archive.namelist())
            declared = _declared(archive, parts)
    except UNREADABLE:
        raise NotTaken("The file is damaged. Open it, save it again and try once more.") from None
    if len(parts) > MOST_PARTS:
        raise NotTaken("The file has more parts than any document needs, so it is not taken.")
    if any(part.rpartition("/")[2].casefold() == "vbaproject.bin" for part in parts):
        raise NotTaken("The file holds macros. Save it without them and try again.")
    named = {NUMBERED.sub(r"\1.xml", part) for part in parts}
    office = [kind for part, kind in OFFICE.items() if part in named]
    if declared in OPEN:
        return OPEN[declared]
    if len(office) == 1 and "[Content_Types].xml" in parts:
        return office[0]
    raise NotTaken(f"This kind of packed file is not taken. Send {TAKEN}.")


def _declared(archive: zipfile.ZipFile, parts: set[str]) -> str:
    """What an OpenDocument file says it is; "" for any other."""
    if "mimetype" not in parts:
        return ""
    with archive.open("mimetype") as part:
        return part.read(100).decode("ascii", errors="replace").strip()


def _is_text(content: bytes) -> bool:
    """Plain words: valid UTF-8 without control characters, and no web page or script."""
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    opening = content.lstrip(b"\xef\xbb\xbf \t\r\n")
    has_control = content.translate(None, delete=CONTROL) != content
    return not has_control and not opening.startswith((b"<", b"#!"))
