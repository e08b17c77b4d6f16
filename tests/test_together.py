"""Server and worker of the demonstration: started together, stopped together."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request

import pytest

from scripts.steps import ROOT
from tests import long_work, workers

PATIENCE = 60  # seconds; two busy cores are slow

STAY = "import time; time.sleep(60)"
STUBBORN = f"import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); {STAY}"
TOGETHER = """
import sys
from scripts import steps, together

def work():
    one, other = sys.argv[1:]
    together.ASKED = 0.5
    python = sys.executable
    commands = {"server": [python, "-c", one], "worker": [python, "-c", other]}
    together.run(commands, {"DAY": "Friday"})

sys.exit(steps.main_of(work))
"""


@pytest.fixture
def started(tmp_path):
    """``started(code, …)``: a process group in which each code runs; ended with the test."""
    groups = []

    def start(*arguments, env=None):
        process = subprocess.Popen(  # noqa: S603 - our own interpreter
            [sys.executable, *arguments],
            cwd=ROOT,
            env={**os.environ, "PYTHONUNBUFFERED": "1", **(env or {})},
            stderr=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        groups.append(process)
        return process

    yield start
    for process in groups:
        if group_of(process):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def group_of(process):
    """The running processes of its group (those that have ended are not)."""
    words = subprocess.run(["ps", "-eo", "pid,pgid,stat"], capture_output=True, text=True)  # noqa: PLW1510, S607
    rows = [line.split() for line in words.stdout.splitlines()[1:]]
    return [pid for pid, group, state in rows if group == str(process.pid) and state[0] != "Z"]


def until(condition):
    """Wait until something is so."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, "it never came to that"
        time.sleep(0.02)


def saying(file, then=STAY):
    """Code that makes a file once it runs, and goes on."""
    return f"open({os.fspath(file)!r}, 'w').close(); {then}"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("to_all", [True, False], ids=["group", "one"])
def test_both_are_stopped_with_us(started, tmp_path, number, to_all):
    one, other = tmp_path / "one", tmp_path / "other"
    process = started("-c", TOGETHER, saying(one), saying(other))
    until(lambda: one.exists() and other.exists())
    (os.killpg if to_all else os.kill)(process.pid, number)
    assert process.wait(PATIENCE) == 0
    assert group_of(process) == []


@pytest.mark.parametrize("name", ["server", "worker"])
@pytest.mark.parametrize(
    "end", ["raise SystemExit(0)", "raise SystemExit(3)", "import os; os.abort()"]
)
def test_when_one_ends_the_other_is_stopped_and_a_sentence_says_so(started, name, end):
    codes = [end, STAY] if name == "server" else [STAY, end]
    process = started("-c", TOGETHER, *codes)
    _, told = process.communicate(timeout=PATIENCE)
    assert process.returncode == 2
    assert f"The {name} has ended by itself, so everything is stopped." in told
    assert "Traceback" not in told
    assert group_of(process) == []


def test_program_that_will_not_end_is_killed(started, tmp_path):
    ready = tmp_path / "ready"
    process = started("-c", TOGETHER, saying(ready, STUBBORN), "")
    process.communicate(timeout=PATIENCE)
    assert group_of(process) == []


def test_closed_terminal_does_not_stop_what_nohup_started(started, tmp_path):
    ready = tmp_path / "ready"
    ignoring = f"import signal; signal.signal(signal.SIGHUP, signal.SIG_IGN)\n{TOGETHER}"
    process = started("-c", ignoring, saying(ready), STAY)
    until(ready.exists)
    os.killpg(process.pid, signal.SIGHUP)
    time.sleep(0.2)
    assert len(group_of(process)) == 3
    process.terminate()
    assert process.wait(PATIENCE) == 0


def test_programs_are_given_their_settings(started, tmp_path):
    file = tmp_path / "day"
    write = f"import os; open({os.fspath(file)!r}, 'w').write(os.environ['DAY'])"
    started("-c", TOGETHER, write, STAY).communicate(timeout=PATIENCE)
    assert file.read_text() == "Friday"


# ---- the demonstration itself


@pytest.fixture
def demonstration(transactional_db, started):
    """The server and the worker of make demo on the tests' database; the process and its port."""
    with socket.create_server(("127.0.0.1", 0)) as tried:
        port = tried.getsockname()[1]
    code = f"from scripts import demo; demo.serve(['127.0.0.1:{port}'], {port})"
    return started("-c", code, env=workers.environment()), port


def answers(port):
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/", timeout=5) as answer:
            return answer.status == 200
    except OSError:
        return False


def test_demonstration_serves_and_works_and_stops(demonstration, queue):
    process, port = demonstration
    until(lambda: answers(port))
    result = long_work.add.enqueue(40, 2)
    until(lambda: long_work.add.get_result(result.id).is_finished)
    result.refresh()
    assert result.return_value == 42
    os.killpg(process.pid, signal.SIGINT)
    told = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0
    assert "Traceback" not in "".join(told)
    assert group_of(process) == []
    assert not answers(port)
