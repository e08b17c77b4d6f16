"""Broken and hostile files: one clear sentence that names the file, quickly, in bounded memory.

One room, because of every file the same is asked: one sentence, in bounded time and memory.
"""

import io
import os
import re
import socket
import threading
import time
import zipfile
from pathlib import Path

import openpyxl
import pytest

from actionplan.importing import limits
from actionplan.importing.notes import UnreadableFile
from actionplan.importing.read import read_plan
from council.bounded import run_bounded
from tests.importing.making import (
    EXCEL,
    HEADINGS,
    WORD,
    repacked,
    saved,
    word_plan,
    workbook_plan,
)

SECONDS = 2 * limits.SECONDS  # a test machine is busy; alone each takes about one


def refusal(path, content):
    """The sentence with which a file is refused."""
    path.write_bytes(content)
    start = time.monotonic()
    with pytest.raises(UnreadableFile) as caught:
        read_plan(path)
    assert time.monotonic() - start < SECONDS
    sentence = str(caught.value)
    assert sentence.startswith(path.name)
    assert sentence.endswith(".")
    assert not re.search(r"[a-z]\. [A-Z]", sentence), "one sentence"
    assert str(path.parent) not in sentence
    assert "Traceback" not in sentence
    assert path.read_bytes() == content
    return sentence


def ole(name):
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + name.encode("utf-16-le") + bytes(99)


SHEET = "xl/worksheets/sheet1.xml"
BODY = "word/document.xml"


def in_sheet(before, after):
    """The real workbook with a change in its sheet."""
    return repacked(EXCEL.read_bytes(), replace={SHEET: swapped(before, after)})


def in_body(before, after):
    """The real Word file with a change in its body."""
    return repacked(WORD.read_bytes(), replace={BODY: swapped(before, after)})


def swapped(before, after):
    def change(part):
        assert before in part
        return part.replace(before, after, 1)

    return change


LAUGHS = (
    b'<!DOCTYPE w [<!ENTITY a "ha">'
    + b"".join(
        b'<!ENTITY %c "%s">' % (letter, b"&%c;" % (letter - 1) * 10) for letter in b"bcdefghij"
    )
    + b"]>"
)


def laughing(root):
    """A change that declares entities within entities before ``root`` and uses the last."""

    def change(part):
        at = part.index(b"<" + root)
        end = part.index(b">", at) + 1
        return part[:at] + LAUGHS + part[at:end] + b"&j;" + part[end:]

    return change


def encrypted_zip():
    """A zip file whose parts are marked as encrypted."""
    content = bytearray(workbook_plan([HEADINGS]))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for info in archive.infolist():
            content[info.header_offset + 6] |= 1
    for match in re.finditer(rb"PK\x01\x02", bytes(content)):
        content[match.start() + 8] |= 1
    return bytes(content)


def lying_about_size():
    """A part that unpacks to far more than the directory says."""
    content = bytearray(in_sheet(b"<sheetData>", b"<sheetData>" + b" " * (30 << 20)))
    at = content.index(b"PK\x01\x02")
    while at >= 0:
        length = int.from_bytes(content[at + 28 : at + 30], "little")
        if content[at + 46 : at + 46 + length] == SHEET.encode():
            content[at + 24 : at + 28] = (1000).to_bytes(4, "little")
        at = content.find(b"PK\x01\x02", at + 1)
    return bytes(content)


def bomb(megabytes):
    """A part of spaces that unpacks to so many megabytes."""
    return in_sheet(b"<sheetData>", b"<sheetData>" + b" " * (megabytes << 20))


def plan_zip(**parts):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return stream.getvalue()


def many_parts():
    return repacked(EXCEL.read_bytes(), add={f"xl/x{n}.xml": b"<x/>" for n in range(3000)})


def rows(number):
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(HEADINGS)
    for row in range(number):
        sheet.append([f"Action {row}", "", "", "G", ""])
    return saved(book)


def wide(columns):
    return workbook_plan([HEADINGS + [f"Column {n}" for n in range(columns)], ["Do it"]])


def corner(place):
    book = openpyxl.Workbook()
    sheet = book["Sheet"]
    sheet.append(HEADINGS)
    sheet.append(["Do it", "", "", "G", ""])
    sheet[place] = "far out"
    return saved(book)


def merged(reference):
    return in_sheet(b'<mergeCell ref="A1:F1"', b'<mergeCell ref="%s"' % reference)


def two_of_a_name():
    stream = io.BytesIO(EXCEL.read_bytes())
    with zipfile.ZipFile(stream, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr(SHEET, b"<worksheet/>")
    return stream.getvalue()


def deep_tables():
    """Tables within tables within tables."""
    inner = b"<w:p/>"
    for _ in range(60):
        inner = b"<w:tbl><w:tr><w:tc>" + inner + b"<w:p/></w:tc></w:tr></w:tbl>"
    return in_body(b"<w:t>Launch lunchtime opening</w:t></w:r></w:p>", b"</w:r></w:p>" + inner)


HOSTILE = {
    "empty.docx": (lambda: b"", "is empty"),
    "few.xlsx": (lambda: b"PK", "damaged or incomplete"),
    "truncated.docx": (lambda: WORD.read_bytes()[:20_000], "damaged or incomplete"),
    "truncated.xlsx": (lambda: EXCEL.read_bytes()[:-400], "damaged or incomplete"),
    "holed.docx": (lambda: holed(WORD.read_bytes()), "damaged or incomplete"),
    "protected.docx": (lambda: ole("EncryptedPackage"), "protected with a password"),
    "locked.xlsx": (encrypted_zip, "protected with a password"),
    "old.xls": (lambda: ole("Workbook"), "old Excel file"),
    "old.doc": (lambda: ole("WordDocument"), "old Word file"),
    "other.xls": (lambda: ole("Elsewhere"), "old Office file"),
    "page.xls": (lambda: b"\xef\xbb\xbf\n<html><table><tr><td>Action", "is a web page"),
    "page2.xls": (lambda: b"<!DOCTYPE html><p>", "is a web page"),
    "flat.xls": (lambda: b'<?xml version="1.0"?><Workbook/>', "is an XML file"),
    "plan.docx": (lambda: b"%PDF-1.7 ...", "is a PDF"),
    "rich.doc": (lambda: b"{\\rtf1 Action}", "is a Rich Text file"),
    "photo.xlsx": (lambda: b"\x89PNG\r\n\x1a\n", "is a picture"),
    "list.xlsx": (lambda: "Name,Town\nBöb,Wigston\n".encode("latin-1"), "holds no table"),
    "nothing.xlsx": (lambda: bytes(4000), "neither a Word document"),
    "photos.zip": (lambda: plan_zip(**{"a.jpg": b"x"}), "is a zip file but neither"),
    "binary.xlsb": (
        lambda: repacked(EXCEL.read_bytes(), add={"xl/workbook.bin": b"x"}),
        "binary Excel workbook",
    ),
    "main-missing.docx": (lambda: repacked(WORD.read_bytes(), drop=[BODY]), "damaged"),
    "broken-xml.docx": (lambda: in_body(b"<w:body>", b"<w:body><w:p>"), "damaged"),
    "broken-xml.xlsx": (lambda: in_sheet(b"<sheetData>", b"<sheetData><row>"), "damaged"),
    "bad-utf8.docx": (lambda: in_body(b"Launch lunchtime", b"Launch \xff\xfe lunch"), "damaged"),
    "laughs.docx": (
        lambda: repacked(WORD.read_bytes(), replace={BODY: laughing(b"w:document")}),
        "defines entities",
    ),
    "laughs.xlsx": (
        lambda: repacked(EXCEL.read_bytes(), replace={SHEET: laughing(b"worksheet")}),
        "defines entities",
    ),
    "laughs-styles.xlsx": (
        lambda: repacked(EXCEL.read_bytes(), replace={"xl/styles.xml": laughing(b"styleSheet")}),
        "defines entities",
    ),
    "bomb.xlsx": (lambda: bomb(60), "more than 24 MB of text"),
    "huge-bomb.xlsx": (lambda: bomb(250), "unpacks to more than 200 MB"),
    "liar.xlsx": (lying_about_size, "damaged or incomplete"),
    "parts.xlsx": (many_parts, "parts"),
    "outside.docx": (
        lambda: repacked(WORD.read_bytes(), add={"../../etc/passwd": b"x"}),
        "leads outside the file",
    ),
    "rooted.xlsx": (
        lambda: repacked(EXCEL.read_bytes(), add={"/etc/passwd": b"x"}),
        "leads outside the file",
    ),
    "twice.xlsx": (two_of_a_name, "two parts of the same name"),
    "rows.xlsx": (lambda: rows(100_000), "so it is not read"),
    "columns.xlsx": (lambda: wide(16_000), "more than 200 columns"),
    "corner.xlsx": (lambda: corner("XFD1048576"), "more than 5,000 rows"),
    "right.xlsx": (lambda: corner("XFD2"), "more than 200 columns"),
    "merged.xlsx": (lambda: merged(b"A1:XFD1048576"), "merged range"),
    "row-nonsense.xlsx": (lambda: in_sheet(b'<row r="1"', b'<row r="x"'), "damaged"),
    "merge-nonsense.xlsx": (lambda: merged(b"nowhere"), "damaged"),
    "span.docx": (lambda: in_body(b'w:gridSpan w:val="6"', b'w:gridSpan w:val="99999999"'), "200"),
    "before.docx": (
        lambda: in_body(b"<w:tr>", b'<w:tr><w:trPr><w:gridBefore w:val="9999"/></w:trPr>'),
        "more than 200 columns",
    ),
    "long-cell.docx": (
        lambda: in_body(b"Launch lunchtime opening", b"Long " * 30_000),
        "more than 100,000 characters",
    ),
    "deep.docx": (deep_tables, "tables within tables"),
    "letter.docx": (lambda: word_plan("Dear Sir", "Yours"), "holds no table"),
    "numbers.xlsx": (lambda: workbook_plan([[1, 2], [3, 4]]), "holds no table"),
    "headed.xlsx": (lambda: workbook_plan([HEADINGS]), "holds no actions"),
}


def holed(content):
    """Some bytes in the middle lost to zeros."""
    middle = len(content) // 3
    return content[:middle] + bytes(2000) + content[middle + 2000 :]


@pytest.mark.parametrize("name", HOSTILE)
def test_the_file_is_refused_with_one_sentence(tmp_path, name):
    make, words = HOSTILE[name]
    assert words in refusal(tmp_path / name, make())


def test_a_file_that_is_too_large_is_refused_unread(tmp_path):
    content = WORD.read_bytes() + bytes(limits.FILE_MEGABYTES << 20)
    assert "larger than 20 MB" in refusal(tmp_path / "large.docx", content)


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(UnreadableFile, match=r"^lost\.docx does not exist\.$"):
        read_plan(tmp_path / "lost.docx")


@pytest.mark.parametrize("mode", ["pipe", "link to itself", "unreadable"])
def test_what_is_no_ordinary_file_is_not_waited_for(tmp_path, mode):
    path = tmp_path / "plan.docx"
    if mode == "pipe":
        os.mkfifo(path)
    elif mode == "unreadable":
        path = Path("/proc/self/mem")
    else:
        path.symlink_to(path)
    with pytest.raises(
        UnreadableFile, match=r"^(plan\.docx|mem) (is no ordinary|could not|is neit)"
    ):
        read_plan(path)


def test_a_link_to_a_plan_is_read(tmp_path):
    path = tmp_path / "plan.docx"
    path.symlink_to(WORD)
    assert len(list(read_plan(path).document.actions())) == 60


@pytest.mark.parametrize("name", ["plan.xlsx", "plan", "plan.pdf", "plan.docx.exe"])
def test_content_decides_and_not_the_ending_which_is_said(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(WORD.read_bytes())
    first = read_plan(path).notes[0]
    assert (first.said, first.understood) == (
        name,
        "The file is read as what it is: a Word document.",
    )


def test_a_folder_is_not_a_file(tmp_path):
    with pytest.raises(UnreadableFile, match="is a folder and not a file"):
        read_plan(tmp_path)


def test_a_name_that_could_upset_a_screen_is_shown_without_it(tmp_path):
    path = tmp_path / "a\nb\x1b[31m.docx"
    path.write_bytes(b"")
    with pytest.raises(UnreadableFile) as caught:
        read_plan(path)
    assert str(caught.value) == "a�b�[31m.docx is empty."


def measured(payload):
    """In a child: read a plan and say how much memory that took at most, in megabytes."""
    from actionplan.importing.child import packed, read
    from actionplan.importing.notes import Choices

    read(packed(payload, Choices()))
    status = Path("/proc/self/status").read_text()
    (kilobytes,) = re.findall(r"VmHWM:\s+(\d+)", status)
    return str(int(kilobytes) // 1024).encode()


@pytest.mark.parametrize(("number", "most"), [(2_000, 200), (4_900, 250)])
def test_large_workbooks_are_read_in_bounded_memory(number, most):
    target = "tests.importing.test_hostile_files:measured"
    peak = run_bounded(target, rows(number), seconds=60, megabytes=limits.MEGABYTES)
    assert int(peak) < most


@pytest.mark.parametrize("kind", ["word", "excel"])
def test_nothing_outside_the_file_is_ever_fetched(tmp_path, kind):
    """External entities, templates, images and links point at a server that must hear nothing."""
    heard = []
    server = socket.create_server(("127.0.0.1", 0))
    threading.Thread(target=lambda: heard.append(server.accept()), daemon=True).start()
    address = b"http://127.0.0.1:%d/x" % server.getsockname()[1]
    relation = (
        b'<Relationship Id="rIdX" TargetMode="External" Target="%s" Type="http://schemas.'
        b'openxmlformats.org/officeDocument/2006/relationships/%s"/></Relationships>'
    )
    changes = {}
    source, main, kinds = (
        (WORD, "word/_rels/document.xml.rels", [b"attachedTemplate", b"image", b"footer"])
        if kind == "word"
        else (EXCEL, "xl/_rels/workbook.xml.rels", [b"externalLink", b"image"])
    )

    def pointed(part):
        for one in kinds:
            part = part.replace(b"</Relationships>", relation % (address, one))
        return part

    changes[main] = pointed
    path = tmp_path / f"calls.{source.suffix}"
    path.write_bytes(repacked(source.read_bytes(), replace=changes))
    assert len(list(read_plan(path).document.actions())) == 60
    entity = b'<!DOCTYPE x [<!ENTITY e SYSTEM "%s">]>' % address
    part = BODY if kind == "word" else SHEET
    root = b"<w:document" if kind == "word" else b"<worksheet"
    content = repacked(source.read_bytes(), replace={part: swapped(root, entity + root)})
    assert "defines entities" in refusal(tmp_path / f"entity{source.suffix}", content)
    server.close()
    assert heard == []


@pytest.mark.parametrize("place", ["local", "parameter"])
def test_files_of_the_server_are_never_read(tmp_path, place):
    secret = tmp_path / "secret.txt"
    secret.write_text("the database's password")
    entity = {
        "local": b'<!DOCTYPE x [<!ENTITY e SYSTEM "file://%s">]>',
        "parameter": b'<!DOCTYPE x [<!ENTITY %% e SYSTEM "file://%s"> %%e;]>',
    }[place] % str(secret).encode()
    content = repacked(
        WORD.read_bytes(),
        replace={BODY: swapped(b"<w:document", entity + b"<w:document")},
    )
    assert "password" not in refusal(tmp_path / "reads.docx", content)


def test_control_characters_are_dropped_and_the_rest_is_read(tmp_path):
    path = tmp_path / "control.xlsx"
    path.write_bytes(
        workbook_plan([HEADINGS, ["Do it_x0007_ now\u200b\u202e", "", "May 2023", "G", ""]])
    )
    (action,) = read_plan(path).document.actions()
    assert action.title.isprintable()
    assert action.title.startswith("Do it")


def test_words_that_look_like_formulas_are_words(tmp_path):
    path = tmp_path / "formulas.docx"
    path.write_bytes(word_plan([HEADINGS, ["=1+1", "", "May 2023", "G", '=HYPERLINK("x")']]))
    (action,) = read_plan(path).document.actions()
    assert (action.title, action.commentary) == ("=1+1", '=HYPERLINK("x")')
