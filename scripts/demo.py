"""make demo: load the demonstration, and run server and worker until Ctrl-C or until one ends.

    python -m scripts.demo PORT [--check]

With ``--check`` only asks whether the port is free, which is worth knowing before set-up starts.
"""

from __future__ import annotations

import errno
import socket
import sys
from typing import TYPE_CHECKING

from scripts import together
from scripts.steps import VENV, Stopped, main_of, program, run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# The sources speak of this day; nothing is "three years late" because somebody looks today.
DAY = {"GOLDEN_THREAD_TODAY": "2023-06-30"}
LOADS = (["load_demo"], ["simulate_year", "--example"])
# It looks for work five times a second, so that nobody waits for it. Quiet:
# what goes wrong with a piece of work is told by council/services/work.py.
WORKER = ["--interval", "0.2", "--no-startup-delay", "--no-reload", "--verbosity", "0"]
WHY_NOT = {errno.EADDRINUSE: "is in use", errno.EACCES: "is kept for the system"}


def demo() -> None:
    """What the arguments ask for."""
    port = port_from(sys.argv[1])
    addresses = list(free_addresses(port))
    if "--check" not in sys.argv:
        load()
        serve(addresses, port)


def port_from(text: str) -> int:
    """The number of a port; raises Stopped for anything else."""
    if not (text.isdecimal() and 1 <= int(text) <= 65535):
        raise Stopped(f"PORT must be a number from 1 to 65535, not “{text}”.")
    return int(text)


def free_addresses(port: int) -> Iterator[str]:
    """This machine's own addresses, old and new, for gunicorn; raises Stopped if one is taken."""
    for family, host, written in (
        (socket.AF_INET, "127.0.0.1", "127.0.0.1"),
        (socket.AF_INET6, "::1", "[::1]"),
    ):
        if can_listen(family, host, port):
            yield f"{written}:{port}"


def can_listen(family: socket.AddressFamily, host: str, port: int) -> bool:
    """False where the machine has no such address; raises Stopped where the port is taken."""
    try:
        with socket.socket(family, socket.SOCK_STREAM) as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            tried.bind((host, port))
    except OSError as error:
        why = WHY_NOT.get(error.errno or 0)
        if why:
            another = port + 1 if port > 1023 else 8000
            raise Stopped(f"Port {port} {why}. Choose another: make demo PORT={another}") from error
        return False
    return True


def load() -> None:
    """Load the four councils, and the made-up one in which a year has passed. Prints the accounts.

    A second time changes nothing.
    """
    for command in LOADS:
        if not run([program(VENV, "python"), "manage.py", *command], DAY):
            raise Stopped("The demonstration could not be loaded; see the message above.")


def serve(addresses: list[str], port: int) -> None:
    """Run the server, and the worker that does the long work for it.

    Raises Stopped when one of them has ended by itself; the other is stopped as well.
    """
    python = program(VENV, "python")
    binds = [word for address in addresses for word in ("--bind", address)]
    config = ["--config", "scripts/gunicorn_demo.py"]
    server: list[str | Path] = [python, "-m", "gunicorn", *config, *binds, "council.wsgi"]
    worker: list[str | Path] = [python, "manage.py", "db_worker", *WORKER]
    together.run({"server": server, "worker": worker}, {**DAY, "PORT": str(port)})


if __name__ == "__main__":
    sys.exit(main_of(demo))
