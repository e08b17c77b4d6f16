"""The rarer forms of files: the strict form of Word and Excel is read, others say what they are."""

import io
import zipfile

import pytest

from actionplan.importing.notes import UnreadableFile
from actionplan.importing.read import read_plan
from tests.importing.making import EXCEL, WORD

# What Office writes when a person chooses "Strict Open XML", in place of the usual names.
STRICT = {
    f"http://schemas.openxmlformats.org/{usual}".encode(): f"http://purl.oclc.org/ooxml/{strict}".encode()
    for usual, strict in {
        "wordprocessingml/2006/main": "wordprocessingml/main",
        "spreadsheetml/2006/main": "spreadsheetml/main",
        "drawingml/2006/main": "drawingml/main",
        "officeDocument/2006/math": "officeDocument/math",
        "officeDocument/2006/extended-properties": "officeDocument/extendedProperties",
        "officeDocument/2006/relationships": "officeDocument/relationships",
    }.items()
}


def strict(content):
    """An Office file in the strict form (ISO 29500), every part of it."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as before,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for name in before.namelist():
            part = before.read(name)
            for usual, other in STRICT.items():
                part = part.replace(usual, other)
            part = part.replace(b"<w:document ", b'<w:document w:conformance="strict" ')
            part = part.replace(b"<workbook ", b'<workbook conformance="strict" ')
            after.writestr(name, part)
    return stream.getvalue()


@pytest.mark.parametrize("source", [WORD, EXCEL], ids=["word", "excel"])
def test_the_strict_form_is_read_as_the_usual_one(tmp_path, source):
    path = tmp_path / f"strict{source.suffix}"
    path.write_bytes(strict(source.read_bytes()))
    with zipfile.ZipFile(path) as archive:
        parts = b"".join(map(archive.read, archive.namelist()))
    assert b"openxmlformats.org/officeDocument/2006/relationships/" not in parts
    assert b"http://purl.oclc.org/ooxml/officeDocument/relationships" in parts
    found, usual = read_plan(path), read_plan(source)
    assert found.document == usual.document
    assert len(list(found.document.actions())) == 60


def open_document():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", "<x/>")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        (
            "plan.ods",
            open_document(),
            "is an OpenDocument file; save it as .docx or .xlsx and try again",
        ),
        (
            "plan.json",
            b'{"schema": ' + b"9" * 5000 + b"}",
            "holds a number of 5,000 digits, so it is not read",
        ),
    ],
)
def test_what_is_refused_says_why_in_a_councils_words(tmp_path, name, content, why):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(UnreadableFile) as caught:
        read_plan(path)
    assert str(caught.value) == f"{name} {why}."
