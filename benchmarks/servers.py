"""gunicorn with two workers, as an installation would run it, without its TLS proxy."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OPTIONS = ("--workers=2", "--threads=4", "--log-level=warning")
PATIENCE = 30.0


@dataclass(frozen=True, slots=True)
class Server:
    """A running gunicorn: its port and the id of its first process."""

    port: int
    pid: int

    def peak_megabytes(self) -> float:
        """The most memory that any worker has held so far; needs Linux's /proc."""
        workers = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
        return max(_peak(worker) for worker in workers)


def _peak(pid: str) -> float:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


@contextmanager
def serving(application: str, env: Mapping[str, str]) -> Iterator[Server]:
    """``application`` (module:name) served on a free port until the block ends."""
    port = _free_port()
    command = [sys.executable, "-m", "gunicorn", *OPTIONS, f"--bind=127.0.0.1:{port}", application]
    with subprocess.Popen(command, cwd=ROOT, env={**os.environ, **env}) as process:
        try:
            _wait_for(process, port)
            yield Server(port, process.pid)
        finally:
            process.terminate()


def _free_port() -> int:
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return int(tried.getsockname()[1])


def _wait_for(process: "subprocess.Popen[bytes]", port: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("gunicorn did not start; see its words above.")
