"""The part of reading a file that happens in a child process: bytes in, a reading as JSON out."""

import json
from typing import Any

from actionplan.importing.archive import Archive
from actionplan.importing.content import Kind, check_kind
from actionplan.importing.grid import Source
from actionplan.importing.layout import understand_plan
from actionplan.importing.notes import Note, Reading
from actionplan.importing.word import read_word
from actionplan.importing.workbook import read_workbook
from actionplan.interchange import decode, encode


def read(payload: bytes) -> bytes:
    """The reading of a file's bytes, as JSON. Raises Refused with the end of a sentence."""
    source = rows_of(payload)
    return json.dumps({"kind": source.kind, **as_data(understand_plan(source))}).encode()


def rows_of(payload: bytes) -> Source:
    """The file as rows, by what it is and not by what it is called."""
    archive = Archive(payload)
    kind = check_kind(archive)
    is_word = kind is Kind.WORD
    source = read_word(archive) if is_word else read_workbook(archive, payload)
    source.kind = kind
    return source


def as_data(reading: Reading) -> dict[str, Any]:
    """A reading as JSON values."""
    return {"plan": encode(reading.document), "notes": [encode(note) for note in reading.notes]}


def from_data(data: dict[str, Any]) -> Reading:
    """The reading that ``as_data`` wrote. Raises ValueError."""
    from actionplan.document import PlanDocument

    notes = tuple(decode(Note, note, f"notes[{at}]") for at, note in enumerate(data["notes"]))
    return Reading(decode(PlanDocument, data["plan"], "plan"), notes)
