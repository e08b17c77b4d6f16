"""Packed files: bombs, lies about sizes, parts upon parts, names that lead elsewhere."""

import io
import struct
import zipfile
import zlib

import pytest

from tests.importing.hostile import REAL, Read
from tests.importing.making import EXCEL, HEADINGS, WORD, repacked, workbook_plan

SHEET, BODY = "xl/worksheets/sheet1.xml", "word/document.xml"


def packed(parts, method=zipfile.ZIP_DEFLATED):
    """A zip file of some parts, each a name and its bytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, part in parts:
            archive.writestr(name, part)
    return stream.getvalue()


def parts_of(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return [(name, archive.read(name)) for name in archive.namelist()]


def nested(depth=6):
    """A zip in a zip in a zip, each of many copies of the one inside."""
    inner = zlib.compress(b"0" * 1_000_000)
    for _ in range(depth):
        inner = packed([(f"{number}.zip", inner) for number in range(10)])
    return inner


def overlapping(copies=1_500):
    """Many names in the directory for one and the same bytes: a bomb that unpacks nothing twice."""
    kernel = b"<x>" + b" " * (1 << 20) + b"</x>"
    content = repacked(EXCEL.read_bytes(), add={"xl/k.xml": kernel})
    end = content.rindex(b"PK\x05\x06")
    size, start = struct.unpack("<II", content[end + 12 : end + 20])
    directory = content[start : start + size]
    at = directory.rindex(b"PK\x01\x02")
    entry = directory[at:]
    more = b"".join(entry.replace(b"xl/k.xml", b"xl/%05d" % n) for n in range(copies))
    count = struct.unpack("<H", content[end + 10 : end + 12])[0] + copies
    tail = bytearray(content[end:])
    tail[8:12] = struct.pack("<HH", count, count)
    tail[12:20] = struct.pack("<II", size + len(more), start)
    return content[:start] + directory + more + bytes(tail)


def directory_changed(content, name, place, value):
    """A zip file whose directory says something else of one part."""
    changed = bytearray(content)
    at = changed.index(b"PK\x01\x02")
    while at >= 0:
        length = int.from_bytes(changed[at + 28 : at + 30], "little")
        if changed[at + 46 : at + 46 + length] == name.encode():
            changed[at + place : at + place + len(value)] = value
        at = changed.find(b"PK\x01\x02", at + 1)
    return bytes(changed)


def lying(megabytes, said, name=SHEET):
    """A part of spaces, and a directory that says it is small."""
    big = repacked(
        EXCEL.read_bytes(),
        replace={name: lambda part: part.replace(b"?>", b"?>" + b" " * (megabytes << 20), 1)},
    )
    return directory_changed(big, name, 24, struct.pack("<I", said))


def many(number):
    return repacked(EXCEL.read_bytes(), add={f"xl/x{n}": b"" for n in range(number)})


def twice(name, *, first):
    """A workbook with two parts of one name, the harmless one first or last."""
    parts = parts_of(EXCEL.read_bytes())
    other = [(name, b"<worksheet/>")]
    with pytest.warns(UserWarning, match="Duplicate"):
        return packed(other + parts if first else parts + other)


def zip64():
    """A sound Word file whose parts are written as those of very large archives are."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts_of(WORD.read_bytes()):
            with archive.open(name, "w", force_zip64=True) as out:
                out.write(part)
    return stream.getvalue()


def zip64_lying():
    """A directory that points far beyond the end of the file."""
    content = EXCEL.read_bytes()
    end = content.rindex(b"PK\x05\x06")
    record = struct.pack("<4sQHHIIQQQQ", b"PK\x06\x06", 44, 45, 45, 0, 0, 9, 9, 1 << 62, 1 << 62)
    locator = struct.pack("<4sIQI", b"PK\x06\x07", 0, end, 1)
    tail = bytearray(content[end:])
    tail[8:20] = b"\xff" * 12
    return content[:end] + record + locator + bytes(tail)


def encrypted(content):
    """Every part marked as encrypted, in the directory and before the part itself."""
    changed = bytearray(content)
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = changed.find(mark)
        while at >= 0:
            changed[at + place] |= 1
            at = changed.find(mark, at + 1)
    return bytes(changed)


def with_part(name, part=b"x"):
    return repacked(EXCEL.read_bytes(), add={name: part})


def linked():
    """A part that is a link to a file of the server."""
    stream = io.BytesIO(EXCEL.read_bytes())
    with zipfile.ZipFile(stream, "a") as archive:
        info = zipfile.ZipInfo("xl/media/link")
        info.create_system = 3
        info.external_attr = 0o120777 << 16
        archive.writestr(info, "/etc/passwd")
    return stream.getvalue()


def repacked_as(method):
    return packed(parts_of(WORD.read_bytes()), method)


def cut(content, share):
    return content[: int(len(content) * share)]


def flipped_checksum():
    return directory_changed(EXCEL.read_bytes(), SHEET, 16, b"\0\0\0\0")


DAMAGED = "damaged or incomplete"
FILES = {
    "nothing-but-an-end.xlsx": (lambda: b"PK\x05\x06" + bytes(18), "is a zip file but neither"),
    "nested.xlsx": (nested, "is a zip file but neither"),
    "nested-in-plan.xlsx": (lambda: with_part("xl/embeddings/a.zip", nested(3)), Read(REAL)),
    "overlapping.xlsx": (overlapping, "unpacks to more than 200 MB"),
    "overlapping-few.xlsx": (lambda: overlapping(100), "lie over each other"),
    "lying-30.xlsx": (lambda: lying(30, 1000), DAMAGED),
    "lying-250.xlsx": (lambda: lying(250, 1000), DAMAGED),
    "lying-styles.xlsx": (lambda: lying(40, 10, "xl/styles.xml"), DAMAGED),
    "saying-4-gigabytes.xlsx": (
        lambda: directory_changed(EXCEL.read_bytes(), SHEET, 24, b"\xfe\xff\xff\xff"),
        "unpacks to more than 200 MB",
    ),
    "picture-bomb.docx": (
        lambda: repacked(WORD.read_bytes(), add={"word/media/a.png": bytes(230 << 20)}),
        "unpacks to more than 200 MB",
    ),
    "parts-1900.xlsx": (lambda: many(1_900), Read(REAL)),
    "parts-60000.xlsx": (lambda: many(60_000), "parts"),
    "twice-first.xlsx": (lambda: twice(SHEET, first=True), "two parts of the same name"),
    "twice-last.xlsx": (lambda: twice(SHEET, first=False), "two parts of the same name"),
    "zip64.docx": (zip64, Read(REAL)),
    "zip64-lying.xlsx": (zip64_lying, DAMAGED),
    "encrypted.docx": (lambda: encrypted(WORD.read_bytes()), "protected with a password"),
    "up.xlsx": (lambda: with_part("xl/../../../etc/cron.d/x"), "leads outside"),
    "up-windows.xlsx": (lambda: with_part("..\\..\\windows\\x"), "leads outside"),
    "rooted-windows.xlsx": (lambda: with_part("C:\\windows\\x"), "leads outside"),
    "link.xlsx": (linked, Read(REAL)),
    "stored.docx": (lambda: repacked_as(zipfile.ZIP_STORED), Read(REAL)),
    "bzip2.docx": (lambda: repacked_as(zipfile.ZIP_BZIP2), Read(REAL)),
    "lzma.docx": (lambda: repacked_as(zipfile.ZIP_LZMA), Read(REAL)),
    "unknown-packing.xlsx": (
        lambda: directory_changed(EXCEL.read_bytes(), SHEET, 10, b"\x63\0"),
        DAMAGED,
    ),
    "checksum.xlsx": (flipped_checksum, DAMAGED),
    "words-before.docx": (lambda: b"From: clerk\r\n\r\n" + WORD.read_bytes(), "neither"),
    "words-after.docx": (lambda: WORD.read_bytes() + b"\r\n--boundary--", Read(REAL)),
    "half.docx": (lambda: cut(WORD.read_bytes(), 0.5), DAMAGED),
    "most.xlsx": (lambda: cut(EXCEL.read_bytes(), 0.97), DAMAGED),
    "only-headings.xlsx": (lambda: workbook_plan([HEADINGS], [HEADINGS]), "holds no actions"),
}
