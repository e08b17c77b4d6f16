"""Work in a child process: results, refusals, limits; the server stays alive and clean."""

import os
import sys
import time

import pytest

from council.bounded import (
    ChildFailed,
    ChildRefused,
    TookTooLong,
    TooMuchMemory,
    TooMuchOutput,
    run_bounded,
)
from council.bounded_child import Refused

ROOM = 300


def run(name, payload=b"", *, seconds=20, megabytes=ROOM, **more):
    """Run one of this module's functions in a child."""
    target = f"tests.test_bounded:{name}"
    return run_bounded(target, payload, seconds=seconds, megabytes=megabytes, **more)


# What the children do.


def backwards(payload: bytes) -> bytes:
    return payload[::-1]


def noisy(payload: bytes) -> bytes:
    print("a library greets")  # noqa: T201
    os.write(1, b"and greets again")
    print("and again", file=sys.__stdout__)
    return payload


def refuse(payload: bytes) -> bytes:
    raise Refused("the letter is addressed to somebody else – sorry")


def break_down(payload: bytes) -> bytes:
    raise ValueError("the wheel came off")


def dwell(payload: bytes) -> bytes:
    time.sleep(60)
    return b""


def spin(payload: bytes) -> bytes:
    while True:
        pass


def devour(payload: bytes) -> bytes:
    return bytes(1 << 32)[:1]


def gush(payload: bytes) -> bytes:
    return bytes(3 << 20)


def vanish(payload: bytes) -> bytes:
    os._exit(0)


def crash(payload: bytes) -> bytes:
    os.abort()


def surroundings(payload: bytes) -> bytes:
    return "\n".join(f"{name}={value}" for name, value in os.environ.items()).encode()


def leave_a_child(payload: bytes) -> bytes:
    import subprocess

    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    return str(child.pid).encode()


def call_out(payload: bytes) -> bytes:
    import socket

    socket.create_connection(("127.0.0.1", 9))
    return b""


def modules(payload: bytes) -> bytes:
    return "\n".join(sys.modules).encode()


def test_bytes_come_back():
    payload = bytes(range(256)) * 5000
    assert run("backwards", payload) == payload[::-1]


def test_an_empty_payload_and_an_empty_result_are_fine():
    assert run("backwards", b"") == b""


def test_prints_of_libraries_do_not_reach_the_result():
    assert run("noisy", b"clean") == b"clean"


def test_a_refusal_comes_back_as_its_sentence():
    with pytest.raises(ChildRefused, match=r"^the letter is addressed to somebody else – sorry$"):
        run("refuse")


def test_a_failure_says_what_failed_and_keeps_the_trace():
    with pytest.raises(ChildFailed, match=r"^ValueError: the wheel came off$") as caught:
        run("break_down")
    assert "break_down" in caught.value.trace


@pytest.mark.parametrize("name", ["dwell", "spin"])
def test_work_without_end_is_stopped_in_time(name):
    start = time.monotonic()
    with pytest.raises(TookTooLong):
        run(name, seconds=1)
    assert time.monotonic() - start < 15


def test_memory_is_bounded():
    with pytest.raises(TooMuchMemory):
        run("devour")


def test_output_is_bounded():
    with pytest.raises(TooMuchOutput):
        run("gush", output_megabytes=2)
    assert len(run("gush", output_megabytes=3)) == 3 << 20


@pytest.mark.parametrize(("name", "status"), [("vanish", "0"), ("crash", "-6")])
def test_an_end_without_a_result_is_a_failure(name, status):
    with pytest.raises(ChildFailed, match=f"without a result \\(status {status}\\)"):
        run(name)


@pytest.mark.parametrize("target", ["no.such.module:read", "council.bounded:no_such", "council"])
def test_a_target_that_is_not_there_is_a_failure(target):
    with pytest.raises(ChildFailed):
        run_bounded(target, b"", seconds=20, megabytes=ROOM)


def test_secrets_of_the_server_stay_with_the_server(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "do not tell")
    told = run("surroundings", env={"FONTCONFIG_FILE": "fonts.conf"}).decode()
    assert "do not tell" not in told
    assert "FONTCONFIG_FILE=fonts.conf" in told


def test_what_the_work_started_is_ended_with_it():
    pid = int(run("leave_a_child"))
    deadline = time.monotonic() + 5
    while alive(pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not alive(pid)


def alive(pid):
    """Whether the process runs (one that has ended and waits for its parent does not)."""
    try:
        with open(f"/proc/{pid}/stat") as stat:
            return stat.read().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_the_network_is_out_of_reach():
    with pytest.raises(ChildFailed, match="may not use the network"):
        run("call_out")


def test_the_child_is_fresh():
    assert b"django" not in run("modules").split()
