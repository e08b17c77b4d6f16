"""How far work in a child process is, told on a pipe of its own while it runs (see bounded.py).

The child calls ``report``; the parent's ``Listener`` passes it on. The child may be under the
spell of a hostile file, so the parent takes nothing on trust: it never waits for the pipe, reads
a little at a time, understands only ``done total``, and passes on at most ``STEPS`` reports.
"""

import os
import re
from collections.abc import Callable

# Reports a run: each may be a write to the database, and a bar on a screen has no finer steps.
STEPS = 50
LINE = re.compile(rb"([0-9]{1,9}) ([0-9]{1,9})\Z")
LONGEST_LINE = 20

# Read at each look, many times what an honest child writes meanwhile.
BITE = 4096

type OnProgress = Callable[[int, int], None]


def step_of(done: int, total: int) -> int:
    """How many of the ``STEPS`` are done; 0 where the figures make no sense."""
    return done * STEPS // total if 0 <= done <= total else 0


# The child's side.


class _Pipe:
    """Where this process tells how far it is: nowhere, unless it is a child with a listener."""

    number: int | None = None
    told = 0


def speak_on(number: int) -> None:
    """From now on ``report`` writes to the pipe of that number."""
    os.set_blocking(number, False)
    _Pipe.number = number


def report(done: int, total: int) -> None:
    """Say that ``done`` of ``total`` pieces of the work are done. Costs nothing if nobody listens.

    May be called for each piece: only a new step is written. The work never waits for the reader.
    """
    if _Pipe.number is None or total <= 0 or (step := step_of(done, total)) <= _Pipe.told:
        return
    _Pipe.told = step
    try:
        os.write(_Pipe.number, b"%d %d\n" % (done, total))
    except BlockingIOError:  # the pipe is full; a later report says more anyway
        return
    except OSError:  # nobody listens any more
        _Pipe.number = None


class Count:
    """Counts pieces of work as they are done, of ``total``, and reports each."""

    def __init__(self, total: int) -> None:
        self.done, self.total = 0, total

    def one(self) -> None:
        """One more is done."""
        self.done += 1
        report(self.done, self.total)


# The parent's side.


class Listener:
    """The reading end of a child's pipe; a context manager that closes it."""

    def __init__(self, tell: OnProgress) -> None:
        self.tell = tell
        self.told = 0
        self.rest = b""
        self.reading, self.writing = os.pipe()
        os.set_blocking(self.reading, False)

    def __enter__(self) -> "Listener":
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self.reading)
        self.child_has_it()

    def child_has_it(self) -> None:
        """Let go of the writing end, once the child has its own."""
        if self.writing >= 0:
            os.close(self.writing)
            self.writing = -1

    def listen(self) -> None:
        """Pass on what the child has said since the last look, if it says that more is done."""
        try:
            said = os.read(self.reading, BITE)
        except BlockingIOError:
            return
        *lines, rest = (self.rest + said).split(b"\n")
        self.rest = rest[: LONGEST_LINE + 1]  # a longer one is nonsense, and stays so when cut
        for line in lines:
            self.take(line)

    def take(self, line: bytes) -> None:
        """Pass on one line; anything but a further step is left out."""
        match = LINE.match(line)
        done, total = map(int, match.groups()) if match else (0, 0)
        step = step_of(done, total) if total else 0
        if step > self.told:
            self.told = step
            self.tell(done, total)
