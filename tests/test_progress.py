"""How far work in a child process is: told while it runs, and harmless whatever the child does."""

import os
import resource
import sys
import time

import pytest

from actionplan.importing.read import read_content
from council import progress
from council.bounded import ChildFailed, TookTooLong, run_bounded
from council.progress import STEPS, Listener, report
from tests.importing.making import EXCEL, HEADINGS, WORD, word_plan, workbook_plan

ROWS = [["Publish the budget", "Head of Finance", "30/09/2023", "Green", "On its way"]] * 300


def run(name, payload=b"", *, seconds=20, on_progress=None):
    """Run one of this module's functions in a child; what was told, and the result."""
    told = []

    def tell(done, total):
        told.append((done, total))
        if on_progress:
            on_progress(done, total)

    target = f"tests.test_progress:{name}"
    result = run_bounded(target, payload, seconds=seconds, megabytes=300, on_progress=tell)
    return told, result


def run_unheard(name, payload=b""):
    """The same with nobody listening."""
    return run_bounded(f"tests.test_progress:{name}", payload, seconds=20, megabytes=300)


# What the children do.


def count_to_ten(payload: bytes) -> bytes:
    for done in range(11):
        report(done, 10)
    return payload


def count_to_a_million(payload: bytes) -> bytes:
    for done in range(1_000_001):
        report(done, 1_000_000)
    return payload


def wait_to_be_heard(payload: bytes) -> bytes:
    """Half of it, then on only when the parent has made the file that says it heard."""
    report(1, 2)
    while not os.path.exists(payload):
        time.sleep(0.005)
    return b"heard"


def flood(payload: bytes) -> bytes:
    """Rubbish for as long as it takes to fill any pipe many times over, then the result."""
    pipe = progress._Pipe.number
    assert pipe is not None
    os.set_blocking(pipe, True)
    until = time.monotonic() + 1
    while time.monotonic() < until:
        os.write(pipe, payload * (4096 // len(payload)))
    return b"done all the same"


def flood_without_end(payload: bytes) -> bytes:
    while True:
        flood(payload)


def write(payload: bytes) -> bytes:
    assert progress._Pipe.number is not None
    os.write(progress._Pipe.number, payload)
    return b""


def close_it(payload: bytes) -> bytes:
    assert progress._Pipe.number is not None
    os.close(progress._Pipe.number)
    report(1, 2)
    return b"no matter"


def leave_it_open(payload: bytes) -> bytes:
    """Something that outlives the work holds the pipe."""
    import subprocess

    pipe = progress._Pipe.number
    assert pipe is not None
    os.set_inheritable(pipe, True)
    subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"], pass_fds=[pipe])
    return b"gone"


def open_files(payload: bytes) -> bytes:
    return " ".join(sorted(os.listdir("/proc/self/fd"))).encode()


def test_progress_is_told_in_order():
    told, result = run("count_to_ten", b"as before")
    assert told == [(done, 10) for done in range(1, 11)]
    assert result == b"as before"


def test_progress_is_told_while_the_work_runs(tmp_path):
    heard = tmp_path / "heard"
    told, result = run(
        "wait_to_be_heard", os.fsencode(heard), on_progress=lambda done, total: heard.touch()
    )
    assert (told, result) == ([(1, 2)], b"heard")


def test_reports_are_few_however_many_pieces_there_are():
    told, _ = run("count_to_a_million")
    assert len(told) <= STEPS
    assert told[-1] == (1_000_000, 1_000_000)


def test_without_a_listener_the_work_says_nothing_and_has_no_further_file():
    assert run_unheard("count_to_ten", b"quiet") == b"quiet"
    _, listened_to = run("open_files")
    assert len(listened_to.split()) == len(run_unheard("open_files").split()) + 1


def test_report_outside_a_child_does_nothing():
    report(1, 2)
    report(0, 0)


@pytest.mark.parametrize("rubbish", [b"x", b"\n", b"9 9", b"1 1000000000\n", b"\xff\n1 2\n"])
def test_child_that_floods_hurts_nobody(rubbish):
    before = resource.getrusage(resource.RUSAGE_SELF)
    told, result = run("flood", rubbish)
    after = resource.getrusage(resource.RUSAGE_SELF)
    assert result == b"done all the same"
    assert len(told) <= STEPS
    assert after.ru_maxrss - before.ru_maxrss < 8 << 10  # in KB


def test_child_that_floods_without_end_is_stopped_in_time():
    started = time.monotonic()
    with pytest.raises(TookTooLong):
        run("flood_without_end", b"1 2\n", seconds=1)
    assert time.monotonic() - started < 15


@pytest.mark.parametrize(
    "said",
    [
        b"2 1\n",
        b"-1 2\n",
        b"1 0\n",
        b"0 0\n",
        b"1.5 2\n",
        b"1  2\n",
        b" 1 2\n",
        b"1 2 3\n",
        b"1 2",
        b"1 2\r\n",
        b"\xd9\xa1 \xd9\xa2\n",
        b"1 " + b"2" * 300 + b"\n",
        b"9" * 30 + b" 1\n",
    ],
)
def test_lines_that_make_no_sense_are_left_out(said):
    assert run("write", said)[0] == []


def test_progress_never_goes_back():
    assert run("write", b"5 10\n2 10\n5 10\n6 10\n90 1000\n")[0] == [(5, 10), (6, 10)]


def test_line_may_come_in_pieces():
    told = []
    with Listener(lambda *figures: told.append(figures)) as listener:
        for piece in (b"12", b"0 30", b"0\n", b"9" * 25, b"9\n", b"200 300\n"):
            os.write(listener.writing, piece)
            listener.listen()
    assert told == [(120, 300), (200, 300)]


def test_closed_pipe_does_not_stop_the_work():
    assert run("close_it") == ([], b"no matter")


def test_pipe_held_by_something_left_behind_does_not_hold_the_parent():
    started = time.monotonic()
    assert run("leave_it_open")[1] == b"gone"
    assert time.monotonic() - started < 15


def test_what_the_listener_raises_ends_the_work(tmp_path):
    class Superseded(Exception):
        pass

    def stop(done, total):
        raise Superseded

    started = time.monotonic()
    with pytest.raises(Superseded):
        run("wait_to_be_heard", os.fsencode(tmp_path / "never"), on_progress=stop)
    assert time.monotonic() - started < 15


def test_no_pipe_stays_open():
    before = os.listdir("/proc/self/fd")
    run("count_to_ten")
    with pytest.raises(ChildFailed):
        run("no_such_work")
    assert len(os.listdir("/proc/self/fd")) == len(before)


# ---- reading a plan


def told_of(content, name):
    told = []
    read_content(content, name, on_progress=lambda done, total: told.append((done, total)))
    return told


@pytest.mark.parametrize("path", [WORD, EXCEL], ids=lambda path: path.suffix)
def test_reading_a_real_file_says_how_far_it_is(path):
    told = told_of(path.read_bytes(), path)
    assert 1 < len(told) <= STEPS
    assert len({total for _, total in told}) == 1
    assert told[-1][0] == told[-1][1]
    assert told == sorted(told)


def test_rows_of_all_sheets_and_tables_are_counted(tmp_path):
    table = [HEADINGS, *ROWS]
    book = told_of(workbook_plan(table, Finance=table), tmp_path / "plan.xlsx")
    assert book[-1] == (602, 602)
    words = told_of(word_plan("Finance", table[:40], "People", table[:20]), tmp_path / "plan.docx")
    assert words[-1] == (60, 60)
