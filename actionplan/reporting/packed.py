"""Word and Excel files without the moment at which they were made: equal content, equal bytes."""

import io
import zipfile
from datetime import date, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docx.document import Document
    from openpyxl import Workbook

# What a zip file calls its earliest day, 1 January 1980: the time, then the date (APPNOTE 4.4.6).
EARLIEST = (0).to_bytes(2, "little") + ((1 << 5) | 1).to_bytes(2, "little")
LOCAL_AT, CENTRAL_AT, CENTRAL_LENGTH = 10, 12, 46
CENTRAL = b"PK\x01\x02"
UNDATED = date(2000, 1, 1)


def word_bytes(document: "Document") -> bytes:
    """A Word document as its file."""
    out = io.BytesIO()
    document.save(out)
    return undated(out.getvalue())


def excel_bytes(book: "Workbook", day: date | None) -> bytes:
    """A workbook as its file, which says that it was made on ``day``."""
    from openpyxl.writer.excel import ExcelWriter

    at = datetime.combine(day or UNDATED, datetime.min.time())
    book.properties.created = book.properties.modified = at
    out = io.BytesIO()
    # As the library saves it, but that it would write the present moment.
    ExcelWriter(book, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED)).save()
    return undated(out.getvalue())


def undated(content: bytes) -> bytes:
    """A zip file in which every part is of the earliest day there is."""
    made = bytearray(content)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts, place = archive.infolist(), archive.start_dir
    for part in parts:
        at = part.header_offset + LOCAL_AT
        made[at : at + 4] = EARLIEST
        place = content.index(CENTRAL, place)
        made[place + CENTRAL_AT : place + CENTRAL_AT + 4] = EARLIEST
        place += CENTRAL_LENGTH + len(part.filename.encode())
    return bytes(made)
