"""Read a council's Word, Excel, CSV or JSON file as a plan.

Whatever the file holds, the server stays well.
"""

import json
import stat
from dataclasses import replace
from pathlib import Path, PurePath

from actionplan.importing import limits
from actionplan.importing.child import from_data, packed
from actionplan.importing.content import Kind, check_first_bytes
from actionplan.importing.naming import shown_name, with_title
from actionplan.importing.notes import Choices, Note, Reading, UnreadableFile
from council.bounded import (
    BoundedError,
    ChildRefused,
    TookTooLong,
    TooMuchMemory,
    TooMuchOutput,
    run_bounded,
)
from council.bounded_child import Refused
from council.progress import OnProgress

READ = "actionplan.importing.child:read"

NONE_MADE = Choices()

ENDINGS = {
    Kind.WORD: {".docx", ".docm", ".dotx", ".dotm"},
    Kind.WORKBOOK: {".xlsx", ".xlsm", ".xltx", ".xltm"},
    Kind.CSV: {".csv", ".tsv", ".txt"},
    Kind.JSON: {".json"},
}


def read_plan(path: Path, choices: Choices = NONE_MADE) -> Reading:
    """The plan in a Word, Excel, CSV or JSON file, with notes on every doubt.

    What the file is decides, not its ending; ``choices`` are what people have said of how it is to
    be read. Raises UnreadableFile with one sentence that names the file, within seconds and within
    the bounds of ``limits``; the file is never changed.
    """
    try:
        content = checked(path)
    except Refused as refusal:
        raise UnreadableFile(f"{shown_name(path)} {refusal}.") from refusal
    return read_content(content, path, choices)


def read_content(
    content: bytes,
    name: PurePath,
    choices: Choices = NONE_MADE,
    on_progress: OnProgress | None = None,
) -> Reading:
    """The plan in the bytes of a file that is called ``name``; raises as ``read_plan`` does.

    ``on_progress`` is called with the rows of tables read so far, and how many there are.
    """
    try:
        check_first_bytes(content)
        answer = run_bounded(
            READ,
            packed(content, choices),
            seconds=limits.SECONDS,
            megabytes=limits.MEGABYTES,
            output_megabytes=limits.OUTPUT_MEGABYTES,
            on_progress=on_progress,
        )
    except (Refused, ChildRefused) as refusal:
        raise UnreadableFile(f"{shown_name(name)} {refusal}.") from refusal
    except BoundedError as error:
        raise UnreadableFile(f"{shown_name(name)} {explained(error)}.") from error
    data = json.loads(answer)
    return with_ending_note(with_title(from_data(data), name), name, Kind(data["kind"]))


def checked(path: Path) -> bytes:
    """The file's bytes, if there are not too many."""
    most = limits.FILE_MEGABYTES << 20
    try:
        check_ordinary(path)
        with path.open("rb") as file:
            content = file.read(most + 1)
    except OSError as error:
        raise Refused(unopened(error)) from error
    if len(content) > most:
        raise Refused(f"is larger than {limits.FILE_MEGABYTES} MB, so it is not read")
    return content


def check_ordinary(path: Path) -> None:
    """Refuse a pipe or a device, which might never end; what is not there raises OSError."""
    mode = path.stat().st_mode
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
        raise Refused("is no ordinary file")


def unopened(error: OSError) -> str:
    """Why a file could not be opened."""
    known = {FileNotFoundError: "does not exist", IsADirectoryError: "is a folder and not a file"}
    return known.get(type(error), "could not be opened")


def explained(error: BoundedError) -> str:
    """The end of a sentence for work that was stopped or broke down."""
    if isinstance(error, TookTooLong):
        return f"took longer than {limits.SECONDS} seconds to read, so reading was stopped"
    if isinstance(error, TooMuchMemory):
        return "needs more memory than a plan should, so reading was stopped"
    if isinstance(error, TooMuchOutput):
        return "holds more words than a plan should, so it is not read"
    return "could not be read; open it, save it again and try once more"


def with_ending_note(reading: Reading, path: PurePath, kind: Kind) -> Reading:
    """Say so where a file is something else than its name says."""
    if path.suffix.casefold() in ENDINGS[kind]:
        return reading
    words = f"The file is read as what it is: {kind}."
    note = Note("the file's name", shown_name(path), words)
    return replace(reading, notes=(note, *reading.notes))
