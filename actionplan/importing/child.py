"""The part of reading a file that happens in a child process: bytes in, a reading as JSON out."""

import json
from dataclasses import replace
from typing import Any

from actionplan.document import PlanDocument
from actionplan.importing.archive import Archive
from actionplan.importing.content import Kind, check_kind, is_json, is_packed
from actionplan.importing.grid import Source
from actionplan.importing.json_file import read_json
from actionplan.importing.layout import understand_plan
from actionplan.importing.notes import Choices, Reading
from actionplan.importing.own_marks import with_marks
from actionplan.importing.plain_text import PlainText, plain_text
from actionplan.importing.tabular import read_csv
from actionplan.importing.word import read_word
from actionplan.importing.workbook import read_workbook
from actionplan.interchange import decode, encode, types_of

PARTS = ("notes", "tables", "rows", "speaks", "stamp")


def packed(content: bytes, choices: Choices) -> bytes:
    """What ``read`` takes: the choices as JSON on the first line, then the file's bytes."""
    return json.dumps(encode(choices)).encode() + b"\n" + content


def read(payload: bytes) -> bytes:
    """The reading of what ``packed`` made, as JSON. Raises Refused with the end of a sentence."""
    first, _, content = payload.partition(b"\n")
    choices: Choices = decode(Choices, json.loads(first), "choices")
    source = rows_of(content)
    reading = source.own or with_marks(
        replace(understand_plan(source, choices), stamp=source.stamp)
    )
    return json.dumps({"kind": source.kind, **as_data(reading)}).encode()


def rows_of(payload: bytes) -> Source:
    """The file as rows, by what it is and not by what it is called. Raises Refused."""
    if not is_packed(payload):
        return text_rows(plain_text(payload))
    archive = Archive(payload)
    kind = check_kind(archive)
    archive.check_texts()
    is_word = kind is Kind.WORD
    source = read_word(archive) if is_word else read_workbook(archive)
    source.kind = kind
    return source


def text_rows(plain: PlainText) -> Source:
    """The rows of a CSV, or the reading of a JSON file."""
    if is_json(plain.text):
        return Source(kind=Kind.JSON, own=read_json(plain.text))
    source = read_csv(plain)
    source.kind = Kind.CSV
    return source


def as_data(reading: Reading) -> dict[str, Any]:
    """A reading as JSON values."""
    parts = {name: encode(getattr(reading, name)) for name in PARTS}
    return {"plan": encode(reading.document), **parts}


def from_data(data: dict[str, Any]) -> Reading:
    """The reading that ``as_data`` wrote; parts that are missing are empty. Raises ValueError."""
    kinds = types_of(Reading)
    parts = {name: decode(kinds[name], data[name], name) for name in PARTS if name in data}
    return Reading(decode(PlanDocument, data["plan"], "plan"), **parts)
