"""Every hostile file, one after the other in a bounded child: refused in a sentence, or read.

Time and memory are the child's own, so that a file that asks for more than there is shows here as
it would show to a person. How a refusal reaches people is tested in ``test_hostile_files``.
"""

import json
import re
import time
import traceback
from pathlib import Path

import pytest

from actionplan.importing import child, limits
from actionplan.importing.content import check_first_bytes
from actionplan.importing.notes import Choices
from actionplan.importing.stored import from_text
from council.bounded import run_bounded
from council.bounded_child import Refused
from tests.importing.hostile import Read, markup, others, pages, sheets, zips

pytestmark = pytest.mark.long

SECONDS = (
    limits.SECONDS
)  # of work, not of waiting; each takes at most three where nothing else runs
MEGABYTES = 300  # of a child that has read many files before
KINDS = {"zips": zips, "markup": markup, "sheets": sheets, "pages": pages, "others": others}
FILES = [(kind, name) for kind, module in KINDS.items() for name in module.FILES]


def outcome(content):
    """What became of one file: a refusal, or the number of actions and the words of its notes."""
    try:
        check_first_bytes(content)
        reading = from_text(child.read(child.packed(content, Choices())).decode())
    except Refused as refusal:
        return {"refused": str(refusal)}
    notes = [f"{note.said[:500]} {note.understood}" for note in reading.notes]
    return {"actions": len(list(reading.document.actions())), "notes": notes[:50]}


def judged(path):
    """What became of the file at ``path``, in how many seconds of work, within how much memory."""
    Path("/proc/self/clear_refs").write_text("5")  # forget the peak of the file before
    start = time.process_time()
    try:
        found = outcome(Path(path).read_bytes())
    except MemoryError:
        found = {"broke": "out of memory"}
    except Exception:  # noqa: BLE001 - whatever it is, it is no answer
        found = {"broke": traceback.format_exc()}
    (peak,) = re.findall(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())
    return found | {"seconds": time.process_time() - start, "megabytes": int(peak) // 1024}


def judge(payload):
    """In a child: what became of each file."""
    return json.dumps({name: judged(path) for name, path in json.loads(payload).items()}).encode()


@pytest.fixture(scope="module")
def answers(tmp_path_factory):
    """For a kind of files, what became of each."""
    known = {}

    def ask(kind):
        if kind not in known:
            folder = tmp_path_factory.mktemp(kind)
            paths = {name: folder / str(at) for at, name in enumerate(KINDS[kind].FILES)}
            for name, path in paths.items():
                path.write_bytes(KINDS[kind].FILES[name][0]())
            asked = json.dumps({name: str(path) for name, path in paths.items()}).encode()
            target = "tests.importing.test_hostile_zoo:judge"
            answer = run_bounded(target, asked, seconds=300, megabytes=limits.MEGABYTES)
            known[kind] = json.loads(answer)
        return known[kind]

    return ask


@pytest.mark.parametrize(("kind", "name"), FILES)
def test_hostile_file_is_refused_in_a_sentence_or_read_without_harm(answers, kind, name):
    wanted = KINDS[kind].FILES[name][1]
    found = answers(kind)[name]
    assert "broke" not in found, found["broke"]
    assert found["seconds"] < SECONDS
    assert found["megabytes"] < MEGABYTES
    if isinstance(wanted, Read):
        assert found.get("actions") == wanted.actions, found
        assert not wanted.note or any(wanted.note in note for note in found["notes"])
    else:
        assert wanted in found.get("refused", ""), found
        assert not re.search(r"\n|\.$", found["refused"]), "the end of one sentence"
