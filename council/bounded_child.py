"""The child that does bounded work: limits of its own, no network, and an answer (``bounded``).

Run as ``python -m council.bounded_child``: bytes in and bytes out, on the standard streams.
"""

import importlib
import os
import resource
import signal
import sys
import traceback
from collections.abc import Callable

from council.progress import speak_on

RESULT, REFUSED, MEMORY, OUTPUT, FAILED = b"=", b"?", b"M", b"O", b"!"


class Refused(Exception):
    """Raised by work inside the child: the input is not acceptable, and this sentence says why."""


def child_main(
    target: str, megabytes: int, seconds: int, output_megabytes: int, progress: int | None = None
) -> None:
    """Do the work of one child: standard input to standard output, within the limits.

    ``progress`` is the number of the pipe on which the parent listens, if it does.
    """
    answer = private_stdout()
    set_limits(megabytes, seconds, output_megabytes)
    if progress is not None:
        speak_on(progress)
    kind, body = outcome(target, sys.stdin.buffer.read())
    if len(body) > output_megabytes << 20:
        kind, body = OUTPUT, b""
    with os.fdopen(answer, "wb") as out:
        out.write(kind)
        out.write(body)
    sys.stderr.flush()
    # No farewells: what a library does at exit could hang, and there is nothing left to keep.
    os._exit(0 if kind == RESULT else 1)


def private_stdout() -> int:
    """A descriptor for the answer; whatever a library prints goes to standard error instead."""
    answer = os.dup(1)
    os.dup2(2, 1)
    return answer


def set_limits(megabytes: int, seconds: int, output_megabytes: int) -> None:
    """Bound this process, so that it ends even when its parent is gone."""
    limit(resource.RLIMIT_AS, megabytes << 20)
    limit(resource.RLIMIT_CPU, seconds + 1)
    limit(resource.RLIMIT_FSIZE, (output_megabytes << 20) + 4096)
    limit(resource.RLIMIT_CORE, 0)
    signal.alarm(seconds + 2)
    sys.addaudithook(stay_at_home)


def limit(what: int, most: int) -> None:
    """Set a limit that cannot be raised again, and never above one that stands already."""
    _, hard = resource.getrlimit(what)
    most = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(what, (most, most))


def stay_at_home(event: str, _: object) -> None:
    """Refuse the network: nothing that is done here has business there."""
    if event in {"socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"}:
        raise PermissionError("work in a child process may not use the network")


def outcome(target: str, payload: bytes) -> tuple[bytes, bytes]:
    """What became of the work: its kind and its bytes."""
    try:
        return RESULT, function(target)(payload)
    except Refused as refusal:
        return REFUSED, str(refusal).encode()
    except MemoryError:
        return MEMORY, b""
    except BaseException as error:  # noqa: BLE001 - whatever happened is told to the parent
        traceback.print_exc()
        return FAILED, f"{type(error).__name__}: {error}".encode(errors="replace")


def function(target: str) -> Callable[[bytes], bytes]:
    """The function that ``target`` names."""
    module, _, name = target.partition(":")
    found: Callable[[bytes], bytes] = getattr(importlib.import_module(module), name)
    return found


if __name__ == "__main__":
    # Through the module's real name, so that the ``Refused`` that work raises is the one we know.
    from council.bounded_child import child_main as main

    main(sys.argv[1], *map(int, sys.argv[2:]))
