"""Work that may take too long or too much memory, done in a fresh child process.

Files that people send and documents that we print pass through large parsers and renderers. They
run here, so that no file can take the server down: a new Python process (never a fork of a
process with threads and database connections, never a pickle), bytes in, bytes out, with limits
on time, memory and output, no access to the network and none of the server's secrets
(bounded_child.py). While it runs, it may say how far it is (progress.py).
"""

import math
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from pathlib import Path
from typing import IO, NoReturn

from council.bounded_child import FAILED, MEMORY, OUTPUT, REFUSED, RESULT
from council.progress import Listener, OnProgress

ROOT = Path(__file__).resolve().parent.parent

# What a child needs of our own environment to start at all. Nothing else is passed on: the
# secret key and the database's password are there too.
KEPT = ("PATH", "LD_LIBRARY_PATH", "TMPDIR")

# One large figure is as good as another here: no plan or report comes near it, and a child that
# writes without end is stopped before it fills the disk.
OUTPUT_MEGABYTES = 64

POLL_SECONDS = 0.005
TRACE_CHARACTERS = 4000


class BoundedError(Exception):
    """Work in a child process that gave no result."""


class TookTooLong(BoundedError):
    """The work was stopped at its time limit."""


class TooMuchMemory(BoundedError):
    """The work was stopped at its memory limit."""


class TooMuchOutput(BoundedError):
    """The result was larger than the output limit."""


class ChildRefused(BoundedError):
    """The work itself declined its input, with a sentence for a person."""


class ChildFailed(BoundedError):
    """The work broke down; ``trace`` is the end of what the child wrote to standard error."""

    def __init__(self, message: str, trace: str = "") -> None:
        super().__init__(message)
        self.trace = trace


def run_bounded(
    target: str,
    payload: bytes,
    *,
    seconds: float,
    megabytes: int,
    output_megabytes: int = OUTPUT_MEGABYTES,
    env: Mapping[str, str] | None = None,
    on_progress: OnProgress | None = None,
) -> bytes:
    """Run ``target`` ("package.module:function", bytes to bytes) in a child on ``payload``.

    ``seconds`` is wall-clock time, start of Python included; ``megabytes`` bounds the child's
    address space; ``env`` adds to its otherwise minimal environment. ``on_progress(done, total)``
    is called in this process while the work reports how far it is; what it raises ends the work.
    Raises ChildRefused with the sentence of a ``Refused`` raised by the work, TookTooLong,
    TooMuchMemory, TooMuchOutput, or ChildFailed.
    """
    with (
        tempfile.TemporaryFile() as given,
        tempfile.TemporaryFile() as answer,
        tempfile.TemporaryFile() as complaints,
        Listener(on_progress) if on_progress else nullcontext(None) as listener,
    ):
        given.write(payload)
        given.seek(0)
        limits = [str(megabytes), str(math.ceil(seconds)), str(output_megabytes)]
        command = [sys.executable, "-P", "-m", "council.bounded_child", target, *limits]
        pipes = [listener.writing] if listener else []
        child = subprocess.Popen(  # noqa: S603 - our own interpreter and our own module
            [*command, *map(str, pipes)],
            stdin=given,
            stdout=answer,
            stderr=complaints,
            cwd=ROOT,
            env=environment(env),
            start_new_session=True,
            pass_fds=pipes,
        )
        status = finish(child, seconds, listener)
        return understand(status, answer, complaints, limit=output_megabytes << 20)


def environment(extra: Mapping[str, str] | None) -> dict[str, str]:
    """The child's environment: enough to start Python, and ``extra``."""
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    # Two allocation arenas: glibc otherwise reserves 64 MB of address space for each thread.
    ours = {"PYTHONPATH": str(ROOT), "LANG": "C.UTF-8", "MALLOC_ARENA_MAX": "2"}
    return kept | ours | dict(extra or {})


def finish(
    child: "subprocess.Popen[bytes]", seconds: float, listener: Listener | None = None
) -> int | None:
    """Wait for the child, end it and all it started; its exit status, or None if out of time.

    The group is killed before the child is reaped: until then its number cannot be another's.
    """
    try:
        if listener:
            listener.child_has_it()
        ended = wait_unreaped(child.pid, seconds, listener.listen if listener else silence)
    finally:
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()
    return child.returncode if ended else None


def silence() -> None:
    """Nobody wants to hear how far the work is."""


def wait_unreaped(pid: int, seconds: float, listen: Callable[[], None]) -> bool:
    """Whether ``pid`` ends within ``seconds``; ``listen`` is called at each look and at its end."""
    deadline = time.monotonic() + seconds
    while os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT | os.WNOHANG) is None:
        if time.monotonic() >= deadline:
            return False
        listen()
        time.sleep(POLL_SECONDS)
    listen()
    return True


def understand(
    status: int | None, answer: IO[bytes], complaints: IO[bytes], *, limit: int
) -> bytes:
    """The result in ``answer``, or the error that ``status`` and ``answer`` speak of."""
    if status is None or status in {-signal.SIGXCPU, -signal.SIGALRM}:
        raise TookTooLong("the work took too long and was stopped")
    answer.seek(0)
    kind, body = answer.read(1), answer.read(limit + 1)
    if status == 0 and kind == RESULT:
        return body
    explain(status, kind, body.decode("utf-8", "replace"), last_words(complaints))


def explain(status: int, kind: bytes, words: str, trace: str) -> NoReturn:
    """Raise what the child said, or what its end means when it could say nothing."""
    if kind == REFUSED:
        raise ChildRefused(words)
    if kind == MEMORY:
        raise TooMuchMemory("the work needed too much memory and was stopped")
    if kind == OUTPUT:
        raise TooMuchOutput("the result was too large")
    if kind == FAILED:
        raise ChildFailed(words, trace)
    raise ChildFailed(f"the work ended without a result (status {status})", trace)


def last_words(complaints: IO[bytes]) -> str:
    """The end of what the child wrote to standard error."""
    size = complaints.seek(0, os.SEEK_END)
    complaints.seek(max(0, size - TRACE_CHARACTERS))
    return complaints.read(TRACE_CHARACTERS).decode("utf-8", "replace")
