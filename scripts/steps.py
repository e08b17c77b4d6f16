"""What every step of the set-up shares: where things are, how a step speaks, how it gives up."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

ROOT = Path(__file__).resolve().parent.parent
TOOLS = ROOT / ".tools"
VENV = ROOT / ".venv"
REQUIREMENTS = ROOT / "requirements"
BIN = "Scripts" if os.name == "nt" else "bin"


class Stopped(Exception):
    """What is wrong and what to do, in one sentence for the person at the keyboard."""


def say(text: str) -> None:
    """One line of progress, shown at once."""
    print(text, flush=True)


def program(folder: Path, name: str) -> Path:
    """A program of a virtual environment."""
    return folder / BIN / (f"{name}.exe" if os.name == "nt" else name)


def run(command: Sequence[str | Path], env: Mapping[str, str] | None = None) -> bool:
    """Run a command in the project's folder with its output shown; whether it succeeded."""
    given = None if env is None else {**os.environ, **env}
    words = [os.fspath(word) for word in command]
    return subprocess.run(words, cwd=ROOT, env=given, check=False).returncode == 0


def ask(command: Sequence[str | Path]) -> str:
    """What a command prints, or "" when it fails or is not there."""
    words = [os.fspath(word) for word in command]
    try:
        done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def digest(files: Iterable[Path], *words: str) -> str:
    """A hash over the content of ``files`` and over ``words``: the same only for the same."""
    total = hashlib.sha256("\0".join(words).encode())
    for file in files:
        total.update(b"\0" + file.read_bytes())
    return total.hexdigest()


def is_done(mark: Path, wanted: str) -> bool:
    """Whether a step left ``mark`` behind, made from the same content."""
    return mark.is_file() and mark.read_text() == wanted


def main_of(work: Callable[[], None]) -> int:
    """Run ``work``; exit status 0, or 2 with its one sentence where it had to stop."""
    try:
        work()
    except Stopped as stopped:
        print(f"\n{stopped}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    return 0
