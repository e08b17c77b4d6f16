"""Programs that run together: all of them are stopped when we are, and when one of them ends."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from typing import TYPE_CHECKING, NoReturn

from scripts.steps import ROOT, Stopped

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

STOPS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

# Ctrl-C reaches the programs without us; they get so long before they are told once more.
BY_THEMSELVES = 0.7
# The server lets requests end within five seconds; whatever still runs then is killed.
ASKED = 8


class _Asked(Exception):
    """Somebody wants us to stop."""


def run(commands: Mapping[str, Sequence[str | Path]], env: Mapping[str, str]) -> None:
    """Run named commands until we are asked to stop (Ctrl-C, SIGTERM, SIGHUP).

    They stay in our process group, so that what ends the group ends them. Raises Stopped when one
    of them ends by itself.
    """
    programs: dict[str, subprocess.Popen[bytes]] = {}
    try:
        _listen()
        for name, command in commands.items():
            words = [os.fspath(word) for word in command]
            programs[name] = subprocess.Popen(words, cwd=ROOT, env={**os.environ, **env})
        _wait_for_one(programs)
    except _Asked:
        return
    finally:
        for number in STOPS:
            signal.signal(number, signal.SIG_IGN)
        _stop(programs.values())


def _listen() -> None:
    """Let each of the signals stop us; under nohup the end of the terminal does not."""
    for number in STOPS:
        if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, _ask)


def _ask(number: int, frame: object) -> NoReturn:
    raise _Asked


def _wait_for_one(programs: Mapping[str, subprocess.Popen[bytes]]) -> NoReturn:
    """Wait until one of them has ended; raises Stopped and says which."""
    ended = os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOWAIT)
    pid = ended.si_pid if ended else 0
    name = next((name for name, program in programs.items() if program.pid == pid), "program")
    raise Stopped(
        f"The {name} has ended by itself, so everything is stopped. "
        "Start again with make demo; if that does not help, see the messages above."
    )


def _stop(programs: Iterable[subprocess.Popen[bytes]]) -> None:
    """End all of them: first they may do so themselves, then they are asked, then killed."""
    left = _still_running(programs, BY_THEMSELVES)
    for program in left:
        program.terminate()
    for program in _still_running(left, ASKED):
        program.kill()
        program.wait()


def _still_running(
    programs: Iterable[subprocess.Popen[bytes]], seconds: float
) -> list[subprocess.Popen[bytes]]:
    """Those that have not ended after so many seconds."""
    deadline = time.monotonic() + seconds
    left = [program for program in programs if program.poll() is None]
    while left and time.monotonic() < deadline:
        time.sleep(0.02)
        left = [program for program in left if program.poll() is None]
    return left
