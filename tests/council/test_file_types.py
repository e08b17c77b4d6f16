"""What a file is, by its bytes: kinds that a council keeps, and none that can run."""

import io
import zipfile

import docx
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from council.file_types import NotTaken, file_type

PNG = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + b"\0" * 40
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + b"\0" * 40


def saved(thing):
    stream = io.BytesIO()
    thing.save(stream)
    return stream.getvalue()


def packed(**parts):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return stream.getvalue()


def with_part(content, name):
    stream = io.BytesIO(content)
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr(name, b"\xcc")
    return stream.getvalue()


ODT = packed(mimetype="application/vnd.oasis.opendocument.text", content="<x/>")


@pytest.mark.parametrize(
    ("content", "ending"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", ".pdf"),
        (PNG, ".png"),
        (JPEG, ".jpg"),
        (saved(docx.Document()), ".docx"),
        (saved(openpyxl.Workbook()), ".xlsx"),
        (ODT, ".odt"),
        ("Résumé of the meeting – agreed.\n".encode(), ".txt"),
        (b"Action,Lead\nPublish the budget,Head of Finance\n", ".txt"),
    ],
)
def test_kinds_that_are_taken(content, ending):
    assert file_type(content).ending == ending


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b"MZ\x90\x00" + b"\0" * 60, "not taken"),
        (b"<!DOCTYPE html><script>alert(1)</script>", "not taken"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', "not taken"),
        (b'\xef\xbb\xbf <?xml version="1.0"?><x/>', "not taken"),
        (b"#!/bin/sh\nrm -rf /\n", "not taken"),
        (b"words\x00with a nought", "not taken"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "not taken"),
        (b"PK\x03\x04 broken", "damaged"),
        (packed(virus="MZ"), "not taken"),
        (with_part(saved(docx.Document()), "word/vbaProject.bin"), "macros"),
        (with_part(saved(openpyxl.Workbook()), "word/document.xml"), "not taken"),
    ],
)
def test_kinds_that_are_not_taken(content, says):
    with pytest.raises(NotTaken, match=says):
        file_type(content)


@given(st.binary(max_size=300))
def test_any_bytes_are_taken_or_refused_with_a_sentence(content):
    assert said_of(content).endswith(".")


def said_of(content):
    """The sentence of the refusal, or the ending."""
    try:
        return f"{file_type(content).ending}."
    except NotTaken as refusal:
        return str(refusal)


def test_part_that_is_encrypted_or_broken_is_a_sentence_too():
    encrypted = bytearray(ODT)
    for mark in (b"PK\x03\x04", b"PK\x01\x02"):
        place = encrypted.index(mark) + (6 if mark.endswith(b"\x04") else 8)
        encrypted[place] |= 1
    with pytest.raises(NotTaken, match="damaged"):
        file_type(bytes(encrypted))
