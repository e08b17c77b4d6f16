""".venv/: a Python that is new enough, with the packages that the lock file names."""

from __future__ import annotations

import os
import re
from pathlib import Path

from scripts import apt, uv
from scripts.steps import REQUIREMENTS, ROOT, VENV, Stopped, ask, digest, is_done, program, run, say

AT_LEAST = (3, 12)
RANGE = ">=3.12"
EVERYTHING = REQUIREMENTS / "dev.txt"
SERVER = REQUIREMENTS / "base.txt"  # without the tools for tests and style
MARK = VENV / ".installed"


def provide(lock: Path = EVERYTHING) -> Path:
    """The Python of .venv/, made and filled where it is not yet, or no longer as ``lock`` says."""
    python = program(VENV, "python")
    version = version_of(python)
    if version >= AT_LEAST and is_done(MARK, wanted(lock, version)):
        return python
    tool = uv.provide()
    if version < AT_LEAST:
        make(tool)
    install(tool, python, lock)
    MARK.write_text(wanted(lock, version_of(python)))
    return python


def wanted(lock: Path, version: tuple[int, ...]) -> str:
    """What the mark of a finished installation says."""
    return digest([lock], repr(version))


def version_of(python: Path | str) -> tuple[int, ...]:
    """(3, 13, 0), or () for something that is no working Python."""
    said = ask([python, "-c", "import sys; print(*sys.version_info[:3])"])
    return tuple(int(part) for part in said.split())


def make(tool: Path) -> None:
    """Make .venv/ anew."""
    python = find_python(tool)
    say(f"python: making .venv with Python {'.'.join(map(str, version_of(python)))}")
    if not run([tool, "venv", "--quiet", "--clear", "--python", python, VENV]):
        raise Stopped("The folder .venv could not be made; see uv's message above.")


def install(tool: Path, python: Path, lock: Path) -> None:
    """Make .venv/ hold exactly what the lock file names, checked by hash."""
    say("python: installing packages (the first time a minute or two)")
    sync: list[str | Path] = [
        tool,
        "pip",
        "sync",
        "--quiet",
        "--require-hashes",
        "--python",
        python,
        lock,
    ]
    if not run(sync, uv.same_index_as_pip()):
        raise Stopped(
            "The Python packages could not be installed; see uv's message above. "
            "Check the connection to the package index and try again."
        )


def find_python(tool: Path) -> str:
    """The version of .python-version, else any that is new enough, else one that uv fetches."""
    version = (ROOT / ".python-version").read_text().strip()
    for candidate in (*known_to(tool, version), *known_to_pyenv(version)):
        if version_of(candidate) >= AT_LEAST:
            return candidate
    return fetched_by(tool, version)


def known_to(tool: Path, version: str) -> list[str]:
    """What uv finds on the path, the wanted version first."""
    find: list[str | Path] = [
        tool,
        "python",
        "find",
        "--quiet",
        "--system",
        "--no-python-downloads",
    ]
    return [found for request in (version, RANGE) if (found := ask([*find, request]))]


def known_to_pyenv(version: str) -> list[str]:
    """What pyenv has, also where it is not switched on; the wanted version first, then newest."""
    home = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    pythons = [path for path in home.glob("versions/*/bin/python") if numbers(path) >= AT_LEAST]
    newest_first = sorted(pythons, key=numbers, reverse=True)
    exact = numbers(Path(version) / "bin" / "python")
    newest_first.sort(key=lambda path: numbers(path)[: len(exact)] != exact)
    return [os.fspath(path) for path in newest_first]


def numbers(path: Path) -> tuple[int, ...]:
    """(3, 13, 0) from …/3.13.0/bin/python; () for anything else."""
    name = path.parent.parent.name
    return tuple(map(int, name.split("."))) if re.fullmatch(r"\d+(\.\d+)*", name) else ()


def fetched_by(tool: Path, version: str) -> str:
    """The path of a Python that uv has fetched; raises Stopped where it cannot."""
    say(f"python: no Python {RANGE} here; fetching {version}")
    if run([tool, "python", "install", "--quiet", "--no-bin", version]):
        found = ask([tool, "python", "find", "--quiet", "--managed-python", version])
        if found:
            return found
    raise Stopped(
        "No Python 3.12 or newer was found, and none could be fetched. "
        f"Install one (for example: {apt.command('python3.12')}, or: pyenv install {version}) "
        "and try again."
    )
